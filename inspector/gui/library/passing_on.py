"""Opens the dialog for a folder's credential and writes what is chosen there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector.gui.environments.changes import requests_of
from inspector.gui.library.collections import OWN, Collections, Libraries, went_well
from inspector.gui.state.documents import Origin, RequestDocument
from inspector.gui.state.environments import EnvironmentEdit, Value
from inspector.gui.state.tools import Tools
from inspector.library.inherit import login_key, login_keys, place_of
from inspector.library.results import Done
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Credential
from inspector.presentation.library.nodes import Node
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.compose.credential.passed_credential import PassedCredential


class PassingOn:
    """What folders pass on to their requests, and say of themselves."""

    def __init__(self, tools: Tools, owner: Collections) -> None:
        self._tools = tools
        self._owner = owner

    def ask(self, node: Node, parent: QWidget) -> "PassedCredential | None":
        """Show the credential of a folder or collection; None where it is gone by now."""
        record = self.record(node)
        if record is None:
            return None
        from inspector.gui.compose.credential.passed_credential import PassedCredential  # noqa: PLC0415 - first use

        dialog = PassedCredential(self._tools, record, lambda made: self.write(node, made), parent)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def record(self, node: Node) -> Collection | Folder | None:
        """Return the collection or folder of a row."""
        found = self._owner.collection_of(node.key)
        if found is None or node.kind == "collection":
            return found[2] if found else None
        return _folder(found[2], place_of(f"{node.id}any"))

    def write(self, node: Node, credential: Credential) -> None:
        """Write another credential into the folder's file."""
        record = self.record(node)
        if record is not None:
            self._write(node, with_credential(record, credential))

    def describe(self, node: Node, text: str) -> None:
        """Write another documentation into the folder's file."""
        record = self.record(node)
        if record is not None:
            self._write(node, msgspec.structs.replace(record, description=text))

    def _write(self, node: Node, changed: Collection | Folder) -> None:
        found = self._owner.collection_of(node.key)
        if found is None:
            return
        place, collection_id, _ = found

        def work(libraries: Libraries) -> Done:
            return _save(libraries, place, collection_id, changed)

        self._owner.do(work, lambda done: went_well(done, self._tools.notices))

    def binds(self, node: Node) -> bool:
        """Whether the folder that a request lies in logs in with it."""
        record = self._above(node)
        return record is not None and bool(_keys(node).intersection(record.login))

    def bind(self, node: Node) -> None:
        """Let the folder that a request lies in log in with it, after those before; or no more."""
        above, record = self._owner.by_key.get(node.parent), self._above(node)
        if above is None or record is None or node.request is None:
            return
        others = tuple(name for name in record.login if name not in _keys(node))
        bound = others if self.binds(node) else (*others, login_key(node.id))
        self._write(above, msgspec.structs.replace(record, login=bound))

    def _above(self, node: Node) -> Collection | Folder | None:
        above = self._owner.by_key.get(node.parent)
        return self.record(above) if above is not None else None


def _keys(node: Node) -> frozenset[str]:
    if node.request is None:
        return frozenset()
    return login_keys(msgspec.structs.replace(node.request, id=node.id))


def with_credential(record: Collection | Folder, credential: Credential) -> Collection | Folder:
    """Return the record with another credential to pass on."""
    return msgspec.structs.replace(record, credential=credential)


def _save(
    libraries: Libraries, place: str, collection_id: str, record: Collection | Folder
) -> Done:
    library = libraries.library(place)
    if isinstance(record, Folder):
        return library.save_folder(collection_id, record)
    return library.save_collection(collection_id, record)


def _folder(inside: Collection | Folder, path: str) -> Folder | None:
    for folder in inside.folders:
        if folder.path == path:
            return folder
        deeper = _folder(folder, path)
        if deeper is not None:
            return deeper
    return None


