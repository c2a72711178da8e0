"""The rows of the history, fetched page by page as they come into sight."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtWidgets import QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.lists.row_painter import Part, RowLine, RowPainter, RowShape
from inspector.gui.lists.row_painter import Row as PaintedRow
from inspector.gui.state.history import AttemptHistory
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM
from inspector.gui.theme.palette import METHOD_TOKENS
from inspector.gui.widgets.marks import STATE_ICONS, state_of
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.exchange.exchange_words import short_method
from inspector.presentation.history.attempt_words import (
    address,
    second,
    spoken,
    status_text,
    tooltip,
    verdict,
    when,
)
from inspector.record.search import Filter

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


# ---------------- How a row looks: status and address above, verdict and time below
HEIGHT = 46
_SIDE, _ICON, _GAP, _METHOD = 8, 13, 5, 32


def history_painter(theme: Theme, view: QWidget, *, recorded: bool = False) -> RowPainter:
    """Return what paints the rows that a model gives as ROW.

    recorded: they are of one recording, where the second tells them apart and not the day.
    """
    time = second if recorded else _when
    shape = RowShape(rooms=_rooms, size=_size, side=2)
    return RowPainter(theme, view, shape, lambda index, _chosen: _look(index.data(ROW), time))


def _when(row: "Row") -> str:
    return when(row, datetime.now().astimezone())


def _size(theme: Theme, _index: Index) -> QSize:
    return QSize(0, theme.row(HEIGHT, lines=2))


def _rooms(theme: Theme, rect: QRect, _row: PaintedRow) -> tuple[QRect, ...]:
    side, half = theme.px(_SIDE), rect.height() // 2
    left, width = rect.x() + side, rect.width() - 2 * side
    upper = QRect(left, rect.y() + 4, width, half - 3)
    return upper, QRect(left, rect.y() + half, width, half - 4)


def _look(row: "Row | None", time: Callable[["Row"], str]) -> PaintedRow | None:
    if row is None:
        return None
    state = "err" if row.finding else state_of(row.status)
    method = row.method.upper()
    upper = RowLine(
        left=(
            Part(icon=STATE_ICONS[state], ink=state, icon_size=_ICON, gap=_GAP),
            Part(text=status_text(row), ink=state, size=11, weight=BOLD, gap=_GAP, like="000"),
            Part(
                text=short_method(row.method),
                ink=METHOD_TOKENS.get(method, "text2"),
                size=10,
                least=_METHOD,
                weight=BOLD,
                gap=_GAP,
            ),
        ),
        main=Part(text=address(row), weight=MEDIUM),
        right=(Part(icon="pin", ink="accent", icon_size=_ICON, gap=2),) if row.pinned else (),
        ends=False,
    )
    tags = "".join(f"#{name} " for name in row.tags)
    lower = RowLine(
        main=Part(text=f"{tags}{verdict(row)}", ink="text2", size=11),
        right=(Part(text=time(row), ink="text3", size=11, gap=_GAP),),
    )
    return PaintedRow(lines=(upper, lower))
