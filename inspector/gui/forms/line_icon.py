"""What stands within a line edit beside its text and grows with it: an icon, what empties it.

Qt's own actions and clear button in a line edit stay 16 pixels high whatever the text has.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import Picture
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

_EDGE, _GAP, _BUTTON = 8, 4, 22


class LineIcon(Picture):
    """An icon at the beginning of a line, or at its end; a click is one into the line."""

    def __init__(
        self,
        theme: Theme,
        line: QLineEdit,
        name: str = "",
        *,
        size: int = 16,
        at_end: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._line, self._size, self._at_end = theme, line, size, at_end
        self._look = (name, "text2")
        _put(line, self, at_end=at_end)
        theme.changed.connect(self._renew)
        self._renew()

    def show_icon(
        self,
        name: str,
        token: str = "text2",  # noqa: S107 - a colour's name
        said: str = "",
    ) -> None:
        """Show another icon, none where it has no name; said: what it means, as its tooltip."""
        self._look = (name, token)
        set_tip(self, said)
        self._renew()

    def _renew(self) -> None:
        name, token = self._look
        self.setVisible(bool(name))
        if name:
            ratio = self.devicePixelRatioF()
            self.setPixmap(self._theme.pixmap(name, token, self._size, ratio))
        room = self._theme.px(self._size + _GAP) + _EDGE - _GAP if name else 0
        _keep_off(self._line, room, at_end=self._at_end)


class Emptier(IconButton):
    """Empties the line in which it stands; there while something is typed."""

    def __init__(self, theme: Theme, line: QLineEdit) -> None:
        super().__init__(theme, "x", tr("Empty the field"), 14)
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape and deleting do the same
        self.setCursor(Qt.CursorShape.ArrowCursor)
        _put(line, self, at_end=True)
        line.textChanged.connect(self._follow)
        self.clicked.connect(line.clear)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        side = self._theme.px(_BUTTON)
        self.setFixedSize(side, side)
        self._follow()

    def _follow(self) -> None:
        self.setVisible(bool(self._line.text()))
        _keep_off(self._line, self._theme.px(_BUTTON), at_end=True)


def _put(line: QLineEdit, part: Picture | IconButton, *, at_end: bool) -> None:
    """Put a part into a line, before or behind the text."""
    row = line.layout()
    if not isinstance(row, QHBoxLayout):
        row = QHBoxLayout(line)
        row.setContentsMargins(_EDGE, 0, _GAP, 0)
        row.setSpacing(0)
        row.addStretch(1)
    if at_end:
        row.addWidget(part)
    else:
        row.insertWidget(0, part)


def _keep_off(line: QLineEdit, room: int, *, at_end: bool) -> None:
    """Keep the text off what stands at one end."""
    now = line.textMargins()
    if at_end:
        now.setRight(room)
    else:
        now.setLeft(room)
    line.setTextMargins(now)
