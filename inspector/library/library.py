"""The collections of one user: every operation on them, with secrets moved to the vault."""

from pathlib import Path

import msgspec

from inspector.library import edits, files, taking_in
from inspector.library.files import Loaded, load_all
from inspector.library.hide import Hider
from inspector.library.refs import refs_of
from inspector.library.results import Done
from inspector.library.shelf import Shelf
from inspector.library.watch import Change
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.request import Request
from inspector.vault.vault import LIMIT, Vault


class Library:
    """Collections below one folder, or the one called `only`; ids are explained in `shelf`.

    Every method does I/O and may wait for the keyring: call it off the window's thread, one at a
    time. What is written holds references only: `Done.request` is the request as written.
    """

    def __init__(self, root: Path, vault: Vault, bin_: Path, only: str = "") -> None:
        self._shelf = Shelf(root, only)
        self._vault = vault
        self._trash = bin_
        self._hider = Hider(vault)

    # ------------------------------------------------------------ reading
    def load(self) -> tuple[Loaded, ...]:
        """Read all collections; secrets in clear are taken into the vault's memory."""
        loaded = load_all(self._shelf)
        for one in loaded:
            self._vault.hold(one.secrets)
        return loaded

    def path(self, some_id: str) -> Path:
        """Return where something lies on the disk."""
        return self._shelf.path(some_id)

    def check(self) -> tuple[Change, ...]:
        """Return the files that somebody else changed since they were read or written."""
        return self._shelf.watch.check()

    def sweep(self) -> None:
        """Remove what saves and imports left unfinished that were killed."""
        taking_in.sweep_unfinished(self._shelf)

    # ------------------------------------------------------------ making
    def new_collection(self, name: str) -> Done:
        """Make an empty collection."""
        return edits.new_collection(self._shelf, name)

    def found(self, folder: Path, name: str) -> Done:
        """Make an ordinary folder a collection."""
        return edits.found_collection(self._shelf, folder, name)

    def new_folder(self, parent_id: str, name: str) -> Done:
        """Make an empty folder in a folder or collection."""
        return edits.new_folder(self._shelf, parent_id, name)

    def add(self, parent_id: str, request: Request) -> Done:
        """Write a request into a folder or collection, as its last entry."""
        hidden, warnings = self._hide(request)
        done = edits.new_request(self._shelf, parent_id, hidden)
        return _with(done, hidden, warnings)

    def take_in(self, collection: Collection, folder: Path | None = None) -> Done:
        """Write a collection that another program's file held; its secrets are in the vault.

        folder: where, else below the library's own folder under its name. A collection that is
        there already is updated: requests with the same origin, or else the same place and name.
        """
        kept = self._hider.hide_whole(collection)
        target = folder or edits.free_folder(self._shelf, collection.name)
        done = taking_in.bring_in(self, self._shelf, target, kept)
        return _with(done, None, (*done.warnings, *self._persist(kept)))

    def duplicate(self, request_id: str) -> Done:
        """Write a copy of a request beside it."""
        return edits.duplicate(self._shelf, request_id)

    # ------------------------------------------------------------ changing
    def save(self, request: Request, *, overwrite: bool = False) -> Done:
        """Write a request to its file; a clash gives both versions and writes nothing."""
        hidden, warnings = self._hide(request)
        done = edits.save(self._shelf, hidden, overwrite=overwrite)
        return _with(done, hidden, warnings)

    def save_folder(self, collection_id: str, folder: Folder) -> Done:
        """Write what a folder passes on: credential and headers."""
        kept, warnings = self._keep(folder)
        return _with(edits.save_folder(self._shelf, collection_id, kept), None, warnings)

    def save_collection(self, collection_id: str, collection: Collection) -> Done:
        """Write a collection's name, variables, headers and credential."""
        kept, warnings = self._keep(collection)
        return _with(edits.save_collection(self._shelf, collection_id, kept), None, warnings)

    def save_environment(
        self, collection_id: str, environment: Environment, before: str = ""
    ) -> Done:
        """Write an environment; before: its name so far where it is renamed."""
        kept, warnings = self._keep(environment)
        done = edits.save_environment(self._shelf, collection_id, kept, before)
        return _with(done, None, warnings)

    def delete_environment(self, collection_id: str, name: str) -> Done:
        """Remove an environment."""
        return edits.delete_environment(self._shelf, collection_id, name)

    def rename(self, some_id: str, name: str) -> Done:
        """Give a request, folder or collection another name."""
        return edits.rename(self._shelf, some_id, name)

    def move(self, some_id: str, parent_id: str, before: str = "") -> Done:
        """Move into a folder, before its entry of that file name or to the end."""
        return edits.move(self._shelf, some_id, parent_id, before)

    def reorder(self, parent_id: str, names: tuple[str, ...]) -> Problem | None:
        """Put a folder's entries (file names without `.toml`) in this order."""
        return files.change(self._shelf, self._shelf.folder(parent_id), lambda _: names)

    # ------------------------------------------------------------ deleting
    def delete(self, some_id: str) -> edits.Deleted | Problem:
        """Delete so that `restore` of the result brings it back."""
        return edits.delete(self._shelf, some_id, self._trash)

    def empty_trash(self) -> None:
        """Remove what was deleted in earlier runs for good; once at the window's start."""
        edits.empty(self._trash)

    # ------------------------------------------------------------ secrets
    def _hide(self, request: Request) -> tuple[Request, tuple[Problem, ...]]:
        hidden = self._hider.hide(request)
        return hidden, self._persist(hidden)

    def _keep(self, record: edits.Described) -> tuple[edits.Described, tuple[Problem, ...]]:
        kept = self._hider.hide_described(record)
        return kept, self._persist(kept)

    def _persist(self, record: msgspec.Struct) -> tuple[Problem, ...]:
        refs = [ref for ref in refs_of(record) if ref.place == "keyring"]
        return self._vault.persist(refs).result(2 * LIMIT) if refs else ()


def _with(done: Done, request: Request | None, warnings: tuple[Problem, ...]) -> Done:
    if request is not None and not done.problem and not done.clash:
        request = msgspec.structs.replace(request, id=done.id)
    return msgspec.structs.replace(done, request=request, warnings=warnings)
