"""The heads of the columns: status, verdict, label, and arrows that say what changed between."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.compare import Comparison, Head
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.marks import STATE_ICONS, State, state_of
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle, rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

# ---------------- Where the columns of a comparison lie
_LEAST, _SIDE, _GAP = 180, 14, 8
_NAME, _NAME_MOST = 110, 190  # usual and largest width of the names
_SIGN = 26  # the sign of inequality after a name
_MEASURED = 400  # lines, so that very many cost nothing


class Columns:
    """Shares the width; under the least width of a column the cells scroll, the names stay."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._measured: tuple[float, int] | None = None  # the size of the text, the names' width
        self.count = 0
        self.longest = 0  # how many lines the longest of the bodies has
        self.left = 0  # where the list begins inside its frame, for the heads above it
        self.room = 0  # the width of the list, which may be less than that of the heads
        self.shift = 0  # how far the cells are scrolled to the left

    def fit(self, comparison: Comparison) -> None:
        """Make room for the attempts of a comparison and the names of its lines."""
        self.count = len(comparison.heads)
        listed = (section for section in comparison.sections if not section.code)
        names = (line.name for section in listed for line in section.lines)
        self.longest = max(_numbers(comparison), default=0)
        self._names, self._measured = tuple(islice(names, _MEASURED)), None

    @property
    def name_width(self) -> int:
        """The width of the names: usual header names fit, very long ones are cut."""
        px, scale = self._theme.px, self._theme.scale
        if self._measured is None or self._measured[0] != scale:
            metrics = QFontMetrics(self._theme.font(12, SEMIBOLD))
            widest = max(map(metrics.horizontalAdvance, self._names), default=0) + px(_SIGN)
            self._measured = scale, min(max(widest, px(_NAME)), px(_NAME_MOST))
        return self._measured[1]

    @property
    def width(self) -> int:
        """The width that all columns take in the room there is."""
        px = self._theme.px
        least = self.name_width + px(2 * _SIDE) + self.count * px(_LEAST)
        return max(self.room, least)

    @property
    def fixed(self) -> int:
        """The width of what does not scroll sideways."""
        return self._theme.px(_SIDE) + self.name_width

    def name(self, rect: QRect) -> QRect:
        """Return the place of a line's name, which stays where it is; rect: the whole line."""
        left = rect.x() + self.shift + self._theme.px(_SIDE)
        return QRect(left, rect.y(), self.name_width, rect.height())

    def cell(self, rect: QRect, place: int) -> QRect:
        """Return the place of a cell."""
        px = self._theme.px
        left = self.fixed
        width = (rect.width() - left - px(_SIDE)) / max(1, self.count)
        start = rect.x() + left + round(place * width)
        return QRect(start, rect.y(), round(width) - px(_GAP), rect.height())


def _numbers(comparison: Comparison) -> Iterator[int]:
    """Yield the numbers of the lines of bodies."""
    for section in comparison.sections:
        for row in section.code:
            yield from (line.number for line in row if line is not None)


# ---------------- The heads of a comparison as they are read aloud. Pure: no Qt
def head_spoken(place: int, head: Head) -> str:
    """Return a column's head in words; place: from the left, 0 first."""
    return tr(
        "{label}: status {status}, {title}",
        label=head.label or tr("Attempt {number}", number=place + 1),
        status=head.mark,
        title=head.title,
    )


def heads_spoken(comparison: Comparison) -> str:
    """Return all heads, and between them what changed."""
    said = []
    for place, head in enumerate(comparison.heads):
        said.append(head_spoken(place, head))
        if place < len(comparison.steps):
            said += [delta.words for delta in comparison.steps[place].deltas]
    return "; ".join(said)


_HEIGHT, _PILL, _TOP = 88, 26, 12
_MENU_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)


