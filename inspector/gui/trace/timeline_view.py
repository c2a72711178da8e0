"""The rounds of an attempt as rows with a waterfall: DNS, TCP, TLS, send, wait, receive."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.painting import elided, icon_at, rounded
from inspector.gui.widgets.scrolled import Wholeness
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.exchange import exchange_words
from inspector.presentation.exchange.rounds import Round, step_name
from inspector.wording import tr

_Index = QModelIndex | QPersistentModelIndex
_ROW, _PAD, _BAR = 64, 14, 10
_COLOURS = {
    "dns": "jwt_signature",
    "connect": "warn_fill",
    "tls": "jwt_payload",
    "send": "accent_fill",
    "wait": "ctl",
    "receive": "ok_fill",
}


class RoundModel(QAbstractListModel):
    """The rows, with their words for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds: tuple[Round, ...] = ()
        self.current = -1

    def show(self, rounds: tuple[Round, ...], current: int) -> None:
        """Replace the rows; current: the one explained."""
        self.beginResetModel()
        self.rounds, self.current = rounds, current
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rounds)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row in words."""
        row = self.rounds[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join((tr("Took {time}", time=_took(row)), *row.remarks)))
        return None


def _took(row: Round) -> str:
    return exchange_words.duration(row.end - row.start)


class RoundDelegate(QStyledItemDelegate):
    """Paints a row: what it was at the left, its waterfall at the right, remarks below."""

    def __init__(self, theme: Theme, model: RoundModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of two lines."""
        return QSize(320, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row = self._model.rounds[index.row()]
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.colour("accent_soft"))
        px = self._theme.px
        split = box.left() + min(px(400), box.width() // 2)
        left = QRect(box.left() + px(_PAD), box.top() + px(8), 0, px(22))
        left.setRight(split - px(_PAD))
        self._head(painter, row, left)
        below = left.translated(0, px(23))
        below.setRight(box.right() - px(_PAD))
        self._below(painter, row, below)
        bars = QRect(split, box.top() + px(8), box.right() - split - px(_PAD), px(22))
        self._waterfall(painter, row, bars)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(box.left() + px(_PAD), box.bottom(), box.right() - px(_PAD), box.bottom())
        painter.restore()

    def _head(self, painter: QPainter, row: Round, box: QRect) -> None:
        px = self._theme.px
        colour = "err" if row.refused else "ok"
        icon = "circle-x" if row.refused else "circle-check"
        icon_at(painter, self._theme, (icon, colour, 14), QPointF(box.left(), box.top() + px(4)))
        at = box.left() + px(22)
        for text, font, token in (
            (f"{row.index + 1}", self._theme.font(12), "text3"),
            (row.purpose, self._theme.font(13, SEMIBOLD), "text"),
            (row.status, self._theme.font(12, SEMIBOLD), colour),
            (row.asked, self._theme.code_font(12), "text2"),
        ):
            room = QRect(at, box.top(), box.right() - at, box.height())
            shown = elided(painter, room, (text, font, self._theme.colour(token)))
            at += QFontMetrics(font).horizontalAdvance(shown) + px(10)

    def _below(self, painter: QPainter, row: Round, box: QRect) -> None:
        px = self._theme.px
        text = "  ".join(row.remarks)
        colour = "err" if row.failed else "warn"
        if not row.remarks:
            text = "  ".join(
                f"{step_name(step.name)} {exchange_words.duration(step.length)}"
                for step in row.steps
            )
            colour = "text3"
        font = self._theme.font(12)
        box = box.adjusted(px(22), 0, 0, 0)
        elided(painter, box, (text, font, self._theme.colour(colour)))

    def _waterfall(self, painter: QPainter, row: Round, box: QRect) -> None:
        px = self._theme.px
        last = max((each.end for each in self._model.rounds), default=0.0) or 1.0
        words_width = px(64)
        scale = max(box.width() - words_width, 1) / last
        top = box.center().y() - px(_BAR) / 2
        end = box.left() + row.start * scale
        for step in row.steps:
            start = box.left() + step.start * scale
            end = max(start + step.length * scale, start + 2)
            bar = QRectF(start, top, end - start, px(_BAR))
            rounded(painter, bar, 2, self._theme.colour(_COLOURS[step.name]))
        if row.failed:
            icon_at(painter, self._theme, ("circle-x", "err", 14), QPointF(end + px(4), top - 2))
            end += px(18)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("text2"))
        place = QRectF(end + px(6), box.top(), words_width, box.height())
        painter.drawText(place, _MIDDLE, _took(row))


class TimelineView(QListView):
    """chosen(int): an exchange was picked, by mouse or keyboard."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds = RoundModel()
        self._delegate = RoundDelegate(theme, self._rounds)
        self.setModel(self._rounds)
        self.setItemDelegate(self._delegate)
        self.setObjectName("timeline_view")
        self.setAccessibleName(tr("Timeline"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_kind(self, "bare")
        self.activated.connect(self._choose)
        self.clicked.connect(self._choose)
        self._wholeness = Wholeness(self, self._whole_height)
        theme.changed.connect(self._renew)

    def show_rounds(self, rounds: tuple[Round, ...], current: int) -> None:
        """Show these rows with one of them picked."""
        self._rounds.show(rounds, current)
        self._wholeness.fit()
        self.pick(current)

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether it stands in a page that scrolls as a whole."""
        super().showEvent(event)
        self._wholeness.look()

    def _whole_height(self) -> int:
        frame = self.height() - self.viewport().height()
        return max(len(self._rounds.rounds), 1) * max(self.sizeHintForRow(0), 1) + frame

    def pick(self, entry: int) -> None:
        """Make that round the current one."""
        if 0 <= entry < len(self._rounds.rounds) and entry != self.currentIndex().row():
            self.setCurrentIndex(self._rounds.index(entry, 0))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def _renew(self) -> None:
        self.doItemsLayout()


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
