"""Remembers which names the keyring holds values for, as keyrings can't list them.

Each name is a file of its own, so that several processes can add and remove names at once. So is
each record of what is known of a secret beside its value.
"""

import contextlib
import hashlib
from pathlib import Path

from inspector.disk.atomic import write_file
from inspector.disk.private import private_folder
from inspector.disk.reading import read_bytes
from inspector.vault.store import StoreError

ENTRY = "entry/"  # what a record's name begins with; no secret's name holds a slash
_LONGEST = 64 * 1024  # bytes


class Names:
    """The names under one folder; names are no secrets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str) -> None:
        """Remember a name. Raises StoreError where the folder can't be written."""
        path = self._path(name)
        if not path.exists():
            self._write(path, name)

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
        return tuple(sorted((*found, *self._with_records(found))))

    # ------------------------------------------------------------ records, without a secret
    def record(self, name: str) -> str | None:
        """Return a record, None where there is none that can be read."""
        try:
            return read_bytes(self._path(name, "entry"), largest=_LONGEST).decode()
        except (OSError, UnicodeDecodeError):
            return None

    def keep_record(self, name: str, text: str) -> None:
        """Keep a record. Raises StoreError where the folder can't be written."""
        self._write(self._path(name, "entry"), text)

    def drop_record(self, name: str) -> None:
        """Forget a record."""
        with contextlib.suppress(OSError):
            self._path(name, "entry").unlink()

    def _with_records(self, names: list[str]) -> list[str]:
        records = (ENTRY + name for name in names)
        return [name for name in records if self._path(name, "entry").exists()]

    def _write(self, path: Path, text: str) -> None:
        with contextlib.suppress(OSError):  # writing says it
            private_folder(self._folder)
        problem = write_file(path, text.encode("utf-8", "surrogatepass"), private=True)
        if problem:
            raise StoreError("refused", f"{problem.what} {problem.todo}")

    def _path(self, name: str, ending: str = "name") -> Path:
        key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        return self._folder / f"{key}.{ending}"
