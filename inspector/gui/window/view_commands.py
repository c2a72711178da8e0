"""Carries out the commands about the view: theme, size, what is shown, which tab, which pane."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from inspector.gui.screens.commands import TAB_KEYS
from inspector.gui.screens.registry import screens
from inspector.gui.state.choices import Choice
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.window.layout import is_narrow

if TYPE_CHECKING:
    from inspector.gui.forms.secret_edit import SecretEdit
    from inspector.settings.options import Value

_SWITCHES = {
    "toggle-sidebar": "sidebar",
    "toggle-below": "response_below",
    "toggle-notes": "notes_on",
    "toggle-secrets": "secrets_hidden",
    "toggle-presentation": "presentation",
}
_STEP, _SMALLEST, _LARGEST = 10, 80, 200
PANE_NAMES = (
    "rail",
    "sidebar",
    "url_bar",
    "request_pane",
    "entries_pane",
    "response_pane",
    "screen",
    "status_bar",
)


class ViewCommands(QObject):
    """Commands whose effect is only what is seen."""

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__()
        self._tools = tools
        self._window = window
        for name, switch in _SWITCHES.items():
            tools.actions.provide(name, self._toggler(switch))
        tools.actions.provide("toggle-sidebar", lambda _: self._toggle_sidebar())
        for mode in ("system", "light", "dark"):
            tools.actions.provide(f"theme-{mode}", self._setter("appearance.theme", mode))
        self._provide_sizes()
        self._provide_tabs()
        self._provide_screens()
        tools.choices.changed.connect(self._check)
        self._check(tools.choices.value)

    def _provide_sizes(self) -> None:
        provide = self._tools.actions.provide
        provide("larger", lambda _: self._resize(_STEP))
        provide("smaller", lambda _: self._resize(-_STEP))
        provide("usual-size", self._setter("appearance.scale", 100))
        provide("reveal", self._reveal, when=lambda: _focused_secret() is not None)
        provide("next-pane", lambda _: self._step_pane(1))
        provide("previous-pane", lambda _: self._step_pane(-1))

    def _provide_tabs(self) -> None:
        provide, tabs = self._tools.actions.provide, self._tools.tabs
        provide("next-tab", lambda _: tabs.step(1))
        provide("previous-tab", lambda _: tabs.step(-1))
        for number in TAB_KEYS:
            provide(f"tab-{number}", self._tab_opener(number - 1), when=self._has_tab(number))
        provide("close-tab", lambda _: self._close_tab())
        provide("reopen-tab", lambda _: tabs.reopen(), when=lambda: tabs.can_reopen)

    def _provide_screens(self) -> None:
        for screen in screens().values():
            for command in () if screen.provider else screen.commands:
                self._tools.actions.provide(command.id, self._opener(screen.kind))

    def _reveal(self, _argument: object) -> None:
        secret = _focused_secret()
        if secret is not None:
            secret.toggle()

    def _close_tab(self) -> None:
        if self._tools.tabs.active is not None:
            self._tools.tabs.close(self._tools.tabs.active)

    def _opener(self, kind: str) -> Callable[[object], object]:
        return lambda _: self._tools.tabs.open(Document(kind))

    def _tab_opener(self, index: int) -> Callable[[object], None]:
        return lambda _: self._tools.tabs.activate_index(index)

    def _has_tab(self, number: int) -> Callable[[], bool]:
        return lambda: len(self._tools.tabs.documents) >= number

    def _toggle_sidebar(self) -> None:
        """Turn round what holds in a window this wide; a wide one forgets what a narrow one had."""
        narrow = is_narrow(self._window.width())
        choice = self._tools.choices.value
        if narrow:
            self._tools.choices.change(narrow_sidebar=not choice.narrow_sidebar)
        else:
            self._tools.choices.change(sidebar=not choice.sidebar, narrow_sidebar=False)

    def _toggler(self, switch: str) -> Callable[[object], None]:
        return lambda _: self._tools.choices.toggle(switch)

    def _setter(self, key: str, value: "Value") -> Callable[[object], None]:
        return lambda _: self._set(key, value)

    def _set(self, key: str, value: "Value") -> None:
        self._tools.settings.set(key, value)
        self._tools.background.compute(self._tools.settings.save)

    def _resize(self, by: int) -> None:
        now = int(self._tools.settings.number("appearance.scale"))
        self._set("appearance.scale", max(_SMALLEST, min(now + by, _LARGEST)))

    def _check(self, choice: Choice) -> None:
        for name, switch in _SWITCHES.items():
            self._tools.actions.action(name).setChecked(bool(getattr(choice, switch)))
        shown = choice.narrow_sidebar if is_narrow(self._window.width()) else choice.sidebar
        self._tools.actions.action("toggle-sidebar").setChecked(shown)

    def _step_pane(self, by: int) -> None:
        panes = [pane for pane in self._panes() if _first_field(pane) is not None]
        if not panes:
            return
        focus = QApplication.focusWidget()
        here = next(
            (place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -by
        )
        field = _first_field(panes[(here + by) % len(panes)])
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def _panes(self) -> list[QWidget]:
        found = [self._window.findChildren(QWidget, name) for name in PANE_NAMES]
        return [pane for panes in found for pane in panes if pane.isVisibleTo(self._window)]


def _focused_secret() -> "SecretEdit | None":
    """Return the field for a secret that has the focus; it is known by its property."""
    widget = QApplication.focusWidget()
    while widget is not None and not widget.property("holds_secret"):
        widget = widget.parentWidget()
    return cast("SecretEdit", widget) if widget is not None else None


def _first_field(pane: QWidget) -> QWidget | None:
    """Return the first widget in the pane that takes the focus by Tab."""
    for widget in pane.findChildren(QWidget):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isEnabled() and widget.isVisibleTo(pane):
            return widget
    return None
