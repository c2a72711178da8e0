"""Opens the dialog for a folder's credential and writes what is chosen there."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QWidget

from inspector.gui.library.collections import Collections
from inspector.gui.library.libraries import Libraries
from inspector.gui.library.nodes import Node
from inspector.gui.library.telling import went_well
from inspector.gui.state.tools import Tools
from inspector.library.inherit import place_of
from inspector.library.results import Done
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Credential

if TYPE_CHECKING:
    from inspector.gui.library.folder_auth import FolderAuth  # late: it brings the forms in


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
        from inspector.gui.library.folder_auth import FolderAuth  # noqa: PLC0415 - first use

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
