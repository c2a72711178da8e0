"""Where experiments and changes stand: beside the lines, in a narrow tab in their place."""

from functools import partial

from PySide6.QtWidgets import QWidget

from inspector.gui.compare.side_panel import SidePanel
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button

_SIDE, _SIDE_NARROW = 392, 346
_NARROW, _TOO_NARROW = 1180, 940  # the page's width


class SidePlace:
    """button: shows and hides the side where there is no room for both."""

    def __init__(self, lines: QWidget, side: SidePanel, button: Button, tools: Tools) -> None:
        self._lines = lines
        self._side = side
        self._button = button
        self._tools = tools
        self._enough = False
        self._width = 0

    def share(self, width: int, *, enough: bool) -> None:
        """Share a page's width; in a narrow one the side is shown on demand. enough: to compare."""
        px = self._tools.theme.px
        self._width, self._enough = width, enough
        self._side.setFixedWidth(px(_SIDE_NARROW if width < px(_NARROW) else _SIDE))
        self._button.setVisible(enough and self._cramped)
        self.show()

    def show(self) -> None:
        """Show the side where there is room; in a narrow page instead of the lines."""
        cramped, asked = self._cramped, self._button.isChecked()
        self._side.setVisible(self._enough and (asked or not cramped))
        self._lines.setVisible(self._enough and not (cramped and asked))
        if cramped:
            self._side.setMaximumWidth(self._width)

    def provide(self, page: QWidget) -> None:
        """Let the keys of what the side hides bring it forward."""
        for name in ("run-experiments", "apply-fix"):
            self._tools.actions.provide(name, partial(self._run, name), page, self._hides)

    @property
    def _cramped(self) -> bool:
        return self._width < self._tools.theme.px(_TOO_NARROW)

    def _hides(self) -> bool:
        return self._side.hides_trial

    def _run(self, name: str, argument: object) -> None:
        """Show the experiments and run them; a fix is only shown, as it says first what it does."""
        self._button.setChecked(self._cramped)
        self._side.show_trial()
        if name == "run-experiments" and not self._hides():
            self._tools.actions.run(name, argument)
