"""Opens the dialog for a folder's credential and writes what is chosen there."""

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.compose.auth_tab import AuthTab
from inspector.gui.compose.draft import Draft
from inspector.gui.library.collections import Collections
from inspector.gui.library.libraries import Libraries
from inspector.gui.library.nodes import Node
from inspector.gui.library.telling import went_well
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.question import opening_size
from inspector.library.inherit import place_of
from inspector.library.results import Done
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Credential
from inspector.model.request import Request
from inspector.wording import tr

# ---------------- A dialog for the credential that a folder or collection passes on
_SIZE = (420, 560)


class FolderAuth(QDialog):
    """The Auth tab on its own; `save` gets the credential. Show it with `open`."""

    def __init__(
        self,
        tools: Tools,
        folder: Collection | Folder,
        save: Callable[[Credential], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self.setWindowTitle(tr("Credential of {name}", name=folder.name))
        self.resize(opening_size(tools.theme, _SIZE, self))
        self.current = CurrentRequest(Request(credential=folder.credential))
        self._draft = Draft(self.current, tools)
        self._draft.setParent(self)
        self.tab = AuthTab(self.current, self._draft, tools)
        self.done_button = Button(tools.theme, tr("Save"), "primary")
        self.done_button.setDefault(True)
        cancel = Button(tools.theme, tr("Cancel"))
        column = QVBoxLayout(self)
        text = tr(
            "Requests in “{name}” that inherit from their folder send this.", name=folder.name
        )
        column.addWidget(Label(text, "small", wrap=True))
        column.addWidget(self.tab, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.done_button)
        column.addLayout(buttons)
        cancel.clicked.connect(self.reject)
        self.done_button.clicked.connect(self._accept)

    def _accept(self) -> None:
        self._save(self.current.value.credential)
        self.accept()


class PassingOn:
    """What folders pass on to their requests."""

    def __init__(self, tools: Tools, owner: Collections) -> None:
        self._tools = tools
        self._owner = owner

    def ask(self, node: Node, parent: QWidget) -> "FolderAuth | None":
        """Show the credential of a folder or collection; None where it is gone by now."""
        record = self.record(node)
        if record is None:
            return None
        from inspector.gui.library.passing_on import FolderAuth  # noqa: PLC0415 - first use

        dialog = FolderAuth(self._tools, record, lambda made: self.write(node, made), parent)
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
        found, record = self._owner.collection_of(node.key), self.record(node)
        if found is None or record is None:
            return
        place, collection_id, _ = found

        def work(libraries: Libraries) -> Done:
            return _save(libraries, place, collection_id, changed)

        changed = with_credential(record, credential)
        self._owner.do(work, lambda done: went_well(done, self._tools.notices))


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
