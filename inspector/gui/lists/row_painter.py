"""The painter of rows: a list says what each row holds and where its lines lie, here it is drawn.

A row is an icon before lines of parts. What lays itself out in another way has a delegate of its
own: the rounds of the timeline, lines of code, cells of a grid or table, experiments, whose words
wrap and whose button moves.
"""

from collections.abc import Callable
from typing import Literal

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import REGULAR
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle, rounded

Index = QModelIndex | QPersistentModelIndex
Ground = Literal["card", "bar", "style", "none"]
_BAR, _TILE_RADIUS = 3, 6
_ELIDE = Qt.TextElideMode


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """An icon, a word, or an icon before a word; lengths in pixels at the usual size.

    ink: a token of the theme. code: in the font of bytes. gap: to what stands beside it. width: the
    room with its gap, 0 where its word decides; like: takes the room of this word; least: never
    less with its gap; most: where a word at the right end is cut, 0 for nowhere. tile: the side of
    the ground behind its icon, 0 for none.
    """

    text: str = ""
    icon: str = ""
    ink: str = "text"
    size: int = 12
    weight: int = REGULAR
    code: bool = False
    icon_size: int = 13
    tile: int = 0
    between: int = 3
    gap: int = 0
    width: int = 0
    least: int = 0
    most: int = 0
    like: str = ""


class RowLine(msgspec.Struct, frozen=True, kw_only=True):
    """left: from the left; right: the outermost first; main: cut to what is left between them.

    ends: whether it is cut at its end, else in its middle. wrap: over how many lines it may go.
    needs: with less room than this the right parts are left out.
    """

    main: Part = Part()
    left: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    ends: bool = True
    wrap: int = 1
    needs: int = 0


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """lead: the icon before the lines, with its place from the row's corner.

    cells: how many of the lines stand in each column, where there are columns.
    """

    lines: tuple[RowLine, ...]
    cells: tuple[int, ...] = ()
    lead: Part | None = None
    lead_at: tuple[int, int] = (0, 0)


class RowShape(msgspec.Struct, frozen=True, kw_only=True):
    """What all rows of a list share.

    size: of a row. rooms: where its lines lie; what has an empty one is left out. ground: a rounded
    one of its own, a plain one with a bar at its left and a line below, the style's with box and
    words, or none. side: how far its own, or the line below, lies within the row's ends.
    """

    rooms: Callable[[Theme, QRect, Row], tuple[QRect, ...]]
    size: Callable[[Theme, Index], QSize] | None = None
    ground: Ground = "card"
    side: int = 1
    radius: int = 6


