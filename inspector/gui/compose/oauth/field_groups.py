"""Groups of fields in one frame; each is folded under a head that says what is in it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.compose.form import BoundField, Form
from inspector.gui.compose.oauth.groups import FieldGroup
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle, smooth
from inspector.wording import tr

_HEIGHT, _LEFT, _TEXT, _RIGHT, _GAP = 28, 10, 30, 12, 10  # with the line above it 29
_TITLE, _SUMMARY, _SEMIBOLD = 12, 12, 600


class GroupHead(QAbstractButton):
    """Title at the left, what is inside at the right. Right opens, Left folds, Enter turns."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._summary = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._renew)
        theme.changed.connect(self.updateGeometry)
        self._renew()

    def show_summary(self, words: str) -> None:
        """Say something else of what is inside."""
        if words != self._summary:
            self._summary = words
            self._renew()

    def sizeHint(self) -> QSize:
        """Return a row's height."""
        return QSize(self._theme.px(200), self._theme.row(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return what still says something."""
        return QSize(self._theme.px(120), self._theme.row(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, fold or turn."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.toggle()
        elif key == Qt.Key.Key_Right:
            self.setChecked(True)
        elif key == Qt.Key.Key_Left:
            self.setChecked(False)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint chevron, title and summary; the summary gives way."""
        painter = smooth(self)
        px, theme = self._theme.px, self._theme
        chevron = ("chevron-down" if self.isChecked() else "chevron-right", "text2", 14)
        side = px(14)
        icon_at(painter, theme, chevron, QPointF(px(_LEFT), middle(self.rect(), side)))
        font = theme.font(_TITLE, _SEMIBOLD)
        wide = QFontMetrics(font).horizontalAdvance(self._title) + 2
        room = self.rect().adjusted(px(_TEXT), 0, -px(_RIGHT), 0)
        elided(painter, room, (self._title, font, theme.colour("text")))
        self._paint_summary(painter, room.x() + wide + px(_GAP), room.right())
        if self.hasFocus():
            focus_ring(painter, theme, QRectF(self.rect()).adjusted(2, 1, -2, -1), 6)
        painter.end()

    def _paint_summary(self, painter: QPainter, left: int, right: int) -> None:
        font = self._theme.font(_SUMMARY)
        words = QFontMetrics(font).horizontalAdvance(self._summary) + 2
        room = self.rect()
        room.setLeft(max(left, right - words))
        room.setRight(right)
        elided(painter, room, (self._summary, font, self._theme.colour("text2")))

    def _renew(self) -> None:
        state = tr("open") if self.isChecked() else tr("folded")
        said = tr(
            "{group}, {summary}, {state}", group=self._title, summary=self._summary, state=state
        )
        self.setAccessibleName(said)
        self.update()


class GroupPart(QWidget):
    """One group: its head, and its fields once it was opened. opened(): they were just made."""

    opened = Signal()

    def __init__(self, theme: Theme, group: FieldGroup, make: Callable[[FieldGroup], Form]) -> None:
        super().__init__()
        self.group = group
        self.form: Form | None = None
        self._make = make
        self._line = Line()
        self.head = GroupHead(theme, group.title)
        self.head.setObjectName(f"group_{group.name}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 1, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._line)
        self._column.addWidget(self.head)
        self._room = QVBoxLayout()
        self._room.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._room)
        self.head.toggled.connect(self._turn)

    def begin(self, *, first: bool) -> None:
        """Leave the line above the first group out."""
        self._line.setVisible(not first)

    def open(self) -> None:
        """Show the fields."""
        self.head.setChecked(True)

    def field(self, path: str) -> BoundField | None:
        """Return one of its fields; it is opened for that."""
        if not any(each.path == path for each in self.group.fields):
            return None
        self.open()
        return self.form.field(path) if self.form is not None else None

    def _turn(self, on: bool) -> None:  # noqa: FBT001 - Qt calls it
        if on and self.form is None:
            self.form = self._make(self.group)
            self._room.addWidget(self.form)
            self.opened.emit()
        if self.form is not None:
            edge = _GAP + 2 if on else 0
            self.form.setVisible(on)
            self._room.setContentsMargins(_GAP + 2, min(edge, 2), _GAP + 2, edge)


class FieldGroups(QFrame):
    """The frame around the groups."""

    def __init__(self, parts: tuple[GroupPart, ...]) -> None:
        super().__init__()
        self.parts = parts
        self.setProperty("kind", "inset")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)

    def field(self, path: str) -> BoundField | None:
        """Return a field; its group is opened for that."""
        found = (part.field(path) for part in self.parts)
        return next((field for field in found if field is not None), None)

    def show_parts(self, shown: frozenset[str]) -> None:
        """Show the groups of these names."""
        first = True
        for part in self.parts:
            part.setVisible(part.group.name in shown)
            if part.group.name in shown:
                part.begin(first=first)
                first = False
