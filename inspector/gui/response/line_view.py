"""A read-only text view that paints only the rows in sight, so that 50 MB open at once."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from inspector.gui.response.line_index import rows_of
from inspector.gui.response.line_paint import RowLook, paint_marks, paint_number, paint_text
from inspector.gui.response.row_source import RowSource
from inspector.gui.theme import Theme
from inspector.wording import tr

_LINE = 21
_PAD = 12


class LineView(QAbstractScrollArea):
    """Rows of text with a current row, selection by rows, marks on byte ranges.

    The current row is told to screen readers as the accessible description; `as_text` gives the
    whole text for a plain text view.
    """

    current_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: RowSource = rows_of(b"")
        self._json = False
        self._marks: tuple[tuple[int, int], ...] = ()
        self._current = self._anchor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme.changed.connect(self._measure)
        self._measure()

    def show_rows(self, rows: RowSource, *, json: bool = False, keep_place: bool = False) -> None:
        """Show other rows, from the top or, for more of the same text, where the view is."""
        self._rows, self._json = rows, json
        if not keep_place:
            self._marks = ()
            self._current = self._anchor = 0
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self._measure()
        self._tell()

    @property
    def rows(self) -> RowSource:
        """The rows shown."""
        return self._rows

    @property
    def current(self) -> int:
        """The current row."""
        return self._current

    def mark(self, marks: tuple[tuple[int, int], ...]) -> None:
        """Mark byte ranges."""
        self._marks = marks
        self.viewport().update()

    def go_to(self, row: int, *, extend: bool = False) -> None:
        """Make a row the current one and bring it into sight."""
        self._current = max(0, min(row, len(self._rows) - 1))
        if not extend:
            self._anchor = self._current
        bar, page = self.verticalScrollBar(), self._page()
        if self._current < bar.value():
            bar.setValue(self._current)
        elif self._current >= bar.value() + page:
            bar.setValue(self._current - page + 1)
        self._tell()
        self.viewport().update()

    def show_byte(self, byte: int) -> None:
        """Bring a byte into sight, with some rows around it."""
        row = self._rows.row_at(byte)
        self.go_to(row)
        bar = self.verticalScrollBar()
        if row <= bar.value() or row >= bar.value() + self._page() - 1:
            bar.setValue(row - self._page() // 2)
        across = self._left() + self._x(self._rows.column(row, byte))
        side = self.horizontalScrollBar()
        if not side.value() <= across <= side.value() + self.viewport().width() - 80:
            side.setValue(across - self.viewport().width() // 2)

    def selected_text(self) -> str:
        """Return the selected rows as text, long lines whole again."""
        low, high = sorted((self._anchor, self._current))
        return self._rows.copied(low, high)

    def as_text(self, limit: int = 1_000_000) -> str:
        """Return the text shown, up to a number of bytes."""
        return self._rows.copied(0, self._rows.row_at(min(limit, len(self._rows.data))))

    def _measure(self) -> None:
        self._font = self._theme.code_font()
        metrics = QFontMetricsF(self._font)
        self._advance = max(metrics.horizontalAdvance("0"), 1.0)
        self._height = max(self._theme.code_px(_LINE), round(metrics.height()))
        digits = len(str(max(len(self._rows), 1)))
        numbered = len(self._rows) > 0 and self._rows.number(0) > 0
        self._gutter = round((digits + 2) * self._advance) if numbered else 0
        self._bars()
        self.viewport().update()

    def _left(self) -> int:
        return self._gutter + self._theme.px(_PAD)

    def _x(self, columns: int) -> int:
        return round(columns * self._advance)

    def _page(self) -> int:
        return max(self.viewport().height() // self._height, 1)

    def _bars(self) -> None:
        bar, page = self.verticalScrollBar(), self._page()
        bar.setRange(0, max(len(self._rows) - page, 0))
        bar.setPageStep(page)
        side = self.horizontalScrollBar()
        width = self._left() + self._x(self._rows.widest) + self._theme.px(_PAD)
        side.setRange(0, max(width - self.viewport().width(), 0))
        side.setPageStep(self.viewport().width())
        side.setSingleStep(self._x(4))

    def _row_under(self, point: QPoint) -> int:
        return self.verticalScrollBar().value() + point.y() // self._height

    def _tell(self) -> None:
        if not len(self._rows):
            self.setAccessibleDescription(tr("No bytes"))
        else:
            number = self._current + 1
            text = self._rows.text(self._current)
            self.setAccessibleDescription(tr("Row {number}: {text}", number=number, text=text))
        self.current_changed.emit(self._current)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        painter.setFont(self._font)
        top = self.verticalScrollBar().value()
        for line in range(self.viewport().height() // self._height + 1):
            if top + line < len(self._rows):
                self._paint_row(painter, top + line, line * self._height)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, y: int) -> None:
        width = self.viewport().width()
        low, high = sorted((self._anchor, self._current))
        if low <= row <= high and (self.hasFocus() or low < high):
            painter.fillRect(0, y, width, self._height, self._theme.colour("accent_soft"))
        left = self._left() - self.horizontalScrollBar().value()
        painter.setClipRect(self._gutter, y, width - self._gutter, self._height)
        look = RowLook(self._theme, self._advance, self._json, self._marks)
        box = QRect(left, y, 1 << 20, self._height)
        paint_marks(painter, look, self._rows, row, box)
        paint_text(painter, look, self._rows.text(row), box)
        painter.setClipping(False)
        if self._gutter:
            number = QRect(0, y, self._gutter - self._x(1), self._height)
            paint_number(painter, look, self._rows.number(row), number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars."""
        super().resizeEvent(event)
        self._bars()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again when focus or activation changes how the selection looks."""
        super().changeEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row; with Shift, extend the selection."""
        if event.button() == Qt.MouseButton.LeftButton:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.go_to(self._row_under(event.position().toPoint()), extend=shift)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection while dragging."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.go_to(self._row_under(event.position().toPoint()), extend=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select and copy."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        target = _target(event.key(), self._current, self._page(), len(self._rows))
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._anchor = 0
            self.go_to(len(self._rows) - 1, extend=True)
        elif target is not None:
            self.go_to(target, extend=shift)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            side = self.horizontalScrollBar()
            step = side.singleStep() * (1 if event.key() == Qt.Key.Key_Right else -1)
            side.setValue(side.value() + step)
        else:
            super().keyPressEvent(event)


def _target(key: int, current: int, page: int, rows: int) -> int | None:
    """Return the row that a key leads to, None for other keys."""
    moves = {
        int(Qt.Key.Key_Up): current - 1,
        int(Qt.Key.Key_Down): current + 1,
        int(Qt.Key.Key_PageUp): current - page,
        int(Qt.Key.Key_PageDown): current + page,
        int(Qt.Key.Key_Home): 0,
        int(Qt.Key.Key_End): rows - 1,
    }
    return moves.get(key)
