"""The heads of the columns: status, verdict, label, and arrows that say what changed between."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.compare import Comparison, Head
from inspector.gui.compare.columns import Columns
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import elided, icon_at, middle, rounded, smooth
from inspector.gui.widgets.pill import State, state_of
from inspector.wording import tr

_HEIGHT, _PILL, _TOP = 88, 26, 12
_ICONS: dict[State, str] = {
    "err": "circle-x",
    "warn": "triangle-alert",
    "ok": "circle-check",
    "info": "info",
}


class HeadsView(QWidget):
    """Painted above the list, with its columns; follows when the list scrolls sideways."""

    def __init__(self, theme: Theme, columns: Columns) -> None:
        super().__init__()
        self._theme = theme
        self._columns = columns
        self._comparison = Comparison(heads=())
        self._shift = 0
        self.setObjectName("compare_heads")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the heads of a comparison."""
        self._comparison = comparison
        self._columns.count = len(comparison.heads)
        self.setAccessibleName(self._spoken())
        self.update()

    def follow(self, shift: int) -> None:
        """Stand above the list's columns."""
        self._shift = shift
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height."""
        return QSize(0, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every head and the arrows between."""
        painter = smooth(self)
        whole = QRect(self._columns.left - self._shift, 0, self._columns.width, self.height())
        for place, head in enumerate(self._comparison.heads):
            self._head(painter, self._columns.cell(whole, place), head)
        for place, step in enumerate(self._comparison.steps):
            words = [delta.words for delta in step.deltas if delta.weight == "auth"]
            if words:
                more = tr(" +{count}", count=len(words) - 1) if len(words) > 1 else ""
                cell = self._columns.cell(whole, place)
                self._arrow(painter, cell, f"{words[0]}{more}", turned=step.turned)
        painter.end()

    def _head(self, painter: QPainter, room: QRect, head: Head) -> None:
        px = self._theme.px
        state: State = "ok" if head.accepted else state_of(head.status)
        if head.accepted is False:
            state = "err"
        text = str(head.status) if head.status is not None else "–"
        font = self._theme.font(13, SEMIBOLD)
        width = QFontMetrics(font).horizontalAdvance(text) + px(38)
        pill = QRect(room.x(), px(_TOP), width, px(_PILL))
        rounded(painter, QRectF(pill), 6, self._theme.colour(f"{state}_fill"))
        where = QPointF(pill.x() + px(8), middle(pill, px(14)))
        icon_at(painter, self._theme, (_ICONS[state], "on_fill", 14), where)
        colour = self._theme.colour
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

    def _spoken(self) -> str:
        said = []
        for place, head in enumerate(self._comparison.heads):
            said.append(
                tr(
                    "{label}: status {status}, {title}",
                    label=head.label or tr("Attempt {number}", number=place + 1),
                    status=head.status if head.status is not None else "–",
                    title=head.title,
                )
            )
            if place < len(self._comparison.steps):
                said += [delta.words for delta in self._comparison.steps[place].deltas]
        return "; ".join(said)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
