"""Reads a folder of small text files at once, as what another program keeps in one is read."""

import os
from pathlib import Path

from inspector.disk.place import ensure_plain
from inspector.disk.reading import LARGEST, LARGEST_GIVEN, Unread, read_bytes
from inspector.model.collection import Problem
from inspector.wording import tr

MOST_FILES = 50_000
DEEPEST = 40
_NOT_READ = {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"}


def read_tree(folder: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """Return the files by their paths below the folder, with `/`, in the order of their names.

    suffixes: of the files to read, in lower case. Links are not followed; folders of version
    control and of packages are left out. Raises OSError, and Unread where there is too much.
    """
    found: dict[str, bytes] = {}
    size = 0
    for at, names, files in os.walk(folder, onerror=_raise):
        inside = Path(at).relative_to(folder)
        names[:] = sorted(name for name in names if name not in _NOT_READ)
        if len(inside.parts) > DEEPEST:
            raise Unread(_too_much(folder))
        for name in sorted(files):
            if not name.lower().endswith(suffixes):
                continue
            data = _plain(Path(at) / name)
            if data is None:
                continue
            size += len(data)
            found[(inside / name).as_posix()] = data
            if len(found) > MOST_FILES or size > LARGEST_GIVEN:
                raise Unread(_too_much(folder))
    return found


def _plain(path: Path) -> bytes | None:
    """Return a file's bytes, None for a link or a device."""
    try:
        ensure_plain(path.lstat(), path.name)
    except OSError:
        return None
    return read_bytes(path, largest=LARGEST)


def _raise(error: OSError) -> None:
    raise error


def _too_much(folder: Path) -> Problem:
    return Problem(
        what=tr("There is too much in this folder to be a collection."),
        where=str(folder),
        todo=tr("Name the folder of the collection itself."),
    )