class RowPainter(QStyledItemDelegate):
    """row: what an index shows, None for nothing; it is told whether the row is chosen."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        shape: RowShape,
        row: Callable[[Index, bool], Row | None],
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape = shape
        self._row = row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row."""
        if self._shape.size is None:
            return super().sizeHint(option, index)
        return self._shape.size(self._theme, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        state: QStyle.StateFlag = option.state
        row = self._row(index, bool(state & QStyle.StateFlag.State_Selected))
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if self._shape.ground == "card":
            self._card(painter, rect, state)
        elif self._shape.ground == "bar":
            self._barred(painter, rect, state)
        elif self._shape.ground == "style":
            rect.setLeft(self._styled(painter, option, index, row))
        self._lead(painter, rect, row)
        rooms = self._shape.rooms(self._theme, rect, row)
        for line, room in zip(row.lines, rooms, strict=True):
            if not room.isEmpty():
                self._line(painter, room, line)
        painter.restore()

    # ------------------------------------------------------------ the ground
    def _card(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        side, radius = self._shape.side, self._shape.radius
        inner = QRectF(rect).adjusted(side, 1, -side, -1)
        flag, colour = QStyle.StateFlag, self._theme.colour
        if state & flag.State_Selected:
            rounded(painter, inner, radius, colour("accent_soft"))
        elif state & flag.State_MouseOver:
            rounded(painter, inner, radius, colour("hover"))
        if state & flag.State_HasFocus:  # Ctrl and an arrow go to a row without choosing it
            focus_ring(painter, self._theme, inner, radius)

    def _barred(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        flag, colour, side = QStyle.StateFlag, self._theme.colour, self._theme.px(self._shape.side)
        if state & flag.State_Selected:
            painter.fillRect(rect, colour("accent_soft"))
            bar = QRect(rect.x(), rect.y(), self._theme.px(_BAR), rect.height())
            painter.fillRect(bar, colour("accent"))
        elif state & flag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        painter.fillRect(rect.x() + side, rect.bottom(), rect.width() - side, 1, colour("border"))
        if state & flag.State_HasFocus:
            inner = QRectF(rect).adjusted(1, 1, -1, -2)
            focus_ring(painter, self._theme, inner, self._shape.radius)

    def _styled(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row
    ) -> int:
        """Paint as the style does, without words that are painted here; return where they begin."""
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        boxed = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        if any(line.main.text for line in row.lines):
            plain.text = ""
        style, widget = plain.widget.style(), plain.widget
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, widget)
        if not boxed:
            return option.rect.left()
        if option.state & QStyle.StateFlag.State_HasFocus:
            inner = QRectF(option.rect).adjusted(1, 1, -1, -1)
            focus_ring(painter, self._theme, inner, self._shape.radius)
        box = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        return style.subElementRect(box, plain, widget).right()

    # ------------------------------------------------------------ its parts
    def _lead(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if row.lead is not None:
            x, y = (self._theme.px(length) for length in row.lead_at)
            look = (row.lead.icon, row.lead.ink, row.lead.icon_size)
            icon_at(painter, self._theme, look, QPointF(rect.x() + x, rect.y() + y))

    def _line(self, painter: QPainter, room: QRect, line: RowLine) -> None:
        left, right = room.x(), room.right()
        for part in line.left:
            left = self._from_left(painter, _between(room, left, right), part)
        if right - left > self._theme.px(line.needs) or not line.needs:
            for part in line.right:
                right = self._from_right(painter, room, right, part)
        main, middle_room = line.main, _between(room, left, right)
        if main.text and line.wrap > 1:
            self._wrapped(painter, middle_room, line)
        elif main.text:
            elided(
                painter,
                middle_room,
                (main.text, self._font(main), self._theme.colour(main.ink)),
                _ELIDE.ElideRight if line.ends else _ELIDE.ElideMiddle,
            )

    def _from_left(self, painter: QPainter, room: QRect, part: Part) -> int:
        """Paint a part at the left end; return where the next may begin."""
        px = self._theme.px
        if part.icon:
            side = px(part.tile or part.icon_size)
            box = QRectF(room.x(), middle(room, side), side, side)
            if part.tile:
                rounded(painter, box, _TILE_RADIUS, self._theme.colour("sunken"))
            inset = (side - px(part.icon_size)) / 2
            where = box.topLeft() + QPointF(inset, inset)
            icon_at(painter, self._theme, (part.icon, part.ink, part.icon_size), where)
            return room.x() + px((part.tile or part.icon_size) + part.gap)
        font = self._font(part)
        if part.width:
            room.setWidth(px(part.width - part.gap))
        elided(painter, room, (part.text, font, self._theme.colour(part.ink)))
        if part.width:
            return room.x() + px(part.width)
        taken = QFontMetrics(font).horizontalAdvance(part.like or part.text) + px(part.gap)
        return room.x() + max(px(part.least), taken)

    def _from_right(self, painter: QPainter, room: QRect, right: int, part: Part) -> int:
        """Paint a part that ends there; return where what stands before it ends."""
        px = self._theme.px
        icon = (part.icon, part.ink, part.icon_size)
        if not part.text and part.icon:
            right -= px(part.icon_size + part.gap)
            where = QPointF(right + px(part.gap), middle(room, px(part.icon_size)))
            icon_at(painter, self._theme, icon, where)
            return right
        font = self._font(part)
        width = QFontMetrics(font).horizontalAdvance(part.text) + 1
        width = min(width, px(part.most)) if part.most else width
        place = QRect(right - width, room.y(), width + 1, room.height())
        elided(painter, place, (part.text, font, self._theme.colour(part.ink)))
        left = place.x()
        if part.icon:
            left -= px(part.icon_size + part.between)
            where = QPointF(left, middle(room, px(part.icon_size)))
            icon_at(painter, self._theme, icon, where)
        return left - px(part.gap)

    def _wrapped(self, painter: QPainter, room: QRect, line: RowLine) -> None:
        font, height = self._font(line.main), room.height() // line.wrap
        look = (font, self._theme.colour(line.main.ink))
        for number, text in enumerate(broken(line.main.text, font, room.width(), line.wrap)):
            place = QRect(room.x(), room.y() + number * height, room.width(), height)
            elided(painter, place, (text, *look))

    def _font(self, part: Part) -> QFont:
        font = self._theme.code_font if part.code else self._theme.font
        return font(part.size, part.weight)


def _between(room: QRect, left: int, right: int) -> QRect:
    return QRect(left, room.y(), right - left, room.height())


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break a text into that many lines at most; what does not fit is left to the last one."""
    metrics, words, lines = QFontMetrics(font), text.split(), [""]
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join((lines[-1], *words[place:])).strip()
            break
    return lines
