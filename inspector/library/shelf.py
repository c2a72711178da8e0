"""Where the collections lie: turns ids into paths, and reads and writes the files there.

An id is the path below the library's folder: `orders/list` is the request in `orders/list.toml`,
`orders/admin/` (with the stroke) a folder, `orders/` a collection.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file, write_problem
from inspector.disk.place import Place, Refused, ensure_unlinked, place
from inspector.disk.reading import Unread, decode, read_bytes, read_problem
from inspector.library import toml
from inspector.library.records import CollectionFile, FolderFile
from inspector.library.watch import Watch
from inspector.model.collection import Problem
from inspector.wording import tr

R = TypeVar("R", bound=msgspec.Struct)
HEAD = "collection.toml"
FOLDER_HEAD = "folder.toml"
ENVIRONMENTS = "environments"


class Shelf:
    """The files below one folder. only: the one collection there that counts, empty for all.

    Collections may come from elsewhere: below `top`, which the user chose, no link is followed.
    """

    def __init__(self, root: Path, only: str = "") -> None:
        self.root = root
        self.only = only
        self.top = root / only
        self.watch = Watch(root / only)

    # ------------------------------------------------------------ ids
    def file(self, request_id: str) -> Path:
        """Return the file of a request. Raises ValueError for an id that leads elsewhere."""
        return self._inside(f"{request_id}.toml")

    def folder(self, folder_id: str) -> Path:
        """Return the path of a folder or collection. Raises ValueError as `file` does."""
        return self._inside(folder_id)

    def path(self, some_id: str) -> Path:
        """Return the path of what the id names."""
        return self.folder(some_id) if some_id.endswith("/") else self.file(some_id)

    def id_of(self, path: Path) -> str:
        """Return the id of a request's file or of a folder."""
        inside = path.relative_to(self.root).as_posix()
        return inside.removesuffix(".toml") if inside.endswith(".toml") else f"{inside}/"

    def head(self, folder: Path) -> tuple[Path, type[CollectionFile] | type[FolderFile]]:
        """Return the file that describes a folder, and its record's type."""
        if folder.parent == self.root:
            return folder / HEAD, CollectionFile
        return folder / FOLDER_HEAD, FolderFile

    def _inside(self, relative: str) -> Path:
        parts = relative.removesuffix("/").split("/")
        if any(not part or part.startswith(".") or "\\" in part for part in parts):
            raise ValueError(relative)
        return self.root.joinpath(*parts)

    # ------------------------------------------------------------ files
    @contextmanager
    def held(self, folder: Path) -> Iterator[Place | None]:
        """Hold a folder open, of which many files are read; None where it can't be."""
        with ExitStack() as stack:
            try:
                held = stack.enter_context(place(self.top, folder))
            except (OSError, ValueError):
                held = None  # each file then says why
            yield held

    def read(self, path: Path, kind: type[R], held: Place | None = None) -> toml.Read[R]:
        """Read one file and take it as known. held: its folder, where many are read."""
        try:
            data = read_bytes(path, within=held or self.top)
            self.watch.know(path, data)
            return toml.read(path, decode(path, data), kind)
        except OSError as error:
            return toml.Read(record=None, problems=(read_problem(path, error),))
        except Unread as error:
            return toml.Read(record=None, problems=(error.problem,))

    def bytes(self, path: Path) -> bytes:
        """Return what a file holds. Raises OSError, also for a link."""
        return read_bytes(path, within=self.top)

    def ensure_ours(self, path: Path) -> None:
        """Raise OSError where a link leads to that path, so that it lies who knows where."""
        if path != self.top:
            ensure_unlinked(self.top, path)

    def write(self, path: Path, record: msgspec.Struct) -> Problem | None:
        """Write one file, keeping what else it says; a damaged one is kept aside first."""
        try:
            old = self._old(path, type(record))
        except Refused as error:
            return write_problem(path, error)
        if old is None:
            what = tr("{name} can't be read and can't be kept aside.", name=path.name)
            todo = tr("Move it away, then save again.")
            return Problem(what=what, where=str(path), todo=todo)
        data = toml.write(old, record).encode("utf-8")
        problem = write_file(path, data, within=self.top)
        if problem is None:
            self.watch.know(path, data)
        return problem

    def write_beside(self, path: Path, text: str) -> Problem | None:
        """Write a file that is none of a collection's own, unless there is one."""
        if os.path.lexists(path):
            return None
        return write_file(path, text.encode(), within=self.top)

    def _old(self, path: Path, kind: type[msgspec.Struct]) -> str | None:
        """Return the file's text, "" for none; None where a damaged one could not be kept aside."""
        try:
            text = decode(path, self.bytes(path))
        except FileNotFoundError:
            return ""
        except Refused:
            raise
        except (OSError, Unread):
            return "" if set_aside(path) else None
        if text.strip() and toml.read(path, text, kind).record is None:
            return "" if set_aside(path) else None
        return text
