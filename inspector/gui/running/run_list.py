"""The list of a run: groups with their requests, or all requests in their order with ticks."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, SEMIBOLD
from inspector.gui.theme.palette import METHOD_TOKENS
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.marks import STATE_ICONS
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.exchange.exchange_words import short_method
from inspector.presentation.runs.run_rows import RunGroup, RunRow
from inspector.wording import tr

_NOWHERE = QModelIndex()
_HIGH, _METHOD, _NAME, _INDENT = 36, 46, 186, 20
_TIME, _FIGURE_SPACE = 7, "\u2007"  # so that what stands before the time is in line
_ICONS = {
    "refused": ("shield-alert", "err"),
    "unexpected": ("triangle-alert", "warn"),
    "expected": ("circle-check", "ok"),
    "to-go": ("hourglass", "text2"),
}
Item = RunGroup | RunRow


class RunModel(QAbstractItemModel):
    """ticked(frozenset of numbers, bool): the person wants these sent, or not."""

    ticked = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Item] = []
        self._parents: list[int] = []
        self._places: list[int] = []
        self._below: dict[int, list[int]] = {}
        self._out: frozenset[int] | None = None

    def show_items(self, items: Iterable[Item], out: frozenset[int] | None = None) -> None:
        """Show these. out: numbers that have no tick; None: nothing can be ticked."""
        self.beginResetModel()
        self._items, self._parents, self._places, self._below = [], [], [], {}
        self._out = out
        for item in items:
            number = self._add(item, -1)
            for row in item.rows if isinstance(item, RunGroup) else ():
                self._add(row, number)
        self.endResetModel()

    def item(self, index: Index) -> Item | None:
        """Return what an index shows."""
        return self._items[index.internalId()] if index.isValid() else None

    def index_of(self, number: int) -> QModelIndex:
        """Return the row of a request, an invalid index for none."""
        for at, item in enumerate(self._items):
            if isinstance(item, RunRow) and item.number == number:
                return self.createIndex(self._places[at], 0, at)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a child."""
        children = self._below.get(self._number(parent), [])
        if column or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # the stubs mix in QObject.parent
        """Return the index of the group a row is in."""
        number = self._parents[index.internalId()] if index.isValid() else -1
        return self.createIndex(self._places[number], 0, number) if number >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows a group has."""
        return len(self._below.get(self._number(parent), []))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return 1."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, tick, or what is read aloud."""
        item = self.item(index)
        if item is None:
            return None
        is_group = isinstance(item, RunGroup)
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title if isinstance(item, RunGroup) else item.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.title if isinstance(item, RunGroup) else item.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(item.title if isinstance(item, RunGroup) else _whole(item))
        if role == Qt.ItemDataRole.CheckStateRole and self._out is not None and not is_group:
            off = isinstance(item, RunRow) and item.number in self._out
            return Qt.CheckState.Unchecked if off else Qt.CheckState.Checked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a tick."""
        item = self.item(index)
        if role != Qt.ItemDataRole.CheckStateRole or not isinstance(item, RunRow):
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        self.ticked.emit(frozenset({item.number}), wanted)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        flag = Qt.ItemFlag
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        ticks = self._out is not None and isinstance(self.item(index), RunRow)
        return flags | flag.ItemIsUserCheckable if ticks else flags

    def _add(self, item: Item, parent: int) -> int:
        number = len(self._items)
        below = self._below.setdefault(parent, [])
        self._items.append(item)
        self._parents.append(parent)
        self._places.append(len(below))
        below.append(number)
        return number

    @staticmethod
    def _number(index: Index) -> int:
        return int(index.internalId()) if index.isValid() else -1


def _whole(row: RunRow) -> str:
    return " / ".join(part for part in (row.folder, row.name, row.detail) if part)


class RunList(QTreeView):
    """chosen(int): the number of the request that is to be explained. folded(key, bool)."""

    chosen = Signal(int)
    folded = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._quiet = False
        self.rows = RunModel()
        self.setModel(self.rows)
        shape = RowShape(rooms=_rooms, size=_size, ground="style")
        self.setItemDelegate(RowPainter(theme, self, shape, self._look))
        self.setObjectName("run_list")
        self.setAccessibleName(tr("Requests of the run"))
        set_kind(self, "bare")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda current, _before: self._choose(current))
        self.expanded.connect(lambda index: self._fold(index, folded=False))
        self.collapsed.connect(lambda index: self._fold(index, folded=True))
        theme.changed.connect(self._indent)
        self._indent()

    def _indent(self) -> None:
        self.setIndentation(self._theme.px(_INDENT))

    def show_items(
        self,
        items: Iterable[Item],
        folded: set[str],
        chosen: int | None,
        out: frozenset[int] | None = None,
    ) -> None:
        """Show these; what is chosen and how far it is scrolled stay."""
        place = self.verticalScrollBar().value()
        group = self.rows.item(self.currentIndex())
        self._quiet = True
        self.rows.show_items(items, out)
        kept = QModelIndex()
        for row in range(self.rows.rowCount()):
            index = self.rows.index(row, 0)
            item = self.rows.item(index)
            if isinstance(item, RunGroup):
                self.setExpanded(index, item.key not in folded)
                if isinstance(group, RunGroup) and group.key == item.key:
                    kept = index
        current = kept if kept.isValid() else self._index_of(chosen)
        if current.isValid():
            self.setCurrentIndex(current)
        self.verticalScrollBar().setValue(place)
        self._quiet = False

    def step(self, by: int) -> None:
        """Choose the next or previous request."""
        index = self.currentIndex()
        while index.isValid():
            index = self.indexBelow(index) if by > 0 else self.indexAbove(index)
            if isinstance(self.rows.item(index), RunRow):
                self.setCurrentIndex(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space, also where the view would not."""
        index = self.currentIndex()
        state = self.rows.data(index, Qt.ItemDataRole.CheckStateRole)
        if event.key() == Qt.Key.Key_Space and state is not None:
            checks = Qt.CheckState
            turned = checks.Unchecked if state == checks.Checked else checks.Checked
            self.rows.setData(index, turned, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)

    def _index_of(self, number: int | None) -> QModelIndex:
        return self.rows.index_of(number) if number is not None else QModelIndex()

    def _choose(self, index: Index) -> None:
        item = self.rows.item(index)
        if isinstance(item, RunRow) and not self._quiet:
            self.chosen.emit(item.number)

    def _fold(self, index: Index, *, folded: bool) -> None:
        item = self.rows.item(index)
        if isinstance(item, RunGroup) and not self._quiet:
            self.folded.emit(item.key, folded)

    def _look(self, index: Index, _chosen: bool) -> Row | None:  # noqa: FBT001 - called by the painter
        item = self.rows.item(index)
        if item is None:
            return None
        return _group(item) if isinstance(item, RunGroup) else _request(item)


