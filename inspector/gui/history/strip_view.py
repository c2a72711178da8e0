"""The strip above the history: how many attempts were refused over time, peaks marked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import focus_ring, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.history.strip_words import column_words, peaks, whole_words
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.record.row import Span

COLUMNS = 48
_HEIGHT, _GAP, _TICK = 34, 1, 3
_STEM = 3  # a stem is that part of a bar
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class StripView(QWidget):
    """Bars of refused attempts before thin stems of all attempts; a tick above marks a peak.

    Arrow keys and the pointer go from column to column; Enter or a click asks to list what began
    in it: asked(place).
    """

    asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.spans: tuple[Span, ...] = ()
        self._at: int | None = None
        self.setObjectName("history_strip")
        self.setAccessibleName(tr("Refused attempts over time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)
        self.show_spans(())

    def show_spans(self, spans: "tuple[Span, ...]") -> None:
        """Show these columns."""
        self.spans = spans
        if self._at is not None and self._at >= len(spans):
            self._at = None
        self._tell()

    def sizeHint(self) -> QSize:
        """Return its usual size."""
        return QSize(0, self._theme.px(_HEIGHT))

    # ------------------------------------------------------------ looking at a column
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next column with attempts, list those of this one, Esc for all."""
        key = Qt.Key(event.key())
        some = [at for at, span in enumerate(self.spans) if span.total]
        if key in _STEPS and some:
            self._look(_beside(some, self._at, _STEPS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and some:
            self._look(some[0] if key == Qt.Key.Key_Home else some[-1])
        elif key in _ENTER and self._at is not None:
            self.asked.emit(self._at)
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._look(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the column under the pointer."""
        self._look(self._under(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """List what began in the column under the pointer."""
        self._look(self._under(event))
        if self._at is not None and self.spans[self._at].total:
            self.asked.emit(self._at)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of all again."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._look(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of all again."""
        super().focusOutEvent(event)
        self._look(None)
        self.update()

    def _under(self, event: QMouseEvent) -> int | None:
        count = len(self.spans)
        at = int(event.position().x() * count / max(self.width(), 1))
        return min(max(at, 0), count - 1) if count else None

    def _look(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            self._tell()

    def _tell(self) -> None:
        """Say what is looked at, aloud and on hover."""
        said = whole_words(self.spans) if self._at is None else self._column_words(self._at)
        self.setAccessibleDescription(said)
        set_tip(self, said)
        if self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
        self.update()

    def _column_words(self, at: int) -> str:
        words = column_words(self.spans, at)
        hint = tr("Enter or a click lists them.") if self.spans[at].total else ""
        return f"{words} {hint}".strip()

    # ------------------------------------------------------------ painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns."""
        painter = smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max((span.total for span in self.spans), default=0)
        if most:
            marked = peaks(self.spans)
            width = self.width() / len(self.spans)
            for at, span in enumerate(self.spans):
                self._column(painter, (at * width, width), span, most)
                if at in marked:
                    painter.setBrush(self._theme.colour("err"))
                    painter.drawRect(QRectF(at * width, 0, width - _GAP, 2))
        painter.setBrush(self._theme.colour("border"))
        painter.drawRect(QRectF(0, self.height() - 1, self.width(), 1))
        if self._at is not None:
            width = self.width() / len(self.spans)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRect(QRectF(self._at * width, self.height() - 3, max(width - _GAP, 2), 3))
        if self.hasFocus():
            focus_ring(painter, self._theme, QRectF(self.rect()), 4)
        painter.end()

    def _column(
        self, painter: QPainter, place: tuple[float, float], span: "Span", most: int
    ) -> None:
        """Paint a stem and before it a bar: shape tells which is which, not colour alone."""
        left, width = place
        room, whole = self.height() - _TICK - 2, max(width - _GAP, 1)
        stem = max(whole / _STEM, 1)
        for count, token, wide in ((span.total, "ctl", stem), (span.refused, "err_fill", whole)):
            height = max(room * count / most, 2) if count else 0
            painter.setBrush(self._theme.colour(token))
            at = left + (whole - wide) / 2
            painter.drawRect(QRectF(at, self.height() - 1 - height, wide, height))

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


def _beside(some: list[int], here: int | None, step: int) -> int:
    """Return the next column of these to the left or right; the last one at first."""
    if here is None:
        return some[-1]
    further = [at for at in some if (at - here) * step > 0]
    return (further[0] if step > 0 else further[-1]) if further else here
