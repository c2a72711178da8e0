"""The strip above the history: how many attempts were refused over time, peaks marked."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import smooth
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.record.row import Span

COLUMNS = 48
_HEIGHT, _GAP, _TICK = 34, 1, 3
_PEAK = 3  # times the mean of the columns with refusals


def peaks(spans: "tuple[Span, ...]") -> frozenset[int]:
    """Return the columns with far more refusals than the others have."""
    some = [span.refused for span in spans if span.refused]
    if len(some) < _PEAK:
        return frozenset()
    mean = sum(some) / len(some)
    return frozenset(at for at, span in enumerate(spans) if span.refused > _PEAK * mean)


def _moment(milliseconds: int) -> str:
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone():%d %b %H:%M}"


class StripView(QWidget):
    """Bars of refused attempts over all attempts; a tick above marks a peak."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._spans: tuple[Span, ...] = ()
        self.setObjectName("history_strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)
        self.show_spans(())

    def show_spans(self, spans: "tuple[Span, ...]") -> None:
        """Show these columns."""
        self._spans = spans
        refused = sum(span.refused for span in spans)
        total = sum(span.total for span in spans)
        words = tr_n(
            "{count} of {total} attempts was refused.",
            "{count} of {total} attempts were refused.",
            refused,
            total=total,
        )
        high = peaks(spans)
        if high:
            words += " " + tr_n("{count} peak.", "{count} peaks.", len(high))
            most = max(high, key=lambda at: spans[at].refused)
            words += " " + tr("Most were refused from {time}.", time=_moment(spans[most].start))
        self.setAccessibleName(tr("Refused attempts over time"))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its usual size."""
        return QSize(0, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns."""
        painter = smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max((span.total for span in self._spans), default=0)
        if most:
            marked = peaks(self._spans)
            width = self.width() / len(self._spans)
            for at, span in enumerate(self._spans):
                self._column(painter, (at * width, width), span, most)
                if at in marked:
                    painter.setBrush(self._theme.colour("err"))
                    painter.drawRect(QRectF(at * width, 0, width - _GAP, 2))
        painter.setBrush(self._theme.colour("border"))
        painter.drawRect(QRectF(0, self.height() - 1, self.width(), 1))
        painter.end()

    def _column(
        self, painter: QPainter, place: tuple[float, float], span: "Span", most: int
    ) -> None:
        left, width = place
        room = self.height() - _TICK - 2
        for count, token in ((span.total, "ctl"), (span.refused, "err_fill")):
            height = max(room * count / most, 2) if count else 0
            painter.setBrush(self._theme.colour(token))
            painter.drawRect(QRectF(left, self.height() - 1 - height, max(width - _GAP, 1), height))

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
