"""The command Save: to the request's file, or where the user says."""

from collections.abc import Callable, Iterable, Iterator

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FormField
from inspector.gui.library.collections import OWN, Collections, Libraries, went_well
from inspector.gui.library.open_requests import Clash, OpenRequests
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.library.results import Done
from inspector.model.request import Request
from inspector.presentation.library.nodes import Node
from inspector.wording import tr

# ---------------- Asks where a request is to be saved and under which name
_WIDTH = 380


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where to: a folder's id in its place, or the name of a new collection."""

    name: str
    place: str = OWN
    parent: str = ""
    collection: str = ""


class SaveDialog(QDialog):
    """chosen(Target): the user said where. Show it with `open`."""

    chosen = Signal(object)

    def __init__(
        self, tools: Tools, nodes: Iterable[Node], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save request"))
        self.setMinimumWidth(tools.theme.px(_WIDTH))
        folders = tuple(_folders(nodes))
        self._nodes = tuple(node for _path, node in folders)
        self.form = FieldForm(_fields(path for path, _node in folders), tools)
        self.save = Button(tools.theme, tr("Save"), "primary")
        self.save.setObjectName("save_button")
        self.save.setDefault(True)
        self._cancel = Button(tools.theme, tr("Cancel"))
        self._lay_out()
        self.form.edited.connect(self._check)
        self._cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.form.show_values({"name": name, "place": 0, "collection": tr("My requests")})
        line = self.form.main("name")
        if isinstance(line, QLineEdit):
            line.selectAll()
        self._check()

    def suggest(self, key: str) -> None:
        """Choose a folder to begin with."""
        for row, node in enumerate(self._nodes):
            if node.key == key:
                self.form.enter("place", row)

    @property
    def _node(self) -> Node | None:
        """The folder chosen, None for a new collection, which stands after them."""
        row = self.form.values["place"]
        return self._nodes[row] if isinstance(row, int) and row < len(self._nodes) else None

    @property
    def target(self) -> Target:
        """What is chosen now."""
        node = self._node
        name = self.form.text("name")
        if node is None:
            return Target(name=name, collection=self.form.text("collection"))
        return Target(name=name, place=node.place, parent=node.id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 10, 0, 0)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)

    def _check(self) -> None:
        target = self.target
        self.save.setEnabled(bool(target.name and (target.parent or target.collection)))

    def _save(self) -> None:
        target = self.target
        self.accept()
        self.chosen.emit(target)


def _fields(folders: Iterable[str]) -> tuple[FormField, ...]:
    """Return the fields; a new collection stands behind the folders."""
    places = tuple(enumerate((*folders, tr("New collection"))))
    new = ("place", (len(places) - 1,))
    return (
        FormField("name", tr("Name"), object_name="save_name"),
        FormField("place", tr("Collection or folder"), "choice", places, object_name="save_place"),
        FormField(
            "collection", tr("Name of the collection"), when=new, object_name="save_collection"
        ),
    )


def _folders(nodes: Iterable[Node], path: str = "") -> Iterator[tuple[str, Node]]:
    """Return collections and folders with their way from the top."""
    for node in nodes:
        if node.kind != "request":
            whole = f"{path} / {node.name}" if path else node.name
            yield whole, node
            yield from _folders(node.children, whole)


class Saving(QObject):
    """Writes requests through the owner's queue; what was written becomes the tab's.

    near: the chosen row, whose folder is offered first for a new request.
    """

    def __init__(
        self, tools: Tools, owner: Collections, tabs: OpenRequests, near: Callable[[], Node | None]
    ) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._open = tabs
        self._near = near
        self._dialog: SaveDialog | None = None
        tools.actions.provide("save", lambda _: self.save(), when=self._can_save)
        owner.changed.connect(tools.actions.refresh)

    def save(self) -> None:
        """Save the active tab's request."""
        document = self._tools.tabs.active_request
        if document is None:
            return
        if self._open.clash_of(document) is not None:
            self._open.clashed.emit()
            self._tools.notices.warn(tr("First choose which version counts, in the sidebar."))
        elif document.path in self._owner.by_key:
            self._write(document, overwrite=False)
        else:
            self.ask(document)

    def keep_ours(self, clash: Clash) -> None:
        """Write the tab's version over the file's."""
        self._open.settle(clash)
        self._write(clash.document, overwrite=True)

    def ask(self, document: RequestDocument, parent: QWidget | None = None) -> SaveDialog:
        """Let the user choose where a new request goes."""
        over = parent or QApplication.activeWindow()
        dialog = SaveDialog(self._tools, self._owner.nodes, document.title, over)
        near = self._near()
        if near is not None:
            dialog.suggest(near.key if near.kind != "request" else near.parent)
        dialog.chosen.connect(lambda target: self.add(document, target))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._dialog = dialog  # without a window in front nobody else would keep it
        return dialog

    def add(self, document: RequestDocument, target: Target) -> None:
        """Write a request that has no file yet."""
        sent = document.current.value
        request = msgspec.structs.replace(sent, name=target.name, id="")

        def work(libraries: Libraries) -> tuple[Done, str]:
            return _add(libraries, request, target)

        self._owner.do(work, first=lambda result: self._added(document, sent, *result))

    def _can_save(self) -> bool:
        document = self._tools.tabs.active_request
        return self._owner.loaded and document is not None and document.kind == "request"

    def _write(self, document: RequestDocument, *, overwrite: bool) -> None:
        node = self._owner.by_key.get(document.path)
        if node is None:
            self.ask(document)
            return
        sent = document.current.value
        request = msgspec.structs.replace(sent, id=node.id)
        place = node.place

        def work(libraries: Libraries) -> Done:
            return libraries.library(place).save(request, overwrite=overwrite)

        self._owner.do(work, first=lambda done: self._wrote(document, sent, done))

    def _wrote(self, document: RequestDocument, sent: Request, done: Done) -> None:
        if done.clash is not None:
            self._open.raise_clash(document, done.clash.theirs)
        elif went_well(done, self._tools.notices):
            self._take(document, sent, done, document.path)

    def _added(self, document: RequestDocument, sent: Request, done: Done, path: str) -> None:
        if went_well(done, self._tools.notices):
            self._take(document, sent, done, path)

    def _take(self, document: RequestDocument, sent: Request, done: Done, path: str) -> None:
        """The tab has what was written, unless the user typed on meanwhile."""
        written = done.request
        if written is None:
            return
        if document.current.value == sent:
            document.current.replace(written, tr("Save"))
        document.mark_saved(written, path)
        if not done.warnings:
            self._tools.notices.say(tr("“{name}” was saved.", name=document.title))


def _add(libraries: Libraries, request: Request, target: Target) -> tuple[Done, str]:
    """Write a request into a folder, or into a new collection; on a worker thread."""
    library, parent = libraries.library(target.place), target.parent
    if target.collection:
        library = libraries.library(OWN)
        made = library.new_collection(target.collection)
        if made.problem:
            return made, ""
        parent = made.id
    done = library.add(parent, request)
    return done, "" if done.problem else str(library.path(done.id))