# ---------------- The folder that an open request inherits its credential from
class Origins(QObject):
    """Fills in `origin` of each tab. edit: lets the user change what a folder passes on."""

    def __init__(
        self,
        tools: Tools,
        owner: Collections,
        passing_on: PassingOn,
        edit: Callable[[Node], object],
    ) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._passing_on = passing_on
        self._edit = edit
        tools.tabs.opened.connect(self._adopt)
        owner.changed.connect(self._adopt_all)

    def of(self, key: str) -> Origin | None:
        """Return who above a file says how to log in: the nearest folder, else the environment."""
        nodes = self._owner.by_key
        node = first = nodes.get(key)
        while node is not None and (above := nodes.get(node.parent)) is not None:
            record = self._passing_on.record(above)
            if record is not None and not record.credential.inherits:
                return self._origin(above)
            node = above
        chosen = self._tools.environments.active
        if first is None or node is first or chosen is None or chosen.credential.inherits:
            return None
        name = tr("the environment {name}", name=chosen.name)
        return Origin(name, lambda: self._tools.actions.run("environments"))

    def _origin(self, node: Node) -> Origin:
        return Origin(node.name, lambda: self._edit(node))

    def _adopt(self, document: object) -> None:
        if isinstance(document, RequestDocument):
            document.origin = lambda: self.of(document.path)

    def _adopt_all(self) -> None:
        for document in self._tools.tabs.documents:
            self._adopt(document)


# ---------------- Shows the environments of the active tab's collection
class EnvironmentFiles(QObject):
    """Follows the active tab, the files, and the owner of the environments."""

    def __init__(self, tools: Tools, owner: Collections) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._key = ""
        self._writing = 0
        self._first: list[str] = []  # the collection made for the first edits; workers' own
        owner.changed.connect(self._show)
        tools.tabs.activated.connect(self._show)
        tools.tabs.changed.connect(self._show)
        tools.environments.edited.connect(self._edited)
        tools.environments.shared_edited.connect(self._shared_edited)

    def _show(self) -> None:
        if not self._owner.loaded or self._writing:
            return
        found = self._find()
        if found is not None:
            self._tools.environments.elsewhere = self._owner.environments_beside(found)
            self._tools.environments.replace(found.environments)
            self._tools.environments.share(found.variables)
            self._tools.environments.serve(requests_of(found), self._place())

    def _place(self) -> str:
        found = self._owner.collection_of(self._key)
        place, collection_id, _ = found or (OWN, "", None)
        return f"{place or self._tools.places.collections}/{collection_id}".rstrip("/")

    def _find(self) -> Collection | None:
        """Return the active tab's collection, else the last one, else the first."""
        active = self._tools.tabs.active_request
        first = self._owner.nodes[0].key if self._owner.nodes else ""
        for key in (active.path if active else "", self._key, first):
            found = self._owner.collection_of(key) if key else None
            if found is not None:
                self._key = key
                return found[2]
        return None

    def _edited(self, edit: EnvironmentEdit) -> None:
        before, after = edit

        def work(libraries: Libraries, place: str, collection_id: str) -> Done:
            library = libraries.library(place)
            if after is None:
                return library.delete_environment(collection_id, before)
            return library.save_environment(collection_id, after, before)

        self._write(work)

    def _shared_edited(self, variables: dict[str, Value]) -> None:
        found = self._owner.collection_of(self._key)
        record = found[2] if found else Collection(name=_first_name())

        def work(libraries: Libraries, place: str, collection_id: str) -> Done:
            changed = msgspec.structs.replace(record, variables=variables)
            return libraries.library(place).save_collection(collection_id, changed)

        self._write(work)

    def _write(self, work: "_Work") -> None:
        found = self._owner.collection_of(self._key)
        place, collection_id = (found[0], found[1]) if found else (OWN, "")
        self._writing += 1

        def written(libraries: Libraries) -> Done:
            if collection_id:
                return work(libraries, place, collection_id)
            first = _first_collection(libraries, self._first)
            return first if first.problem else work(libraries, OWN, first.id)

        self._owner.do(written, self._wrote)

    def _wrote(self, done: Done) -> None:
        """Show what the files have, once all that the user did is in them."""
        self._writing -= 1
        went_well(done, self._tools.notices)
        self._show()


_Work = Callable[[Libraries, str, str], Done]


def _first_collection(libraries: Libraries, made: list[str]) -> Done:
    """Make the collection for what belongs to none, once. On a worker thread.

    made: where its id is kept from one edit to the next.
    """
    library = libraries.library(OWN)
    if made and library.path(made[-1]).exists():
        return Done(id=made[-1])
    done = library.new_collection(_first_name())
    if done.problem is None:
        made.append(done.id)
    return done


def _first_name() -> str:
    return tr("My requests")
