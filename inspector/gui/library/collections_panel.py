"""The sidebar of collections: filter, tree, menus, and what needs an answer below."""

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QScrollArea, QVBoxLayout

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.job import Job
from inspector.gui.forms.line_icon import Emptier, LineIcon
from inspector.gui.library.changing import Changing
from inspector.gui.library.collections import Collections, Libraries, sentence
from inspector.gui.library.open_requests import ClashCard, OpenRequests, OpenRuns
from inspector.gui.library.passing_on import EnvironmentFiles, Origins, PassingOn
from inspector.gui.library.row_entries import RowActions, new_entries, row_entries
from inspector.gui.library.saving import Saving, Target
from inspector.gui.library.tree_model import Drop, Searching, TreeModel
from inspector.gui.library.tree_view import TreeView
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import BREAK, ExactLabel, Label
from inspector.gui.widgets.menu import menu_of
from inspector.gui.widgets.page import SidebarPanel
from inspector.gui.widgets.painting import inset
from inspector.library.watch import Change
from inspector.model.collection import Collection, Problem
from inspector.presentation.library.nodes import Node, filtered
from inspector.wording import tr, tr_n
from inspector.wording.shortened import shortened

# ---------------- Looks every two seconds whether somebody else changed the files
EVERY = 2000  # milliseconds


