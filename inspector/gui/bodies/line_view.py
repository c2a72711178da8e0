"""A read-only text view that paints only the rows in sight, so that 50 MB open at once."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import NamedTuple, Protocol

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
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.scrolled import Wholeness, bring_part
from inspector.presentation.bodies.line_index import rows_of
from inspector.wording import tr


# ---------------- What the line view shows: rows of text made when they are asked for
class RowSource(Protocol):
    """Rows of a body or of a dump; bytes are offsets in `data`."""

    @property
    def data(self) -> bytes:
        """The bytes shown."""
        ...

    @property
    def widest(self) -> int:
        """Characters of the longest row, at most."""
        ...

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def text(self, row: int) -> str:
        """Return a row as it is shown."""
        ...

    def copied(self, first: int, last: int) -> str:
        """Return rows (both included) as one text to copy."""
        ...

    def number(self, row: int) -> int:
        """Return the line number shown beside a row, 0 = none."""
        ...

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of a row."""
        ...

    def row_at(self, byte: int) -> int:
        """Return the row that holds a byte."""
        ...

    def column(self, row: int, byte: int) -> int:
        """Return the column of a row that shows a byte."""
        ...


# ---------------- Finds names, strings and other values in one row of JSON, to colour them
_PIECE = re.compile(r'("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|\btrue\b|\bfalse\b|\bnull\b)')


class Coloured(NamedTuple):
    """Columns of a row and the name of their colour token."""

    start: int
    end: int
    token: str


def coloured(text: str) -> Iterator[Coloured]:
    """Yield the pieces of a row that have a colour of their own."""
    for found in _PIECE.finditer(text):
        if found[3] is not None:
            yield Coloured(found.start(3), found.end(3), "warn")
        elif found[2] is not None:
            yield Coloured(found.start(1), found.end(1), "accent")
        else:
            yield Coloured(found.start(1), found.end(1), "text")


# ---------------- Paints one row of the line view: marks, text with its colours, number
Mark = tuple[int, int]
Marks = tuple[Mark, ...]


class RowLook(NamedTuple):
    """How rows are painted: advance: width of a character; json: with its colours.

    marks: bytes that are marked, in order; current: the one that is outlined.
    """

    theme: Theme
    advance: float
    json: bool = False
    marks: Marks = ()
    current: Mark | None = None

    def x(self, columns: int) -> int:
        """Return the width of that many characters."""
        return round(columns * self.advance)


def paint_marks(painter: QPainter, look: RowLook, rows: RowSource, row: int, box: QRect) -> None:
    """Paint the ground of the marked bytes of a row."""
    start, end = rows.span(row)
    first_mark = max(bisect_left(look.marks, (start, start)) - 1, 0)
    for low, high in takewhile(lambda mark: mark[0] < end, islice(look.marks, first_mark, None)):
        if high > start:
            first, last = rows.column(row, low), rows.column(row, high)
            place = QRect(box.left() + look.x(first), box.top() + 1, 0, box.height() - 2)
            place.setWidth(max(look.x(last - first), 2))
            painter.fillRect(place, look.theme.colour("warn_line"))
            if (low, high) == look.current:
                painter.setPen(look.theme.colour("warn_fill"))
                painter.drawRect(place.adjusted(0, 0, -1, -1))


def paint_text(painter: QPainter, look: RowLook, text: str, box: QRect) -> None:
    """Paint the text of a row."""
    painter.setPen(look.theme.colour("text"))
    if not look.json:
        painter.drawText(box, _LEFT, text)
        return
    at = 0
    for piece in (*coloured(text), None):
        end = len(text) if piece is None else piece.start
        painter.setPen(look.theme.colour("text3"))
        painter.drawText(box.adjusted(look.x(at), 0, 0, 0), _LEFT, text[at:end])
        if piece is not None:
            painter.setPen(look.theme.colour(piece.token))
            part = text[piece.start : piece.end]
            painter.drawText(box.adjusted(look.x(end), 0, 0, 0), _LEFT, part)
            at = piece.end


def paint_number(painter: QPainter, look: RowLook, number: int, box: QRect) -> None:
    """Paint the number of a line, or a sign where a line only goes on."""
    painter.setPen(look.theme.colour("text3"))
    painter.drawText(box, _RIGHT, str(number) if number else "↪")


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

_LINE, _PAD = 21, 12

_MOST_WHOLE = 1000  # rows that are shown whole where the page scrolls; more scroll by themselves


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
        self._marks: Marks = ()
        self._current_mark: Mark | None = None
        self._current = self._anchor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_kind(self, "lines")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._wholeness = Wholeness(self, self._whole_height)
        theme.changed.connect(self._measure)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether it stands in a page that scrolls as a whole."""
        super().showEvent(event)
        self._wholeness.look()

    def _whole_height(self) -> int:
        rows, frame = max(len(self._rows), 1), self.height() - self.viewport().height()
        return rows * self._height + frame if rows <= _MOST_WHOLE else 0

    def show_rows(self, rows: RowSource, *, json: bool = False, keep_place: bool = False) -> None:
        """Show other rows, from the top or, for more of the same text, where the view is."""
        self._rows, self._json = rows, json
        if not keep_place:
            self._marks, self._current_mark = (), None
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

    def mark(self, marks: Marks, current: Mark | None = None) -> None:
        """Mark byte ranges, which are in order, and outline one of them."""
        self._marks, self._current_mark = marks, current
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
        if self._wholeness.is_on:
            bring_part(self, QRect(0, self._current * self._height, 1, self._height))
        self._tell()
        self.viewport().update()

    def show_byte(self, byte: int) -> None:
        """Bring a byte into sight, with some rows around it."""
        row = self._rows.row_at(byte)
        self.go_to(row)
        bar = self.verticalScrollBar()
        if row <= bar.value() or row >= bar.value() + self._page() - 1:
            bar.setValue(row - self._page() // 2)
        across = self._across(row, byte)
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
        if numbered:  # rows may be folded: the last number is larger than their count
            digits = max(digits, len(str(self._rows.number(len(self._rows) - 1))))
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
        self._wholeness.fit()
        side = self.horizontalScrollBar()
        width = self._left() + self._x(self._rows.widest) + self._theme.px(_PAD)
        side.setRange(0, max(width - self.viewport().width(), 0))
        side.setPageStep(self.viewport().width())
        side.setSingleStep(self._x(4))

    def _look(self, *, json: bool) -> RowLook:
        return RowLook(self._theme, self._advance, json, self._marks, self._current_mark)

    def _across(self, row: int, byte: int) -> int:
        """Return how far from the left edge of the text a byte of a row is shown."""
        return self._left() + self._x(self._rows.column(row, byte))

    def _row_under(self, point: QPoint) -> int:
        return self.verticalScrollBar().value() + point.y() // self._height

    def _tell(self) -> None:
        if not len(self._rows):
            self.setAccessibleDescription(tr("No bytes"))
        else:
            self.setAccessibleDescription(self._described(self._current))
        self.current_changed.emit(self._current)

    def _described(self, row: int) -> str:
        """Return a row for screen readers."""
        return tr("Row {number}: {text}", number=row + 1, text=self._rows.text(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        painter.setFont(self._font)
        top = self.verticalScrollBar().value()
        first, last = (y // self._height for y in (event.rect().top(), event.rect().bottom()))
        for line in range(first, last + 1):
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
        look = self._look(json=self._json)
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
