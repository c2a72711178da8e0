"""Deletes so that it can be undone: into a folder of ours, emptied at the next start."""

import contextlib
import secrets
import shutil
from pathlib import Path

from inspector.disk.atomic import write_problem
from inspector.library import ordering
from inspector.library.shelf import Shelf
from inspector.model.collection import Problem


class Deleted:
    """A deleted request, folder or collection; `restore` brings it back where it was."""

    def __init__(self, shelf: Shelf, path: Path, kept: Path, order: ordering.Order) -> None:
        self._shelf = shelf
        self._path = path
        self._kept = kept
        self._order = order
        self.id = shelf.id_of(path)

    def restore(self) -> Problem | None:
        """Bring it back, in its place; None when it is there again."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._shelf.ensure_ours(self._path)
            if self._path.exists():
                raise FileExistsError(17, "there is another one of that name by now")
            shutil.move(self._kept, self._path)
        except OSError as error:
            return write_problem(self._path, error)
        if self._path.parent == self._shelf.root:
            return None
        return ordering.change(self._shelf, self._path.parent, self._as_before)

    def forget(self) -> None:
        """Remove it for good."""
        with contextlib.suppress(OSError):
            if self._kept.is_dir() and not self._kept.is_symlink():
                shutil.rmtree(self._kept)
            else:
                self._kept.unlink()

    def _as_before(self, now: ordering.Order) -> ordering.Order:
        known = tuple(entry for entry in self._order if entry in now)
        return (*known, *(entry for entry in now if entry not in known))


def delete(shelf: Shelf, some_id: str, trash: Path) -> Deleted | Problem:
    """Move a request, folder or collection into the trash."""
    path = shelf.path(some_id)
    kept = trash / f"{secrets.token_hex(6)}-{path.name}"
    top = path.parent == shelf.root
    order = () if top else ordering.entries(shelf, path.parent)
    try:
        shelf.ensure_ours(path)
        trash.mkdir(parents=True, exist_ok=True)
        shutil.move(path, kept)
    except OSError as error:
        return write_problem(path, error)
    shelf.watch.forget(path)
    if not top:
        gone = ordering.entry_name(path)
        left = tuple(entry for entry in order if entry != gone)
        ordering.change(shelf, path.parent, lambda _: left)
    return Deleted(shelf, path, kept, order)


def empty(trash: Path) -> None:
    """Remove everything deleted in earlier runs."""
    shutil.rmtree(trash, ignore_errors=True)