def _group(group: RunGroup) -> Row:
    icon, ink = _ICONS[group.kind]
    lead = Part(icon=icon, ink=ink, icon_size=16, gap=8)
    title = Part(text=group.title, size=13, weight=SEMIBOLD)
    return Row(lines=(RowLine(left=(lead,), main=title),))


def _request(row: RunRow) -> Row:
    tag = Part(
        text=short_method(row.method),
        ink=METHOD_TOKENS.get(row.method, "text2"),
        size=10,
        weight=BOLD,
        width=_METHOD,
    )
    detail = Part(text=row.detail, size=12, ink="text2")
    name = Part(text=row.name, size=13, weight=MEDIUM)
    left: tuple[Part, ...] = (tag,)
    if row.detail:
        left = (tag, Part(text=row.name, size=13, weight=MEDIUM, width=_NAME, gap=8))
    return Row(lines=(RowLine(left=left, main=detail if row.detail else name, right=_end(row)),))


def _end(row: RunRow) -> tuple[Part, ...]:
    if not row.state:
        return ()
    status = str(row.status) if row.status is not None else "–"
    ink = {"ok": "ok", "err": "err", "warn": "warn"}[row.state]
    time = Part(text=row.time.rjust(_TIME, _FIGURE_SPACE), size=12, ink="text2", gap=16)
    return (
        time,
        Part(text=status, icon=STATE_ICONS[row.state], ink=ink, size=12, weight=BOLD, gap=12),
    )


def _size(theme: Theme, _index: Index) -> QSize:
    return QSize(0, theme.row(_HIGH))


def _rooms(theme: Theme, rect: QRect, _row: Row) -> tuple[QRect, ...]:
    return (rect.adjusted(theme.px(6), 0, -theme.px(12), 0),)
