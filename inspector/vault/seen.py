"""Remembers, outside the vault file, the newest state of it: an old copy put back is noticed."""

from pathlib import Path

import msgspec

from inspector.disk.atomic import write_file
from inspector.disk.reading import Unread, read_text

_LARGEST = 1024 * 1024
_MOST = 100  # vault files


class Mark(msgspec.Struct, frozen=True):
    """The counter of a state, and the digest that tells it from another with that counter."""

    counter: int
    digest: str


class Seen:
    """The newest state of each vault file by the file's identity; it holds no secret."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, identity: str) -> Mark | None:
        """Return the newest state that was seen, None where none was."""
        return self._read().get(identity)

    def note(self, identity: str, mark: Mark) -> None:
        """Remember a state; call it while the vault file's lock is held.

        Where it can't be written the state before stays: the next change catches up.
        """
        known = self._read()
        if known.get(identity) == mark:
            return
        known.pop(identity, None)
        newest = dict([*known.items(), (identity, mark)][-_MOST:])
        write_file(self._path, msgspec.json.encode(newest), private=True)

    def _read(self) -> dict[str, Mark]:
        try:
            text = read_text(self._path, largest=_LARGEST)
            return msgspec.json.decode(text, type=dict[str, Mark])
        except (Unread, msgspec.DecodeError, RecursionError):
            return {}
