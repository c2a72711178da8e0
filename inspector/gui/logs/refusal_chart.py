"""The refusals over time, painted; spikes have a mark above and a frame, not a colour alone."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import focus_ring, smooth
from inspector.logs.report import Column, LogReport
from inspector.logs.spans import length, when
from inspector.wording import tr, tr_n
from inspector.wording.numbers import number

_HEIGHT, _TOP, _BOTTOM, _MARK = 132, 16, 20, 4
_MOST = 200
_COLOURS = {401: "err_fill", 403: "warn_fill", 407: "info_fill"}
_OTHER = "ctl"
_PATTERNS = {
    403: Qt.BrushStyle.BDiagPattern,
    407: Qt.BrushStyle.CrossPattern,
}
_INSTANT = 0.001  # seconds before the next column begins
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -10, Qt.Key.Key_Down: 10}

_MOVES = {*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End}


def gathered(columns: tuple[Column, ...], most: int) -> tuple[Column, ...]:
    """Return at most that many columns, neighbours added up."""
    per = -(-len(columns) // most) if columns else 1
    return tuple(_sum(columns[at : at + per]) for at in range(0, len(columns), per))


def _sum(columns: tuple[Column, ...]) -> Column:
    counts: dict[int, int] = {}
    for column in columns:
        for status, count in column.counts.items():
            counts[status] = counts.get(status, 0) + count
    return Column(
        at=columns[0].at,
        counts=counts,
        requests=sum(column.requests for column in columns),
        spike=any(column.spike for column in columns),
    )


class RefusalChart(QWidget):
    """told(str): the words for the column under the mouse or the arrow keys, else for all.

    chosen(since, until): a range was dragged, or marked with Shift and the arrows and taken by
    Enter; seconds since 1970, both in it.
    """

    told = Signal(str)
    chosen = Signal(float, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._columns: tuple[Column, ...] = ()
        self._width = 1
        self._at: int | None = None
        self._from: int | None = None  # where the range begins that ends at the column told of
        self.setObjectName("refusal_chart")
        self.setAccessibleName(tr("Refusals over time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def show_report(self, report: LogReport) -> None:
        """Show the columns of a report."""
        self._columns = gathered(report.columns, _MOST)
        per = -(-len(report.columns) // _MOST) if report.columns else 1
        self._width = report.width * per
        self._at = self._from = None
        self.setVisible(bool(self._columns) and bool(report.refused))
        self._tell()

    @property
    def words(self) -> str:
        """What is said of the column that is looked at, else of all."""
        if self._at is None:
            return self._all_words()
        if self._from is not None and self._from != self._at:
            since, until = self._range()
            return tr(
                "From {start} to {end} UTC: let go or press Enter to see only that.",
                start=when(since),
                end=when(until),
            )
        column = self._columns[self._at]
        counts = ", ".join(f"{number(n)} × {status}" for status, n in column.counts.items())
        return tr(
            "{start} UTC, {length}: {counts}{spike}, of {requests} requests",
            start=when(column.at),
            length=length(self._width),
            counts=counts or tr("none refused"),
            spike=tr(" (unusually many)") if column.spike else "",
            requests=number(column.requests),
        )

    def _all_words(self) -> str:
        spikes = sum(column.spike for column in self._columns)
        words = tr("One column is {length}.", length=length(self._width))
        if not spikes:
            return words + " " + tr("No column has unusually many refusals.")
        return (
            words
            + " "
            + tr_n(
                "{count} column has unusually many refusals: ▼ above and a frame.",
                "{count} columns have unusually many refusals: ▼ above and a frame.",
                spikes,
            )
        )

    def sizeHint(self) -> QSize:
        """Return its usual size."""
        return QSize(320, self._theme.px(_HEIGHT))

    def _range(self) -> tuple[float, float]:
        """Return when the marked columns begin and end."""
        first, last = sorted((self._from or 0, self._at or 0))
        return self._columns[first].at, self._columns[last].at + self._width

    def _take(self) -> None:
        """Choose the columns that are marked, the one that is told of where none are."""
        if self._at is None:
            return
        self._from = self._at if self._from is None else self._from
        since, until = self._range()
        self._from = None
        self.chosen.emit(since, until - _INSTANT)

    def _column(self, event: QMouseEvent) -> int:
        at = int(event.position().x() * len(self._columns) / max(self.width(), 1))
        return min(max(at, 0), len(self._columns) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a range."""
        if self._columns and event.button() == Qt.MouseButton.LeftButton:
            self._from = self._column(event)
            self._look(self._from)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the column under the mouse, or of the range that ends there."""
        if self._columns:
            self._look(self._column(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the range; a click alone is none."""
        if event.button() != Qt.MouseButton.LeftButton or self._from is None:
            return
        self._look(self._column(event))
        if self._from != self._at:
            self._take()
        else:
            self._from = None

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of all again."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._look(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from column to column, with Shift mark them, Enter takes; Home, End, Esc for all."""
        last = len(self._columns) - 1
        key = Qt.Key(event.key())
        if key in _MOVES:
            marks = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            begun = self._at if self._from is None else self._from
            self._from = begun if marks else None
        if key in _TAKE and self._at is not None:
            self._take()
        elif key in _STEPS and self._columns:
            now = last if self._at is None else self._at
            self._look(min(max(now + _STEPS[key], 0), last))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._columns:
            self._look(0 if key == Qt.Key.Key_Home else last)
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._from = None
            self._look(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint columns, scale and marks."""
        painter = smooth(self)
        px = self._theme.px
        area = QRectF(self.rect()).adjusted(0, px(_TOP), 0, -px(_BOTTOM))
        highest = max((column.refused for column in self._columns), default=0) or 1
        step = area.width() / max(len(self._columns), 1)
        for index, column in enumerate(self._columns):
            box = QRectF(area.left() + index * step, area.top(), step, area.height())
            self._paint_column(painter, column, box, highest)
            if self._is_marked(index):
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawLine(box.topLeft(), box.topRight())
            if index == self._at or self._is_marked(index):
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._paint_scale(painter, area, highest)
        if self.hasFocus():
            focus_ring(painter, self._theme, QRectF(self.rect()), 4)
        painter.end()

    def _is_marked(self, index: int) -> bool:
        if self._from is None or self._at is None or self._from == self._at:
            return False
        first, last = sorted((self._from, self._at))
        return first <= index <= last

    def _paint_column(self, painter: QPainter, column: Column, box: QRectF, highest: int) -> None:
        gap = 1 if box.width() > 3 else 0  # noqa: PLR2004 - narrower ones would vanish
        bottom = box.bottom()
        for status, count in sorted(column.counts.items()):
            tall = box.height() * count / highest
            bar = QRectF(box.left(), bottom - tall, box.width() - gap, tall)
            self._fill(painter, bar, status)
            bottom -= tall
        if column.spike:
            self._paint_mark(
                painter, QRectF(box.left(), bottom, box.width() - gap, box.bottom() - bottom)
            )

    def _fill(self, painter: QPainter, bar: QRectF, status: int) -> None:
        """Fill a bar in the colour of its status, which has a pattern of its own too."""
        painter.fillRect(bar, self._theme.colour(_COLOURS.get(status, _OTHER)))
        if status in _PATTERNS:
            painter.fillRect(bar, QBrush(self._theme.colour("surface"), _PATTERNS[status]))

    def _paint_legend(self, painter: QPainter, area: QRectF, height: int) -> None:
        """Name the statuses at the top right, each with its colour and pattern."""
        px, right = self._theme.px, area.right()
        painter.setFont(self._theme.font(12))
        for status in sorted({each for column in self._columns for each in column.counts})[::-1]:
            wide = QFontMetrics(painter.font()).horizontalAdvance(str(status))
            painter.setPen(self._theme.colour("text2"))
            painter.drawText(QRectF(right - wide, 0, wide, height), str(status))
            right -= wide + px(16)
            self._fill(painter, QRectF(right, 0, px(12), px(12)), status)
            right -= px(14)

    def _paint_mark(self, painter: QPainter, bar: QRectF) -> None:
        painter.setPen(QPen(self._theme.colour("text"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        side = self._theme.px(_MARK)
        tip = QPointF(bar.center().x(), bar.top() - 3)
        painter.setBrush(self._theme.colour("text"))
        painter.drawPolygon(
            QPolygonF([tip, tip + QPointF(-side, -side * 1.5), tip + QPointF(side, -side * 1.5)])
        )

    def _paint_scale(self, painter: QPainter, area: QRectF, highest: int) -> None:
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if not self._columns:
            return
        font = self._theme.font(12)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2"))
        height = QFontMetrics(font).height()
        below = QRectF(area.left(), area.bottom() + 2, area.width(), height)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(below, left, when(self._columns[0].at))
        end = self._columns[-1].at + self._width
        painter.drawText(below, right, tr("{end} UTC", end=when(end)))
        above = QRectF(area.left(), 0, area.width(), height)
        painter.drawText(above, left, tr("{count} in a column at most", count=number(highest)))
        self._paint_legend(painter, area, height)

    def _look(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words)
        self.told.emit(self.words)
        if self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
        self.update()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
