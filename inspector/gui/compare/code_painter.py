"""Paints a row of laid-out bodies: line numbers, a bar, a sign and a tint where a line differs."""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetrics, QPainter

from inspector.compare.records import CodeLine
from inspector.gui.compare.columns import Columns
from inspector.gui.compare.marked_text import SIZE, marked_text
from inspector.gui.compare.shown import Shown
from inspector.gui.compare.wrapped import Piece, wrapped
from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import elided, icon_at, middle

LINE = 21
_BAR, _SIGN, _GAP, _END, _PAD = 3, 11, 5, 4, 6
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
        return most * self._line + self._theme.px(_PAD) * (row.begins + row.ends)

    def paint(self, painter: QPainter, rect: QRect, row: Shown) -> None:
        """Paint the line of every column."""
        pad = self._theme.px(_PAD)
        inner = rect.adjusted(0, pad * row.begins, 0, -pad * row.ends)
        for place, line in enumerate(row.code):
            if line is not None:
                cell = self._columns.cell(inner, place)
                self._cell(painter, cell, line, self._pieces(row, place, self._room(cell)))

    def first(self, rect: QRect, row: Shown) -> QRect:
        """Return where the first pieces of its lines stand."""
        top = rect.y() + self._theme.px(_PAD) * row.begins
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
