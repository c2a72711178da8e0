"""Notices files that were changed by somebody else since we last read or wrote them."""

import contextlib
import hashlib
import os
import threading
from pathlib import Path
from typing import Literal

import msgspec

from inspector.disk.reading import read_bytes


class Change(msgspec.Struct, frozen=True):
    """A file that is not as we know it."""

    path: Path
    kind: Literal["changed", "new", "gone"]


class _Stamp(msgspec.Struct, frozen=True):
    modified: int
    size: int
    digest: bytes


class Watch:
    """Knows the files below a folder; `check` compares them with the disk when it is called.

    A file is read again only where its time or size differ. May be used from several threads.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[Path, _Stamp] = {}
        self._lock = threading.Lock()

    def know(self, path: Path, data: bytes) -> None:
        """Take the file as it was read or written just now."""
        stamp = _stamp(path, data)
        with self._lock:
            if stamp is not None:
                self._known[path] = stamp

    def forget(self, path: Path) -> None:
        """Take a file, or everything below a folder, as not known."""
        with self._lock:
            for known in [item for item in self._known if item.is_relative_to(path)]:
                del self._known[known]

    def differs(self, path: Path) -> bool:
        """Whether the file was changed, made or removed by somebody else."""
        with self._lock:
            known = self._known.get(path)
        return _changed(path, known, self._root)

    def check(self) -> tuple[Change, ...]:
        """Return the files that differ from what we know; they stay so until read again."""
        with self._lock:
            known = dict(self._known)
        found = set(toml_files(self._root))
        gone = [Change(path, "gone") for path in known if path not in found]
        new = [Change(path, "new") for path in found if path not in known]
        changed = [
            Change(path, "changed")
            for path, stamp in known.items()
            if path in found and _changed(path, stamp, self._root)
        ]
        return tuple(sorted((*gone, *new, *changed), key=lambda change: change.path))


def toml_files(root: Path) -> list[Path]:
    """Return the TOML files below a folder; what is hidden, a link or no file is left out."""
    found: list[Path] = []
    folders = [root]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.name.endswith(".toml") and entry.is_file(follow_symlinks=False):
                    found.append(Path(entry.path))
    return found


def _stamp(path: Path, data: bytes) -> _Stamp | None:
    try:
        stat = path.lstat()
    except OSError:
        return None
    return _Stamp(stat.st_mtime_ns, stat.st_size, hashlib.sha256(data).digest())


def _changed(path: Path, known: _Stamp | None, root: Path) -> bool:
    try:
        stat = path.lstat()
        if known is None:
            return True
        if (stat.st_mtime_ns, stat.st_size) == (known.modified, known.size):
            return False
        return hashlib.sha256(read_bytes(path, within=root)).digest() != known.digest
    except OSError:
        return known is not None