class HeadsView(QWidget):
    """Painted above the list, with its columns; follows when the list scrolls sideways.

    Left and right choose a head, Enter asks for its menu: menu_asked(place, where on the screen).
    remove_asked(place): take that column out. reached(place): its column is to be seen.
    """

    menu_asked = Signal(int, QPoint)
    remove_asked = Signal(int)
    reached = Signal(int)

    def __init__(self, theme: Theme, columns: Columns) -> None:
        super().__init__()
        self._theme = theme
        self._columns = columns
        self._comparison = Comparison(heads=())
        self._current = 0
        self._hints = (
            tr("Enter: what can be done with this attempt. Delete: take it out."),
            tr("Right click or Enter: what can be done with this attempt"),
        )
        self.setObjectName("compare_heads")
        self.setAccessibleName(tr("Attempts compared"))  # each is named once they are compared
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the heads of a comparison."""
        self._comparison = comparison
        self._columns.fit(comparison)
        self.setAccessibleName(heads_spoken(comparison))
        self._choose(min(self._current, max(0, len(comparison.heads) - 1)))

    def say(self, hint: str, tip: str) -> None:
        """Say something else of what Enter does, aloud and on hover."""
        self._hints = hint, tip

    def follow(self, _shift: int) -> None:
        """Stand above the list's columns, which were scrolled."""
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height."""
        return QSize(0, self._theme.px(_HEIGHT))

    # ------------------------------------------------------------ choosing
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from head to head, ask for the menu, take a column out."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(max(0, min(self._current + step, len(self._comparison.heads) - 1)))
            self.reached.emit(self._current)
        elif event.key() in _MENU_KEYS:
            cell = self._columns.cell(self._whole(), self._current)
            self.menu_asked.emit(self._current, self.mapToGlobal(cell.bottomLeft()))
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the head under the pointer."""
        place = self._at(event.position().toPoint())
        if place >= 0:
            self._choose(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the head under the pointer, by the menu key for the chosen one."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            cell = self._columns.cell(self._whole(), self._current)
            self.menu_asked.emit(self._current, self.mapToGlobal(cell.bottomLeft()))
            return
        place = self._at(event.pos())
        if place >= 0:
            self._choose(place)
            self.menu_asked.emit(place, event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which head is chosen."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.update()

    def _choose(self, place: int) -> None:
        self._current = place
        heads = self._comparison.heads
        said = head_spoken(place, heads[place]) if place < len(heads) else ""
        hint, tip = self._hints
        self.setAccessibleDescription(f"{said}. {hint}" if said else "")
        set_tip(self, tip)
        self.update()

    def _at(self, where: QPoint) -> int:
        """Return the place of the head under a point, -1 where there is none."""
        for place in range(len(self._comparison.heads)):
            cell = self._columns.cell(self._whole(), place)
            if cell.left() <= where.x() <= cell.right():
                return place
        return -1

    # ------------------------------------------------------------ painting
    def _whole(self) -> QRect:
        columns = self._columns
        return QRect(columns.left - columns.shift, 0, columns.width, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every head and the arrows between."""
        painter = smooth(self)
        whole = self._whole()
        if self._columns.shift:
            left = self._columns.left + self._columns.fixed
            painter.setClipRect(left, 0, self.width(), self.height())
        for place, head in enumerate(self._comparison.heads):
            self._head(painter, self._columns.cell(whole, place), head)
        for place, step in enumerate(self._comparison.steps):
            words = [delta.words for delta in step.deltas if delta.weight == "auth"]
            if words:
                more = tr(" +{count}", count=len(words) - 1) if len(words) > 1 else ""
                cell = self._columns.cell(whole, place)
                self._arrow(painter, cell, f"{words[0]}{more}", turned=step.turned)
        if self.hasFocus() and self._comparison.heads:
            ring = QRectF(self._columns.cell(whole, self._current)).adjusted(-4, 5, 2, -5)
            focus_ring(painter, self._theme, ring, 6)
        painter.end()

    def _head(self, painter: QPainter, room: QRect, head: Head) -> None:
        px, colour = self._theme.px, self._theme.colour
        state: State = "ok" if head.accepted else state_of(head.status)
        if head.accepted is False:
            state = "err"
        elif head.accepted is None and head.badge:
            state = "warn"
        text = head.mark
        font = self._theme.font(13, SEMIBOLD)
        width = QFontMetrics(font).horizontalAdvance(text) + px(38)
        pill = QRect(room.x(), px(_TOP), width, px(_PILL))
        rounded(painter, QRectF(pill), 6, colour(f"{state}_fill"))
        where = QPointF(pill.x() + px(8), middle(pill, px(14)))
        icon_at(painter, self._theme, (STATE_ICONS[state], "on_fill", 14), where)
        elided(painter, pill.adjusted(px(27), 0, 0, 0), (text, font, colour("on_fill")))
        title = QRect(room.x(), px(_TOP + _PILL + 4), room.width(), px(19))
        elided(painter, title, (head.title, self._theme.font(13, SEMIBOLD), colour("text")))
        label = QRect(room.x(), px(_TOP + _PILL + 23), room.width(), px(17))
        elided(painter, label, (head.label, self._theme.font(12), colour("text3")))

    def _arrow(self, painter: QPainter, cell: QRect, words: str, *, turned: str) -> None:
        """Paint a flag that points to the next column."""
        px = self._theme.px
        look = {"accepted": "ok", "refused": "err"}.get(turned, "warn")
        font = self._theme.font(11, SEMIBOLD)
        left_edge = cell.x() + px(80)
        room = cell.right() - left_edge
        text = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room - px(24))
        width = QFontMetrics(font).horizontalAdvance(text) + px(24)
        left, right = cell.right() - width, cell.right()
        top, height = px(_TOP), px(_PILL)
        shape = QPolygonF(
            [
                QPointF(left, top),
                QPointF(right - px(8), top),
                QPointF(right, top + height / 2),
                QPointF(right - px(8), top + height),
                QPointF(left, top + height),
            ]
        )
        painter.setPen(QPen(self._theme.colour(f"{look}_line"), 1))
        painter.setBrush(self._theme.colour(f"{look}_soft"))
        painter.drawPolygon(shape)
        place = QRect(left + px(8), top, width - px(16), height)
        elided(painter, place, (text, font, self._theme.colour(look)))

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
