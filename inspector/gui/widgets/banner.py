"""A line across a pane that tells something lasting and offers what to do about it."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.wording import tr

BannerState = Literal["info", "warn", "err", "ok"]
_ICONS: dict[BannerState, str] = {
    "info": "info",
    "warn": "triangle-alert",
    "err": "circle-x",
    "ok": "circle-check",
}


class Banner(QFrame):
    """Icon, sentence, buttons. dismissed(): the user closed it."""

    dismissed = Signal()

    def __init__(
        self, theme: Theme, text: str, state: BannerState = "info", *, closable: bool = False
    ) -> None:
        super().__init__()
        self._shape = "note"
        self._theme = theme
        self._state: BannerState = state
        self._icon = Picture()
        self._text = Label("", "small", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._close = IconButton(theme, "x", tr("Dismiss"), 14)
        self._close.clicked.connect(self._dismiss)
        self._row.addWidget(self._close)
        self._close.setVisible(closable)
        theme.changed.connect(self._renew)
        self.show_text(text, state)

    def show_text(self, text: str, state: BannerState = "info") -> None:
        """Show another sentence."""
        self._state = state
        self._text.setText(text)
        self.setAccessibleName(text)
        set_kind(self, f"{self._shape}-{state}")
        self._renew()

    def make_strip(self) -> None:
        """Let it run from edge to edge of its pane, without round corners."""
        self._shape = "strip"
        set_kind(self, f"strip-{self._state}")
        self._row.setContentsMargins(14, 3, 8, 3)

    def add_action(self, text: str, do: Callable[[], None]) -> Button:
        """Offer something to do."""
        button = Button(self._theme, text, "small")
        button.clicked.connect(lambda _checked=False: do())
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _renew(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(_ICONS[self._state], self._state, 16, ratio))