class FollowingFiles(QObject):
    """A change that stays (a file we don't read) is looked at once only."""

    def __init__(self, owner: Collections) -> None:
        super().__init__()
        self._owner = owner
        self._known: frozenset[Change] = frozenset()
        self._asking = False
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on."""
        self.timer.start()

    def look(self) -> None:
        """Look now, unless other work is under way."""
        if self._asking or self._owner.busy or not self._owner.loaded:
            return
        self._asking = True
        self._owner.do(Libraries.check, self._found, reload=False)

    def _found(self, changes: frozenset[Change]) -> None:
        self._asking = False
        fresh = changes - self._known
        self._known = changes
        if fresh:
            self._owner.do(lambda _libraries: None)


# ---------------- Says which files are new or changed since the last commit
class CommitMarks(QObject):
    """marked(dict): "new" or "changed" by the keys of rows, each time something was read."""

    marked = Signal(object)

    def __init__(self, owner: Collections, background: Background) -> None:
        super().__init__()
        self._owner = owner
        self._background = background
        self._asking: Job | None = None
        owner.changed.connect(self.ask)

    def ask(self) -> None:
        """Ask Git what differs; an older question does not count any more."""
        tops = tuple(Path(node.key) for node in self._owner.nodes)
        self._asking = job = self._background.compute(_marks, tops)
        job.succeeded.connect(lambda found: self._tell(job, found))

    def _tell(self, job: Job, found: dict[str, str]) -> None:
        if job is self._asking:
            self._asking = None
            self.marked.emit(found)


def _marks(tops: tuple[Path, ...]) -> dict[str, str]:
    """Ask Git about each collection; on a worker thread."""
    from inspector.library.versions.git import marks  # noqa: PLC0415 - after the window is open

    return {str(path): mark for top in tops for path, mark in marks(top).items()}


# ---------------- Lists what is wrong in the files of collections: what, where, what to do
_MOST = 100
_HIGHEST = 180


class ProblemsCard(QFrame):
    """Hidden while there is nothing wrong; the texts can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problems_card")
        set_kind(self, "note-warn")
        self._title = Label("", "warning", wrap=True)
        self._text = ExactLabel("", "small", listed=True)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setObjectName("scrolled")
        scroll.setWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 6, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(scroll)
        self.setMaximumHeight(_HIGHEST)
        self.show_problems(())

    @property
    def text(self) -> str:
        """Everything it lists."""
        return self._text.text()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these."""
        count = len(problems)
        self._title.setText(
            tr_n("{count} problem in the files", "{count} problems in the files", count)
        )
        # A place to break behind each stroke lets long paths wrap.
        texts = [shortened(sentence(each)).replace("/", f"/{BREAK}") for each in problems[:_MOST]]
        self._text.setText("\n\n".join(texts))
        self._text.setAccessibleName(self._title.text())
        self.setVisible(bool(problems))


_SIDE, _TREE_SIDE = 14, 4


class CollectionsPanel(SidebarPanel):
    """Shows the owner's collections and asks for changes; reads the disk after it is shown."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tr("Collections"))
        self._tools = tools
        self.owner = tools.shared.of(Collections, lambda: Collections(tools))
        self.requests = OpenRequests(tools, self.owner)
        self._model = TreeModel(self)
        self.tree = TreeView(tools.theme, self._model)
        self.changing = Changing(tools, self.owner, self.requests)
        self.saving = Saving(tools, self.owner, self.requests, lambda: self.tree.current)
        self.following = FollowingFiles(self.owner)
        self.searching = Searching(tools, self.owner)
        self._marks = CommitMarks(self.owner, tools.background)
        self._environments = EnvironmentFiles(tools, self.owner)
        self._passing_on = PassingOn(tools, self.owner)
        self._runs = OpenRuns(tools, self.owner, lambda: self.tree.current)
        self._origins = Origins(tools, self.owner, self._passing_on, self._edit_credential)
        self.filter = QLineEdit()
        self.empty = EmptyState(
            tools.theme,
            tr("Nothing saved yet"),
            tr("Requests you save appear here, as plain files you can keep in Git."),
            centred=False,
        )
        self.clash = ClashCard(tools)
        self.problems = ProblemsCard()
        self._lay_out()
        self._connect()
        QTimer.singleShot(0, self, self._begin)

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        theme = self._tools.theme
        self._add = IconButton(theme, "plus", tr("New"))
        self._more = IconButton(theme, "ellipsis", tr("More about the chosen row"))
        self.head.addWidget(self._add)
        self.head.addWidget(self._more)
        LineIcon(self._tools.theme, self.filter, "search")
        self.filter.setPlaceholderText(tr("Search"))
        self.filter.setAccessibleName(tr("Search the collections"))
        self.filter.setObjectName("collections_filter")
        Emptier(self._tools.theme, self.filter)
        self.empty.add_action(tr("Open folder"), self.choose_folder, "folder-open")
        self.column.setContentsMargins(0, 8, 0, 8)
        self.column.addLayout(inset(self.filter, _SIDE, 8))
        self.column.setSpacing(6)
        self.column.addLayout(inset(self.tree, _TREE_SIDE, 4), 1)
        self.column.addLayout(inset(self.empty, _SIDE, _SIDE, 24), 1)
        self.column.addLayout(inset(self.clash, 8, 8))
        self.column.addLayout(inset(self.problems, 8, 8))
        self.empty.hide()
        self.filter.hide()

    def _connect(self) -> None:
        tools, owner, tree = self._tools, self.owner, self.tree
        self._add.clicked.connect(self._show_new)
        self._more.clicked.connect(self._show_more)
        self.filter.textChanged.connect(self._show)
        self.searching.changed.connect(self._show)
        owner.changed.connect(self._show)
        owner.kept.connect(self._show_statuses)
        tree.open_asked.connect(self._open)
        tree.delete_asked.connect(self.changing.delete)
        tree.undo_asked.connect(self.changing.undo_delete)
        tree.can_undo = lambda: bool(self.changing.gone)
        tree.shift_asked.connect(self.changing.shift)
        tree.folded.connect(self._fold)
        tree.customContextMenuRequested.connect(self._show_row)
        self._model.rename_asked.connect(self.changing.rename)
        self._model.move_asked.connect(self.changing.drop)
        self._model.tab_asked.connect(self._take_tab)
        self.changing.made.connect(self._name_new)
        self._marks.marked.connect(self._model.show_marks)
        self.requests.clashed.connect(self._show_clash)
        self.clash.ours_chosen.connect(self.saving.keep_ours)
        self.clash.theirs_chosen.connect(self.requests.take_theirs)
        tools.tabs.activated.connect(self._follow_tab)
        tools.actions.provide("open-folder", lambda _: self.choose_folder())
        tools.actions.provide("import-collection", self._import)

    def _begin(self) -> None:
        self.owner.begin()
        self.following.begin()

    # ------------------------------------------------------------ showing
    def look_for(self, text: str) -> None:
        """Show what holds a text, and let another one be typed."""
        if text:
            self.filter.setText(text)
        self.filter.setFocus()
        self.filter.selectAll()

    def _open(self, key: str, keep: bool) -> None:  # noqa: FBT001 - a slot
        """Open a request, at the field in which the searched text stands."""
        self.requests.open(key, keep=keep)
        found, document = self.searching.found.get(key), self._tools.tabs.active_request
        if keep and found is not None and found.field and document is not None:
            document.current.focus(found.field)

    def _show(self) -> None:
        text = self.filter.text()
        self.searching.ask(text)
        found = self.searching.found if text.strip() else {}
        self._model.show_where({key: each.words for key, each in found.items()})
        folded = frozenset() if text.strip() else self.owner.remembered.folded
        self.tree.show_nodes(filtered(self.owner.nodes, text, found.keys()), folded)
        self._show_statuses()
        some = bool(self.owner.nodes)
        self.filter.setVisible(some)
        self.tree.setVisible(some)
        self.empty.setVisible(not some and self.owner.loaded)
        self.problems.show_problems(self.owner.problems)

    def _show_statuses(self) -> None:
        self._model.show_statuses(self.owner.remembered.statuses)

    def _show_clash(self) -> None:
        clash = self.requests.clash
        self.clash.show_clash(clash)
        if clash is not None:
            self._tools.choices.show_sidebar()

    def _follow_tab(self, document: Document) -> None:
        if isinstance(document, RequestDocument) and document.path:
            self.tree.choose(document.path)

    def _edit_credential(self, node: Node) -> None:
        self.tree.choose(node.key)
        self._passing_on.ask(node, self.window())

    def _take_tab(self, drop: Drop) -> None:
        """Save a dragged tab where it was let go, or move its file there."""
        for document in self._tools.tabs.documents:
            if isinstance(document, RequestDocument) and document.key == drop.source:
                if document.path in self.owner.by_key:
                    self.changing.drop(Drop(document.path, drop.parent, drop.before))
                else:
                    folder = self.owner.by_key[drop.parent]
                    target = Target(name=document.title, place=folder.place, parent=folder.id)
                    self.saving.add(document, target)

    def _name_new(self, key: str) -> None:
        self.filter.clear()
        self.tree.rename(key)

    def _fold(self, key: str, folded: bool) -> None:  # noqa: FBT001 - a slot
        if not self.filter.text().strip():
            self.owner.remember(self.owner.remembered.fold(key, folded=folded))

    # ------------------------------------------------------------ menus
    def _import(self, given: object) -> None:
        """Take a collection in that a file brought; without one, let the user choose the file."""
        if isinstance(given, Collection):
            self.changing.take_in(given)
        else:
            self._tools.actions.run("open-file")

    def choose_folder(self) -> None:
        """Let the user choose a folder with collections."""
        dialog = QFileDialog(self.window(), tr("Open folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.changing.open_folder)
        dialog.open()

    def _show_new(self) -> None:
        some = bool(self.owner.nodes)
        entries = new_entries(self.tree.current, self._actions(), any_folder=some)
        corner = self._add.mapToGlobal(QPoint(0, self._add.height()))
        menu_of(self, entries, self._tools.theme).popup(corner)

    def _show_more(self) -> None:
        node, some = self.tree.current, bool(self.owner.nodes)
        actions = self._actions()
        entries = (
            row_entries(node, actions) if node else new_entries(None, actions, any_folder=some)
        )
        entries = (*entries, *self.changing.gone_entries())
        corner = self._more.mapToGlobal(QPoint(0, self._more.height()))
        menu_of(self, entries, self._tools.theme).popup(corner)

    def _show_row(self, point: QPoint) -> None:
        node = self._model.node(self.tree.indexAt(point))
        actions = self._actions()
        some = bool(self.owner.nodes)
        entries = (
            row_entries(node, actions) if node else new_entries(None, actions, any_folder=some)
        )
        where = self.tree.viewport().mapToGlobal(point)
        menu_of(self, entries, self._tools.theme).popup(where)

    def _actions(self) -> RowActions:
        changing = self.changing
        return RowActions(
            new_request=changing.new_request,
            new_folder=changing.new_folder,
            new_collection=changing.new_collection,
            open_folder=self.choose_folder,
            run=self._runs.open,
            changes=self._runs.open_changes,
            rename=lambda node: self.tree.rename(node.key),
            duplicate=changing.duplicate,
            credential=self._edit_credential,
            document=changing.document,
            bind=self._passing_on.bind,
            binds=self._passing_on.binds,
            shift=lambda node, where: changing.shift(node.key, where),
            export=lambda node: changing.export(node.key),
            show_files=_show_files,
            close=changing.close,
            delete=lambda node: changing.delete(node.key),
        )


def _show_files(node: Node) -> None:
    path = Path(node.key)
    folder = path if node.kind != "request" else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
