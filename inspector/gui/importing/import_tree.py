"""The tree of what would come in: name with a tick, the auth it leaves with, where that is from."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD
from inspector.gui.theme.palette import METHOD_TOKENS
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.marks import state_of
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.exchange.exchange_words import short_method
from inspector.presentation.library.import_rows import ImportRow, Path
from inspector.wording import tr

ROW = Qt.ItemDataRole.UserRole
_NAME, _AUTH, _SOURCE = range(3)
_NOWHERE = QModelIndex()
_HIGH, _METHOD, _ICON = 35, 42, 15
_AUTH_WIDTH, _SOURCE_WIDTH, _LEAST_SOURCE = 250, 170, 560
_INDENT = 20
_LEAST_NAME = 60  # in less room, badge and status give way to the name
_INKS = {"info": "info", "odd": "warn", "quiet": "text2"}


class ImportModel(QAbstractItemModel):
    """ticked(places, bool): the person wants these requests in or out."""

    ticked = QtSignal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ImportRow] = []
        self._parents: list[int] = []
        self._places: list[int] = []
        self._below: dict[int, list[int]] = {}
        self._left_out: frozenset[Path] = frozenset()

    def show_rows(self, rows: tuple[ImportRow, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows, self._parents, self._places, self._below = [], [], [], {}
        self._add(rows, -1)
        self.endResetModel()

    def show_left_out(self, places: frozenset[Path]) -> None:
        """Take the ticks from these requests."""
        self._left_out = places
        if self._rows:
            roles = [int(Qt.ItemDataRole.CheckStateRole)]
            self.dataChanged.emit(self.index(0, 0), self.index(0, 0), roles)

    def row(self, index: Index) -> ImportRow | None:
        """Return what an index shows."""
        return self._rows[index.internalId()] if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a child."""
        children = self._below.get(self._number(parent), [])
        if not (0 <= row < len(children) and 0 <= column < self.columnCount()):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # the stubs mix in QObject.parent
        """Return the index of the folder a row is in."""
        number = self._parents[index.internalId()] if index.isValid() else -1
        return self.createIndex(self._places[number], 0, number) if number >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows a folder has."""
        if parent.isValid() and parent.column():
            return 0
        return len(self._below.get(self._number(parent), []))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Request"), tr("Auth it leaves with"), tr("Where that comes from"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, tick, or what is read aloud."""
        row = self.row(index)
        if row is None:
            return None
        column = index.column()
        words = (row.name, row.auth, row.source)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words)
        if column == _NAME and role == Qt.ItemDataRole.CheckStateRole:
            return self._tick(row)
        if column == _NAME and role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        flag = Qt.ItemFlag
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        return flags | flag.ItemIsUserCheckable if index.column() == _NAME else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a tick; a folder's is that of all in it."""
        row = self.row(index)
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        self.ticked.emit(frozenset(_requests(row)), wanted)
        return True

    def _tick(self, row: ImportRow) -> Qt.CheckState:
        places = set(_requests(row))
        out = places & self._left_out
        if not out:
            return Qt.CheckState.Checked
        return Qt.CheckState.Unchecked if out == places else Qt.CheckState.PartiallyChecked

    def _add(self, rows: tuple[ImportRow, ...], parent: int) -> None:
        for place, row in enumerate(rows):
            number = len(self._rows)
            self._rows.append(row)
            self._parents.append(parent)
            self._places.append(place)
            self._below.setdefault(parent, []).append(number)
            self._add(row.children, number)

    @staticmethod
    def _number(index: Index) -> int:
        return int(index.internalId()) if index.isValid() else -1


def _requests(row: ImportRow) -> Iterator[Path]:
    if not row.is_folder:
        yield row.path
    for each in row.children:
        yield from _requests(each)


class ImportTree(QTreeView):
    """Space ticks the chosen row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = ImportModel()
        self.setModel(self.rows)
        shape = RowShape(rooms=_rooms, size=_size, ground="style")
        self.setItemDelegate(RowPainter(theme, self, shape, self._look))
        self.setObjectName("import_tree")
        self.setAccessibleName(tr("What comes in"))
        set_kind(self, "bare")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._indent)
        self._indent()

    def show_rows(self, rows: tuple[ImportRow, ...]) -> None:
        """Show these, all folders open."""
        self.rows.show_rows(rows)
        self.expandAll()
        self.setCurrentIndex(self.rows.index(0, 0))

    def _indent(self) -> None:
        self.setIndentation(self._theme.px(_INDENT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width; in little room the source is left out."""
        super().resizeEvent(event)
        width, px = self.viewport().width(), self._theme.px
        roomy = width >= px(_LEAST_SOURCE)
        self.setColumnHidden(_SOURCE, not roomy)
        source = px(_SOURCE_WIDTH) if roomy else 0
        auth = min(px(_AUTH_WIDTH), width // 2)
        self.setColumnWidth(_AUTH, auth)
        self.setColumnWidth(_SOURCE, source)
        self.setColumnWidth(_NAME, max(width - auth - source, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space whatever column is the current one."""
        index = self.currentIndex().siblingAtColumn(_NAME)
        if event.key() == Qt.Key.Key_Space and index.isValid():
            on = self.rows.data(index, Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            self.rows.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)

    def _look(self, index: QModelIndex | QPersistentModelIndex, _chosen: bool) -> Row | None:  # noqa: FBT001 - called by the painter
        row = self.rows.row(index)
        if row is None:
            return None
        return (_name, _auth, _source)[index.column()](row)


def _name(row: ImportRow) -> Row:
    if row.is_folder:
        lead = Part(icon="folder-open", ink="text2", icon_size=16, gap=7)
    else:
        tag = short_method(row.method)
        ink = METHOD_TOKENS.get(row.method, "text2")
        lead = Part(text=tag, ink=ink, size=10, weight=BOLD, width=_METHOD)
    weight = SEMIBOLD if row.is_folder else MEDIUM
    name = Part(text=row.name, size=13, weight=weight, ink="text")
    badge = row.badge
    right = (
        (Part(text=badge.text, icon=badge.icon, ink=_INKS[badge.level], size=11, gap=8),)
        if badge
        else ()
    )
    if row.status is not None:
        ink = state_of(row.status)
        right = (*right, Part(text=str(row.status), ink=ink, size=11, weight=BOLD, gap=8))
    return Row(lines=(RowLine(left=(lead,), main=name, right=right, needs=_LEAST_NAME),))


def _auth(row: ImportRow) -> Row:
    ink = "warn" if row.odd else "text2"
    icon = Part(icon=row.auth_icon, ink=ink, icon_size=_ICON, gap=7)
    own = row.auth_icon != "corner-down-right"
    words = Part(
        text=row.auth, size=12, weight=MEDIUM if own else REGULAR, ink="text" if own else "text2"
    )
    return Row(lines=(RowLine(left=(icon,), main=words),))


def _source(row: ImportRow) -> Row:
    return Row(lines=(RowLine(main=Part(text=row.source, size=12, ink="text2")),))


def _size(theme: Theme, _index: Index) -> QSize:
    return QSize(0, theme.row(_HIGH))


def _rooms(theme: Theme, rect: QRect, _row: Row) -> tuple[QRect, ...]:
    return (rect.adjusted(theme.px(7), 0, -theme.px(8), 0),)
