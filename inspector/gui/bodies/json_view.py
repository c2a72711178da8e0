"""JSON, indented and folded: only the rows in sight are made and painted."""

from bisect import bisect_right

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter

from inspector.gui.bodies.line_view import LineView, paint_marks, paint_number, paint_text
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import icon_at, middle, rounded
from inspector.presentation.bodies.folds import Folds
from inspector.presentation.bodies.json_rows import JsonRow, JsonRows, told

_INDENT = 20
_CHEVRON = 14
_FIRST_ROWS = 60  # are measured before they are shown
_BAR = 3  # beside lines that a filter found
_CHIP_PAD, _CHIP_HIGH = 6, 16

Bands = tuple[tuple[int, int], ...]


class JsonView(LineView):
    """Rows of JSON. folded(): other rows are shown than before."""

    folded = Signal()

    def __init__(self, theme: Theme) -> None:
        self._json_rows: JsonRows | None = None
        self._bands: Bands = ()
        super().__init__(theme)

    def show_json(self, rows: JsonRows, *, keep_place: bool = False) -> None:
        """Show a body; keep_place: more of the same one."""
        self._json_rows = rows
        self._bands = ()
        for row in range(min(len(rows), _FIRST_ROWS)):
            rows.row(row)
        self.show_rows(rows, keep_place=keep_place)

    @property
    def json_rows(self) -> JsonRows | None:
        """The body shown."""
        return self._json_rows

    @property
    def bands(self) -> Bands:
        """First and last line of what a filter found."""
        return self._bands

    def show_folds(self, folds: Folds, bands: Bands = ()) -> None:
        """Show what a filter found; the first of it becomes the current row."""
        if self._json_rows is None:
            return
        line = bands[0][0] if bands else self.line
        self._json_rows.folds = folds
        self._bands = bands
        self._refold(line)

    @property
    def line(self) -> int:
        """The number of the current line, from 0."""
        rows = self._json_rows
        return rows.folds.line(self.current) if rows is not None and len(rows) else 0

    # ------------------------------------------------------------ folding
    def fold_to(self, limit: int) -> None:
        """Fold all at a depth; ALL: nothing."""
        if self._json_rows is not None:
            line = self.line
            self._json_rows.folds.show_to(limit)
            self._refold(line)

    def toggle(self, row: int, *, deeply: bool = False) -> None:
        """Fold or unfold what a row opens; of a gap, show its lines."""
        rows = self._json_rows
        if rows is None or row >= len(rows):
            return
        found = rows.row(row)
        if found.gap:
            rows.folds.open_gap(found.line)
        elif found.folded:
            rows.folds.unfold(found.line, deeply=deeply)
        elif found.opens:
            rows.folds.fold(found.line, deeply=deeply)
        self._refold(found.line)

    def show_byte(self, byte: int) -> None:
        """Unfold what holds a byte and bring it into sight."""
        rows = self._json_rows
        if rows is not None:
            line = rows.lines.of_byte(byte)
            if not rows.folds.is_shown(line):
                rows.folds.reveal(line)
                self._refold(line)
        super().show_byte(byte)

    def _refold(self, line: int) -> None:
        """Show other rows; the line stays at its height."""
        rows = self._json_rows
        if rows is None:
            return
        above = self.current - self.verticalScrollBar().value()
        self._bars()
        row = rows.folds.row(line)
        if 0 <= above < self._page():
            self.verticalScrollBar().setValue(max(row - above, 0))
        self.go_to(row)
        self.folded.emit()

    # ------------------------------------------------------------ keys and mouse
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right fold and unfold; with Ctrl all that is in it as well."""
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        rows = self._json_rows
        if rows is None or not len(rows) or event.key() not in keys:
            super().keyPressEvent(event)
            return
        deeply = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        row = rows.row(self.current)
        if event.key() == Qt.Key.Key_Right:
            if row.gap or row.folded or (deeply and row.opens):
                self._unfold(row, deeply=deeply)
        elif row.opens and (not row.folded or deeply):
            rows.folds.fold(row.line, deeply=deeply)
            self._refold(row.line)
        elif above := rows.ancestors(row.line):
            self.go_to(rows.folds.row(above[-1]))

    def _unfold(self, row: JsonRow, *, deeply: bool) -> None:
        rows = self._json_rows
        if rows is not None and row.opens:
            rows.folds.unfold(row.line, deeply=deeply)
            self._refold(row.line)
        else:
            self.toggle(self.current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold with the arrow beside a row, or the words of a fold; else choose it."""
        place = event.position().toPoint()
        row = self._row_under(place)
        rows = self._json_rows
        if rows is not None and event.button() == Qt.MouseButton.LeftButton and row < len(rows):
            found = rows.row(row)
            if self._arrow(found, place) or (found.chip and self._over_chip(found, place)):
                deeply = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.go_to(row)
                self.toggle(row, deeply=deeply)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold."""
        self.toggle(self._row_under(event.position().toPoint()))

    def _arrow(self, row: JsonRow, place: QPoint) -> bool:
        right = self._text_left(row.depth)
        return (row.opens or row.gap) and right - self._theme.px(_INDENT) <= place.x() < right

    def _over_chip(self, row: JsonRow, place: QPoint) -> bool:
        left = self._text_left(row.depth) + self._x(len(row.head) + 1)
        return left <= place.x() < left + self._chip_width(row.chip)

    # ------------------------------------------------------------ painting
    def scrollContentsBy(self, across: int, down: int) -> None:
        """Widen the way to the side for the rows that come into sight."""
        super().scrollContentsBy(across, down)
        if down:
            self._bars()

    def _text_left(self, depth: int) -> int:
        indent = self._theme.px(_INDENT)
        return self._left() - self.horizontalScrollBar().value() + indent * (depth + 1)

    def _across(self, row: int, byte: int) -> int:
        rows = self._json_rows
        if rows is None:
            return super()._across(row, byte)
        depth = rows.lines.line(rows.folds.line(row)).depth
        return (
            self._left() + self._theme.px(_INDENT) * (depth + 1) + self._x(rows.column(row, byte))
        )

    def _paint_row(self, painter: QPainter, row: int, y: int) -> None:
        rows = self._json_rows
        if rows is None:
            super()._paint_row(painter, row, y)
            return
        found = rows.row(row)
        self._paint_ground(painter, found.line, row, y)
        clip = QRect(self._gutter, y, self.viewport().width() - self._gutter, self._height)
        painter.setClipRect(clip)
        self._paint_guides(painter, found, y)
        box = QRect(self._text_left(found.depth), y, 1 << 20, self._height)
        if found.gap:
            self._paint_gap(painter, found, box)
        else:
            self._paint_words(painter, found, row, box)
        painter.setClipping(False)
        painter.setFont(self._font)
        number = QRect(0, y, self._gutter - self._x(1), self._height)
        paint_number(painter, self._look(json=True), found.line + 1, number)

    def _paint_ground(self, painter: QPainter, line: int, row: int, y: int) -> None:
        """Paint the band of what a filter found, and the ground of chosen rows."""
        width, theme = self.viewport().width(), self._theme
        at = bisect_right(self._bands, (line, len(self._rows.data) + 1)) - 1
        banded = at >= 0 and self._bands[at][0] <= line <= self._bands[at][1]
        low, high = sorted((self._anchor, self._current))
        chosen = low <= row <= high
        if banded:
            painter.fillRect(0, y, width, self._height, theme.colour("info_soft"))
        if chosen:
            painter.fillRect(0, y, width, self._height, theme.colour("accent_soft"))
        if banded or chosen:
            bar = theme.colour("accent_fill" if chosen else "info_fill")
            painter.fillRect(0, y, theme.px(_BAR), self._height, bar)

    def _paint_guides(self, painter: QPainter, row: JsonRow, y: int) -> None:
        indent = self._theme.px(_INDENT)
        painter.setPen(self._theme.colour("info_line"))
        for depth in range(row.depth):
            x = self._text_left(depth) - indent // 2 - 1
            painter.drawLine(x, y, x, y + self._height)
        if row.opens or row.gap:
            folded = row.folded or row.gap
            look = ("chevron-right" if folded else "chevron-down", "text2", _CHEVRON)
            side = self._theme.px(_CHEVRON)
            left = self._text_left(row.depth) - indent // 2 - 1 - side / 2
            top = middle(QRect(0, y, 1, self._height), side)
            icon_at(painter, self._theme, look, QPointF(left, top))

    def _paint_words(self, painter: QPainter, row: JsonRow, place: int, box: QRect) -> None:
        look = self._look(json=True)
        painter.setFont(self._font)
        paint_marks(painter, look, self._rows, place, box)
        paint_text(painter, look, row.head, box)
        if row.chip:
            box = box.adjusted(self._x(len(row.head) + 1), 0, 0, 0)
            box = box.adjusted(self._paint_chip(painter, row.chip, box) + self._x(1), 0, 0, 0)
            painter.setFont(self._font)
            paint_text(painter, look, row.tail, box)

    def _paint_chip(self, painter: QPainter, words: str, box: QRect) -> int:
        """Paint what a fold holds; return how wide it is."""
        width, high = self._chip_width(words), self._theme.px(_CHIP_HIGH)
        top = middle(QRect(0, box.y(), 1, box.height()), high)
        chip = QRectF(box.left(), top, width, high)
        rounded(painter, chip, self._theme.px(4), self._theme.colour("hover"))
        painter.setFont(self._chip_font())
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        return width

    def _paint_gap(self, painter: QPainter, row: JsonRow, box: QRect) -> None:
        painter.setFont(self._chip_font())
        painter.setPen(self._theme.colour("text2"))
        flag = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(flag), f"⋯  {row.chip}")

    def _chip_font(self) -> QFont:
        return self._theme.font(12, SEMIBOLD)

    def _chip_width(self, words: str) -> int:
        text = QFontMetrics(self._chip_font()).horizontalAdvance(words)
        return text + 2 * self._theme.px(_CHIP_PAD)

    def _described(self, row: int) -> str:
        rows = self._json_rows
        return told(rows, row) if rows is not None else super()._described(row)
