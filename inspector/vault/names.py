"""Remembers which names the keyring holds values for, as keyrings can't list them.

Each name is a file of its own, so that several processes can add and remove names at once.
"""

import contextlib
import hashlib
from pathlib import Path

from inspector.disk.atomic import write_file
from inspector.disk.private import private_folder
from inspector.disk.reading import read_bytes
from inspector.vault.store import StoreError

_LONGEST = 64 * 1024  # bytes


class Names:
    """The names under one folder; names are no secrets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str) -> None:
        """Remember a name. Raises StoreError where the folder can't be written."""
        path = self._path(name)
        if path.exists():
            return
        with contextlib.suppress(OSError):  # writing says it
            private_folder(self._folder)
        problem = write_file(path, name.encode("utf-8", "surrogatepass"), private=True)
        if problem:
            raise StoreError("refused", f"{problem.what} {problem.todo}")

    def remove(self, name: str) -> None:
        """Forget a name."""
        with contextlib.suppress(OSError):
            self._path(name).unlink()

    def all(self) -> tuple[str, ...]:
        """Return all names, sorted; an unreadable one is left out."""
        found = []
        for path in self._folder.glob("*.name"):
            with contextlib.suppress(OSError, UnicodeDecodeError):
                found.append(read_bytes(path, largest=_LONGEST).decode("utf-8", "surrogatepass"))
        return tuple(sorted(found))

    def _path(self, name: str) -> Path:
        key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        return self._folder / f"{key}.name"
