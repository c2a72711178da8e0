"""The rows of the history, fetched page by page as they come into sight."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.bridge.job import Job
from inspector.gui.history.row_words import address, spoken, status_text, tooltip, verdict, when
from inspector.gui.state.history import AttemptHistory
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM
from inspector.gui.widgets.marks import state_of
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle, rounded
from inspector.gui.widgets.tooltip import tip
from inspector.record.filters import Filter

if TYPE_CHECKING:
    from inspector.record.row import Row


ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Shows the newest that fit; asks for older ones when the view needs them.

    filled(): the first page is there (it may be empty).
    """

    filled = QtSignal()

    def __init__(self, history: AttemptHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._filter = Filter()
        self._rows: list[Row] = []
        self._more = False
        self._job: Job | None = None

    def show_filter(self, wanted: Filter) -> None:
        """Show what fits from the newest on; what is shown stays until then."""
        self._filter = wanted
        self._ask(None)

    def renew(self) -> None:
        """Show the same again: something was added or changed."""
        self._ask(None)

    def row(self, index: Index) -> "Row | None":
        """Return the row of an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    @property
    def rows(self) -> "tuple[Row, ...]":
        """What is fetched so far."""
        return tuple(self._rows)

    # ------------------------------------------------------------ as Qt asks
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many are fetched."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, what is read aloud, or the tooltip."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        now = datetime.now().astimezone()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(row, now)
        return tip(tooltip(row, now)) if role == Qt.ItemDataRole.ToolTipRole else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older ones."""
        return not parent.isValid() and self._more and self._job is None

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        last = self._rows[-1] if self._rows else None
        self._ask((last.started, last.key) if last else None)

    # ------------------------------------------------------------ asking
    def _ask(self, after: tuple[int, int] | None) -> None:
        if self._job is not None:
            self._job.cancel()
        job = self._history.page(self._filter, after)
        self._job = job
        job.succeeded.connect(lambda rows: self._take(job, rows, first=after is None))
        job.failed.connect(lambda _error: self._take(job, (), first=after is None))

    def _take(self, job: Job, rows: "tuple[Row, ...]", *, first: bool) -> None:
        if job is not self._job or not shiboken6.isValid(self):
            return  # the filter changed meanwhile, or the window was closed
        self._job = None
        if first:
            self._replace(rows)
            self.filled.emit()
        elif rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self._more = bool(rows)

    def _replace(self, rows: "tuple[Row, ...]") -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()


# ---------------- Paints a line of the history: status and address above, verdict and time below
HEIGHT = 46
_SIDE, _ICON, _GAP, _METHOD = 8, 13, 5, 32
_ICONS = {"err": "circle-x", "warn": "triangle-alert", "ok": "circle-check", "info": "info"}
_SHORT = {"DELETE": "DEL", "OPTIONS": "OPT"}


class RowDelegate(QStyledItemDelegate):
    """Draws what the model says."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._theme.row(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW)
        if row is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state)
        side = self._theme.px(_SIDE)
        half = rect.height() // 2
        upper = QRect(rect.x() + side, rect.y() + 4, rect.width() - 2 * side, half - 3)
        lower = QRect(upper.x(), rect.y() + half, upper.width(), half - 4)
        self._upper(painter, upper, row)
        self._lower(painter, lower, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        inner = QRectF(rect).adjusted(2, 1, -2, -1)
        flag, colour = QStyle.StateFlag, self._theme.colour
        if state & flag.State_Selected:
            rounded(painter, inner, 6, colour("accent_soft"))
        elif state & flag.State_MouseOver:
            rounded(painter, inner, 6, colour("hover"))
        if state & flag.State_HasFocus:  # Ctrl and an arrow go to a row without choosing it
            focus_ring(painter, self._theme, inner, 6)

    def _upper(self, painter: QPainter, room: QRect, row: "Row") -> None:
        px, tokens = self._theme.px, self._theme.tokens
        state = "err" if row.finding else state_of(row.status)
        icon_at(
            painter,
            self._theme,
            (_ICONS[state], state, _ICON),
            QPointF(room.x(), middle(room, px(_ICON))),
        )
        left = room.x() + px(_ICON + _GAP)
        bold = self._theme.font(11, BOLD)
        status = status_text(row)
        elided(painter, _from(room, left), (status, bold, tokens.colour(state)))
        left += QFontMetrics(bold).horizontalAdvance("000") + px(_GAP)
        method = _SHORT.get(row.method.upper(), row.method)
        small = self._theme.font(10, BOLD)
        elided(painter, _from(room, left), (method, small, tokens.method(row.method)))
        left += max(px(_METHOD), QFontMetrics(small).horizontalAdvance(method) + px(_GAP))
        right = room.right()
        if row.pinned:
            right -= px(_ICON + 2)
            where = QPointF(right + px(2), middle(room, px(_ICON)))
            icon_at(painter, self._theme, ("pin", "accent", _ICON), where)
        name = QRect(left, room.y(), right - left, room.height())
        elided(
            painter,
            name,
            (address(row), self._theme.font(12, MEDIUM), tokens.text),
            Qt.TextElideMode.ElideMiddle,
        )

    def _lower(self, painter: QPainter, room: QRect, row: "Row") -> None:
        tokens, font = self._theme.tokens, self._theme.font(11)
        time = when(row, datetime.now().astimezone())
        width = QFontMetrics(font).horizontalAdvance(time) + 1
        place = QRect(room.right() - width, room.y(), width + 1, room.height())
        elided(painter, place, (time, font, tokens.text3))
        words = QRect(
            room.x(), room.y(), place.x() - room.x() - self._theme.px(_GAP), room.height()
        )
        tags = "".join(f"#{name} " for name in row.tags)
        elided(painter, words, (f"{tags}{verdict(row)}", font, tokens.text2))


def _from(room: QRect, left: int) -> QRect:
    return QRect(left, room.y(), room.right() - left, room.height())
