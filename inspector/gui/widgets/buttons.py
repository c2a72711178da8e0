"""Buttons: one filled primary a view, outlined ones, quiet ones, and icons alone.

One that has just moved under the pointer, or just appeared there, takes no click for a moment.
"""

from time import monotonic
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.menu import literal
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.bodies.printable import visible_lines
from inspector.wording.shortened import shortened

ButtonKind = Literal[
    "primary", "secondary", "small", "ghost", "link", "status", "danger", "segment"
]
_ICON_TOKENS: dict[ButtonKind, str] = {
    "primary": "on_fill",
    "secondary": "text",
    "small": "text2",
    "ghost": "text2",
    "link": "accent",
    "status": "text2",
    "danger": "err",
    "segment": "text2",
}
_SMALL_ICONS = frozenset({"link", "status", "small"})
ICON_BUTTON = 28


# ---------------- Where a button stands, so that no click meets one that came between
SETTLED = 0.3  # seconds after which a button at a new place takes clicks
SMALL = 4  # pixels that nobody misses a button by
_CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Footing:
    """Follows a button's place in its window, as it was last seen there."""

    def __init__(self, button: QWidget) -> None:
        self._button = button
        self._place: QPoint | None = None
        self._since = 0.0

    @property
    def is_new(self) -> bool:
        """Whether it came to its place too short ago to be meant by a click."""
        self._look()
        return monotonic() - self._since < SETTLED

    def keeps(self, event: QEvent) -> bool:
        """Note what an event says about its place; True for a click that it must not get."""
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._look()
        elif kind == QEvent.Type.Enter:
            self._accept()
        elif kind == QEvent.Type.Hide:
            self._place = None
        elif kind in _CLICKS and self.is_new:
            event.accept()
            return True
        return False

    def change(self) -> None:
        """It does something else now."""
        self._since = monotonic()

    def _look(self) -> None:
        """Note where it is; a larger step, or its appearance, begins the time anew."""
        place = self._button.mapTo(self._button.window(), QPoint())
        if self._place is None or (place - self._place).manhattanLength() > SMALL:
            self._since = monotonic()
            self._place = place

    def _accept(self) -> None:
        """The pointer has come to it: it is meant where it is now."""
        if self._place is not None:
            self._place = self._button.mapTo(self._button.window(), QPoint())


_TARGET = 24  # pixels that a target is wide at least, however short its word (WCAG 2.5.8)


class Button(QPushButton):
    """A push button of a kind, with an icon in the kind's colour."""

    def __init__(
        self, theme: Theme, text: str, kind: ButtonKind = "secondary", icon: str = ""
    ) -> None:
        super().__init__()
        self.footing = Footing(self)
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

    def event(self, event: QEvent) -> bool:
        """Take no click that was meant for what stood here just now."""
        return self.footing.keeps(event) or super().event(event)

    def sizeHint(self) -> QSize:
        """Return the size of its text, which no layout makes less of, or of a target's least."""
        return super().sizeHint().expandedTo(QSize(_TARGET, 0))

    def set_text(self, text: str) -> None:
        """Show another text; a leading space keeps it off the icon."""
        text = visible_lines(shortened(text))
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
        if kind != self._kind:
            self.footing.change()
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
        self.footing = Footing(self)
        self._theme = theme
        self._icon = icon
        self._size = size
        self._token = "text2"  # noqa: S105 - the name of a colour
        self._action: QAction | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        self.set_name(name)
        theme.changed.connect(self._renew)
        self._renew()

    def event(self, event: QEvent) -> bool:
        """Take no click that was meant for what stood here just now."""
        return self.footing.keeps(event) or super().event(event)

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
        self._action = action
        self._name_after_action()
        action.changed.connect(self._name_after_action)  # a lambda would outlive the button
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())

    def _name_after_action(self) -> None:
        action = self._action
        if action is None:
            return
        keys = action.shortcut().toString()
        name = action.text().replace("&", "")
        named = f"{name} ({keys})" if keys else name
        if named != self.accessibleName():
            self.set_name(named)

    def _renew(self) -> None:
        side = self._theme.px(self._size)
        self.setIcon(self._theme.icon(self._icon, self._token, self._size))
        self.setIconSize(QSize(side, side))
        outer = self._theme.px(ICON_BUTTON)
        self.setFixedSize(outer, outer)
