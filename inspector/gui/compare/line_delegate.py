"""Paints the rows of a comparison: names, values with the differing characters, folds."""

from functools import lru_cache

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.compare import Cell, Line
from inspector.compare.records import CodeLine, Span
from inspector.gui.compare.heads_view import Columns
from inspector.gui.compare.lines_model import ROW
from inspector.gui.compare.windowed import SIZE, marked_text, windowed
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.widgets.painting import elided, icon_at, middle, outlined, rounded
from inspector.presentation.comparison.comparison_words import Shown

# ---------------- Breaks a line of code into pieces that fit below one another
MOST = 4  # full pieces; of a longer line the part that differs is shown
_HANG = 2  # how much further in the pieces below the first begin, where there is room
_WIDE = 26

Piece = tuple[str, tuple[Span, ...]]


@lru_cache(maxsize=4096)  # asked for with every painting and every change of the width
def wrapped(text: str, marks: tuple[Span, ...], room: int) -> tuple[Piece, ...]:
    """Return the pieces of a line, of `room` characters at most but for a comma at its end."""
    inner = len(text) - len(text.lstrip(" "))
    hang = min(inner + (_HANG if room >= _WIDE else 0), room // 2)
    below = room - hang
    if len(text) > room + (MOST - 1) * below:
        text, marks = windowed(text, marks, (MOST - 1) * below)
    pieces: list[Piece] = []
    start = 0
    while start < len(text) or not pieces:
        before = hang if pieces else 0
        end = _end(text, (start, room - before), inner, below)
        pieces.append(_piece(text, marks, (start, end), before))
        start = end
    return tuple(pieces)


def _end(text: str, span: Span, inner: int, below: int) -> int:
    """Return where a piece ends: after a blank if that saves breaking a word, else where full."""
    start, room = span
    full = start + max(1, room)
    if full >= len(text.removesuffix(",")):  # never a comma alone
        return len(text)
    blank = text.rfind(" ", max(start, inner), full)
    late, last = blank >= start + room // 2, len(text) - blank - 1 <= below
    return blank + 1 if blank > start and (late or last) else full


def _piece(text: str, marks: tuple[Span, ...], span: Span, before: int) -> Piece:
    start, end = span
    shift = before - start
    inside = ((max(start, first), min(end, last)) for first, last in marks)
    moved = tuple((first + shift, last + shift) for first, last in inside if first < last)
    return " " * before + text[start:end], moved


# ---------------- Paints a row of laid-out bodies
LINE = 21
_BAR, _SIGN, _GAP, _END, _CODE_PAD = 3, 11, 5, 4, 6
LOOKS = {  # state: sign, its colour and that of the bar, ground, ground of the mark
    "bad": ("x", "err", "err_soft", "err_line"),
    "good": ("check", "ok", "ok_soft", "ok_line"),
    "changed": ("pencil", "info", "info_soft", "info_line"),
    "": ("equal-not", "text3", "bg", "hover"),
}


class CodePainter:
    """Numbers stand in a gutter of the same width in every column; long lines are broken.

    Made anew with every other theme, as it measures the code's font once.
    """

    def __init__(self, theme: Theme, columns: Columns) -> None:
        self._theme = theme
        self._columns = columns
        self._each = max(1, QFontMetrics(theme.code_font(SIZE)).horizontalAdvance("0"))

    def height(self, row: Shown) -> int:
        """Return the height of a row: that of the line that is broken into most pieces."""
        width = self._columns.cell(QRect(0, 0, self._columns.width, 1), 0).width()
        room = self._room(QRect(0, 0, width, 1))
        pieces = (self._pieces(row, place, room) for place in range(len(row.code)))
        most = max(map(len, pieces), default=1)
        return most * self._line + self._theme.px(_CODE_PAD) * (row.begins + row.ends)

    def paint(self, painter: QPainter, rect: QRect, row: Shown) -> None:
        """Paint the line of every column."""
        pad = self._theme.px(_CODE_PAD)
        inner = rect.adjusted(0, pad * row.begins, 0, -pad * row.ends)
        for place, line in enumerate(row.code):
            if line is not None:
                cell = self._columns.cell(inner, place)
                self._cell(painter, cell, line, self._pieces(row, place, self._room(cell)))

    def first(self, rect: QRect, row: Shown) -> QRect:
        """Return where the first pieces of its lines stand."""
        top = rect.y() + self._theme.px(_CODE_PAD) * row.begins
        return QRect(rect.x(), top, rect.width(), self._line)

    @property
    def _line(self) -> int:
        """The height of a line, for letters of the window's size and of the code's."""
        return max(self._theme.px(LINE), self._theme.code_px(LINE))

    @property
    def _numbers(self) -> int:
        """The width of the numbers."""
        return self._each * len(str(self._columns.longest))

    def _room(self, cell: QRect) -> QRect:
        """Return the place of the text in a cell."""
        px = self._theme.px
        before = px(_BAR + _GAP) + self._numbers + px(_GAP + _SIGN + _GAP)
        return cell.adjusted(before, 0, -px(_END), 0)

    def _pieces(self, row: Shown, place: int, room: QRect) -> tuple[Piece, ...]:
        """Return a line as it is painted: in pieces where it is to be read, else cut."""
        line = row.code[place]
        if line is None:
            return ()
        if line.marks or row.short[place]:
            return wrapped(line.text, line.marks, max(1, room.width() // self._each))
        return ((line.text, ()),)

    def _cell(
        self, painter: QPainter, cell: QRect, line: CodeLine, pieces: tuple[Piece, ...]
    ) -> None:
        theme, room = self._theme, self._room(cell)
        if line.differs:
            self._tint(painter, cell, line)
        self._number(painter, cell, line)
        mark = LOOKS[line.state][3]
        for place, (text, marks) in enumerate(pieces):
            at = QRect(room.x(), room.y() + place * self._line, room.width(), self._line)
            marked_text(painter, theme, at, (text, marks, mark))

    def _tint(self, painter: QPainter, cell: QRect, line: CodeLine) -> None:
        px, theme = self._theme.px, self._theme
        sign, token, ground, _mark = LOOKS[line.state]
        painter.fillRect(cell, theme.colour(ground))
        painter.fillRect(QRect(cell.x(), cell.y(), px(_BAR), cell.height()), theme.colour(token))
        left = cell.x() + px(_BAR + _GAP) + self._numbers + px(_GAP)
        first = QRect(left, cell.y(), px(_SIGN), self._line)
        icon_at(painter, theme, (sign, token, _SIGN), QPointF(left, middle(first, px(_SIGN))))

    def _number(self, painter: QPainter, cell: QRect, line: CodeLine) -> None:
        font, text = self._theme.code_font(SIZE), str(line.number)
        width = QFontMetrics(font).horizontalAdvance(text)
        end = cell.x() + self._theme.px(_BAR + _GAP) + self._numbers
        place = QRect(end - width, cell.y(), width + 2, self._line)
        token = "text2" if line.differs else "text3"
        elided(painter, place, (text, font, self._theme.colour(token)))


HEIGHT = 34
_ICON, _PAD = 13, 8
CELL_LOOKS = {  # state: icon, its colour, ground, line, ground of the mark
    "bad": ("x", "err", "err_soft", "err_line", "err_line"),
    "good": ("check", "ok", "ok_soft", "ok_line", "ok_line"),
    "changed": ("pencil", "info", "info_soft", "info_line", "info_line"),
}
Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """columns: shared with the heads, so that both stand in line."""

    def __init__(self, theme: Theme, columns: Columns, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = columns
        self.renew()

    def renew(self) -> None:
        """Measure the code's font, which may be another."""
        self._code = CodePainter(self._theme, self._columns)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row."""
        row: Shown | None = index.data(ROW)
        code = row is not None and bool(row.code)
        height = self._code.height(row) if row and code else self._theme.row(HEIGHT)
        return QSize(self._columns.width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Shown | None = index.data(ROW)
        if row is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "section":
            self._section(painter, rect, row.text)
        elif row.code:
            self._body(painter, rect, row)
        elif row.line is None:
            self._fold(painter, rect, row)
        else:
            self._line(painter, rect, row.line)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            self._chosen(painter, rect, current=bool(state & QStyle.StateFlag.State_HasFocus))
        painter.restore()

    def _chosen(self, painter: QPainter, rect: QRect, *, current: bool) -> None:
        """Paint a ring around the row that has the focus, a bar before any other chosen one."""
        columns, accent = self._columns, self._theme.colour("accent")
        seen = QRect(rect.x() + columns.shift, rect.y(), columns.room, rect.height())
        if current:
            outlined(painter, QRectF(seen).adjusted(2, 1, -2, -1), 6, QPen(accent, 2))
        else:
            painter.fillRect(seen.adjusted(2, 0, self._theme.px(5) - seen.width(), 0), accent)

    def _section(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.fillRect(rect, self._theme.colour("bg"))
        font = self._theme.font(12, SEMIBOLD)
        room = self._columns.name(rect).adjusted(0, 0, 400, 0)
        elided(painter, room, (text, font, self._theme.colour("text2")))

    def _fold(self, painter: QPainter, rect: QRect, row: Shown) -> None:
        px = self._theme.px
        start = self._columns.name(rect).topRight()
        icon = {"fold": "equal", "noise": "equal-not"}.get(row.kind, "ellipsis")
        top = middle(rect, px(_ICON))
        icon_at(painter, self._theme, (icon, "text3", _ICON), QPointF(start.x(), top))
        font = self._theme.font(12)
        left = start.x() + px(_ICON + 6)
        end = rect.x() + self._columns.shift + self._columns.room
        room = QRect(left, rect.y(), end - left - px(30), rect.height())
        elided(painter, room, (row.text, font, self._theme.colour("text2")))
        width = min(QFontMetrics(font).horizontalAdvance(row.text), room.width())
        chevron = "chevron-up" if row.opened else "chevron-down"
        where = QPointF(left + width + px(6), top)
        icon_at(painter, self._theme, (chevron, "text3", _ICON), where)

    def _body(self, painter: QPainter, rect: QRect, row: Shown) -> None:
        """Paint a row of bodies; the first two say at the left what they are."""
        painter.save()
        self._slide(painter, rect)
        self._code.paint(painter, rect, row)
        painter.restore()
        weight, token = (SEMIBOLD, "text") if row.begins else (MEDIUM, "text2")
        words = (row.text, self._theme.font(12, weight), self._theme.colour(token))
        elided(painter, self._columns.name(self._code.first(rect, row)), words)

    def _slide(self, painter: QPainter, rect: QRect) -> None:
        """Let the cells slide under the names."""
        if self._columns.shift:
            left = self._columns.name(rect).right()
            painter.setClipRect(left, rect.y(), rect.width(), rect.height())

    def _line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        px = self._theme.px
        name = self._columns.name(rect)
        painter.save()
        self._slide(painter, rect)
        for place, cell in enumerate(line.cells):
            self._cell(painter, self._columns.cell(rect, place), cell)
        painter.restore()
        weight = SEMIBOLD if line.differs else MEDIUM
        words = name.adjusted(0, 0, -px(_ICON + 10), 0)
        token = "text" if line.differs else "text2"
        elided(painter, words, (line.name, self._theme.font(12, weight), self._theme.colour(token)))
        if line.differs:
            where = QPointF(name.right() - px(_ICON + 6), middle(rect, px(_ICON)))
            icon_at(painter, self._theme, ("equal-not", "text3", _ICON), where)
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(name.left(), rect.bottom(), rect.right() - px(8), rect.bottom())

    def _cell(self, painter: QPainter, room: QRect, cell: Cell | None) -> None:
        px = self._theme.px
        if cell is None:
            beside = room.adjusted(px(_PAD), 0, 0, 0)
            elided(painter, beside, ("–", self._theme.font(12), self._theme.colour("text3")))
            return
        left = room.x() + px(_PAD)
        mark = "hover"
        if cell.state in CELL_LOOKS:
            icon, token, ground, line, mark = CELL_LOOKS[cell.state]
            box = QRectF(room).adjusted(0, 2, 0, -3)
            rounded(painter, box, 5, self._theme.colour(ground))
            outlined(painter, box, 5, QPen(self._theme.colour(line), 1))
            where = QPointF(left, middle(room, px(_ICON)))
            icon_at(painter, self._theme, (icon, token, _ICON), where)
            left += px(_ICON + 5)
        right = room.right() - px(4)
        rest = QRect(left, room.y(), right - left, room.height())
        if cell.note:
            rest.setRight(right - self._note(painter, rest, cell.note))
        marked_text(painter, self._theme, rest, (cell.text, cell.marks, mark))

    def _note(self, painter: QPainter, room: QRect, note: str) -> int:
        font = self._theme.font(11, SEMIBOLD)
        width = QFontMetrics(font).horizontalAdvance(note)
        place = QRect(room.right() - width, room.y(), width + 1, room.height())
        elided(painter, place, (note, font, self._theme.colour("text2")))
        return width + self._theme.px(6)
