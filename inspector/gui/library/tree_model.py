"""The nodes of the collections as a Qt model, and the search through all that they hold."""

from collections.abc import Mapping
from threading import Event
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from inspector.gui.bridge.job import Job
from inspector.gui.library.collections import Collections
from inspector.gui.state.documents import TAB_MIME
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.bodies.printable import visible_lines, visible_name
from inspector.presentation.library.nodes import Node
from inspector.presentation.library.searching import Found, found_in
from inspector.wording import tr

MIME = "application/x-request-inspector-entry"
NODE = Qt.ItemDataRole.UserRole
STATUS = Qt.ItemDataRole.UserRole + 1
MARK = Qt.ItemDataRole.UserRole + 2
WHERE = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def plain(index: Index) -> QModelIndex:
    """Return the index as a view takes it."""
    return index if isinstance(index, QModelIndex) else index.sibling(index.row(), 0)


class Drop(NamedTuple):
    """Where a row was dropped: into a folder, before one of its entries or at the end."""

    source: str
    parent: str
    before: str


class TreeModel(QAbstractItemModel):
    """rename_asked(key, name), move_asked(Drop): carried out by whoever listens.

    tab_asked(Drop): a tab was dropped; its source is the key of the tab's document.
    """

    rename_asked = Signal(str, str)
    move_asked = Signal(object)
    tab_asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top: tuple[Node, ...] = ()
        self._nodes: list[Node] = []
        self._parents: list[int] = []
        self._rows: list[int] = []
        self._first: dict[int, list[int]] = {}
        self._by_key: dict[str, int] = {}
        self._statuses: dict[str, int] = {}
        self._marks: dict[str, str] = {}
        self._where: dict[str, str] = {}

    # ------------------------------------------------------------ content
    def show_nodes(self, nodes: tuple[Node, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._top = nodes
        self._nodes, self._parents, self._rows = [], [], []
        self._first = {}
        self._add(nodes, -1)
        self._by_key = {node.key: number for number, node in enumerate(self._nodes)}
        self.endResetModel()

    def show_statuses(self, statuses: dict[str, int]) -> None:
        """Show these statuses at the requests' ends."""
        before, self._statuses = self._statuses, statuses
        self._renew(before, statuses)

    def show_marks(self, marks: dict[str, str]) -> None:
        """Show which files are "new" or "changed" since the last commit."""
        before, self._marks = self._marks, marks
        self._renew(before, marks)

    def show_where(self, where: dict[str, str]) -> None:
        """Show behind the names where what is searched for stands."""
        before, self._where = self._where, where
        self._renew(before, where)

    def _renew(self, before: Mapping[str, object], now: Mapping[str, object]) -> None:
        """Paint the rows anew for which something else is known."""
        for key in {**before, **now}:
            if before.get(key) != now.get(key) and key in self._by_key:
                index = self.index_of(key)
                self.dataChanged.emit(index, index)

    def node(self, index: Index) -> Node | None:
        """Return the node of a row."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the row of a key, an invalid index for none."""
        number = self._by_key.get(key)
        if number is None:
            return QModelIndex()
        return self.createIndex(self._rows[number], 0, number)

    # ------------------------------------------------------------ what Qt asks
    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a child."""
        children = self._first.get(self._number(parent), [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # the stubs mix in QObject.parent
        """Return the index of the folder a row is in."""
        number = self._parents[index.internalId()] if index.isValid() else -1
        if number < 0:
            return QModelIndex()
        return self.createIndex(self._rows[number], 0, number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows a folder has."""
        return len(self._first.get(self._number(parent), []))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return 1."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, node, status, or what is read aloud."""
        node = self.node(index)
        if node is None:
            return None
        if role == NODE:
            return node
        if role == STATUS:
            return self._statuses.get(node.key)
        if role == MARK:
            return self._marks.get(node.key)
        if role == WHERE:
            return self._where.get(node.key)
        return self._words(node, role)

    def _words(self, node: Node, role: int) -> str | None:
        if role == Qt.ItemDataRole.EditRole:
            return node.name
        if role == Qt.ItemDataRole.DisplayRole:
            return visible_name(node.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            where = self._where.get(node.key, "")
            return tip(f"{node.name}: {where}" if where else node.name)
        return self._spoken(node) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name."""
        node, name = self.node(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or node is None:
            return False
        if name and name != node.name:
            self.rename_asked.emit(node.key, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemIsEditable
        if node.kind != "collection":
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if node.kind != "request":
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    # ------------------------------------------------------------ dragging
    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the formats of dragged rows and of tabs."""
        return [MIME, TAB_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        """Return the key of the dragged row."""
        data = QMimeData()
        node = self.node(indexes[0]) if indexes else None
        data.setData(MIME, node.key.encode() if node else b"")
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Whether a row may be let go there."""
        return (data.hasFormat(MIME) or data.hasFormat(TAB_MIME)) and parent.isValid()

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move; nothing moves here until the files have."""
        target = self.node(parent)
        if target is None:
            return False
        before = target.children[row].entry if 0 <= row < len(target.children) else ""
        for kind, asked in ((MIME, self.move_asked), (TAB_MIME, self.tab_asked)):
            if data.hasFormat(kind):
                source = bytes(data.data(kind).data()).decode()
                asked.emit(Drop(source, target.key, before))
        return False

    def _add(self, nodes: tuple[Node, ...], parent: int) -> None:
        for row, node in enumerate(nodes):
            number = len(self._nodes)
            self._nodes.append(node)
            self._parents.append(parent)
            self._rows.append(row)
            self._first.setdefault(parent, []).append(number)
            self._add(node.children, number)

    @staticmethod
    def _number(index: Index) -> int:
        return int(index.internalId()) if index.isValid() else -1

    def _spoken(self, node: Node) -> str:
        status = self._statuses.get(node.key)
        last = tr("last reply {status}", status=status) if status else ""
        auth = tr("passes on a credential") if node.auth else ""
        told = {
            "new": tr("new since the last commit"),
            "changed": tr("changed since the last commit"),
        }
        mark = told.get(self._marks.get(node.key, ""), "")
        name = f"{node.method} {node.name}".strip()
        where = self._where.get(node.key, "")
        said = ", ".join(part for part in (name, where, last, auth, mark) if part)
        return visible_lines(said)


# ---------------- Searches away from the window's thread
class Searching(QObject):
    """changed(): other rows have the text; `found` says where, by their keys."""

    changed = Signal()

    def __init__(self, tools: Tools, owner: Collections) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._asked: tuple[str, tuple[Node, ...]] = ("", ())
        self._off = Event()
        self._job: Job | None = None
        self.found: dict[str, Found] = {}

    def ask(self, text: str) -> None:
        """Search for another text, or in other nodes; an older question ends."""
        asked = (text.strip().lower(), self._owner.nodes)
        if asked[0] == self._asked[0] and asked[1] is self._asked[1]:
            return
        self._asked = asked
        self._off.set()
        self._off = off = Event()
        if not asked[0]:
            self._job, self.found = None, {}
            return
        known = self._tools.vault.known_values()
        nodes, work = self._owner.nodes, self._tools.background
        self._job = job = work.compute(found_in, nodes, text, known, off.is_set)
        job.succeeded.connect(lambda found: self._take(job, found))

    def _take(self, job: Job, found: dict[str, Found]) -> None:
        if job is self._job and found != self.found:
            self.found = found
            self.changed.emit()
