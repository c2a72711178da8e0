"""Buttons: one filled primary a view, outlined ones, quiet ones, and icons alone."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.menu import literal
from inspector.gui.widgets.tooltip import set_tip

ButtonKind = Literal["primary", "secondary", "small", "ghost", "link", "status", "danger"]
_ICON_TOKENS: dict[ButtonKind, str] = {
    "primary": "on_fill",
    "secondary": "text",
    "small": "text2",
    "ghost": "text2",
    "link": "accent",
    "status": "text2",
    "danger": "err",
}
_SMALL_ICONS = frozenset({"link", "status", "small"})
ICON_BUTTON = 28


class Button(QPushButton):
    """A push button of a kind, with an icon in the kind's colour."""

    def __init__(
        self, theme: Theme, text: str, kind: ButtonKind = "secondary", icon: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._kind: ButtonKind = kind
        self._icon = icon
        self._icon_token = ""
        self._whole = ""
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.set_text(text)
        theme.changed.connect(self._renew)
        self._renew()

    def set_text(self, text: str) -> None:
        """Show another text; a leading space keeps it off the icon."""
        self._whole = f" {text}" if self._icon else text
        self.setText(literal(self._whole))
        self.setAccessibleName(text)

    def set_room(self, width: int) -> None:
        """Shorten the text in the middle where it is wider than that; the tooltip has it all."""
        self.setText(literal(self._whole))
        words = self.fontMetrics()
        beside = self.sizeHint().width() - words.horizontalAdvance(self._whole)
        middle = Qt.TextElideMode.ElideMiddle
        shown = words.elidedText(self._whole, middle, max(width - beside, 0))
        self.setText(literal(shown))
        set_tip(self, self._whole.strip() if shown != self._whole else "")

    def set_icon(self, name: str, token: str = "") -> None:
        """Show another icon; token: its colour if not the kind's."""
        self._icon, self._icon_token = name, token
        self._renew()

    def set_kind(self, kind: ButtonKind) -> None:
        """Change its kind (Send becomes Stop)."""
        self._kind = kind
        set_kind(self, kind)
        self._renew()

    def _renew(self) -> None:
        if self._icon:
            size = 14 if self._kind in _SMALL_ICONS else 16
            token = self._icon_token or _ICON_TOKENS[self._kind]
            self.setIcon(self._theme.icon(self._icon, token, size))
            side = self._theme.px(size)
            self.setIconSize(QSize(side, side))


class IconButton(QToolButton):
    """An icon alone; name: what it does, read aloud and shown as its tooltip."""

    def __init__(self, theme: Theme, icon: str, name: str, size: int = 16) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._size = size
        self._token = "text2"  # noqa: S105 - the name of a colour
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        self.set_name(name)
        theme.changed.connect(self._renew)
        self._renew()

    def set_name(self, name: str) -> None:
        """Say what it does."""
        self.setAccessibleName(name)
        set_tip(self, name)

    def set_icon(self, icon: str, token: str = "text2") -> None:  # noqa: S107 - a colour's name
        """Show another icon."""
        self._icon, self._token = icon, token
        self._renew()

    def follow(self, action: QAction) -> None:
        """Do what the action does and be enabled as it is."""
        keys = action.shortcut().toString()
        name = action.text().replace("&", "")
        self.set_name(f"{name} ({keys})" if keys else name)
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())

    def _renew(self) -> None:
        side = self._theme.px(self._size)
        self.setIcon(self._theme.icon(self._icon, self._token, self._size))
        self.setIconSize(QSize(side, side))
        outer = self._theme.px(ICON_BUTTON)
        self.setFixedSize(outer, outer)
