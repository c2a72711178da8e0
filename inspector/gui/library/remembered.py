"""What the sidebar keeps for the next run: opened folders, folded rows, last statuses."""

import json
from os import sep
from pathlib import Path
from typing import Any

import msgspec

from inspector.disk.atomic import write_file
from inspector.disk.reading import read_bytes

STATUSES_KEPT = 5000


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """places: opened folders in order. folded: keys of closed rows. statuses: by file."""

    places: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()
    statuses: dict[str, int] = {}

    def with_place(self, place: str) -> "Remembered":
        """Return it with one more opened folder."""
        if place in self.places:
            return self
        return msgspec.structs.replace(self, places=(*self.places, place))

    def without_place(self, place: str) -> "Remembered":
        """Return it without an opened folder."""
        left = tuple(each for each in self.places if each != place)
        return msgspec.structs.replace(self, places=left)

    def with_status(self, key: str, status: int) -> "Remembered":
        """Return it with the last status of a request; the oldest of very many go."""
        others = {name: value for name, value in self.statuses.items() if name != key}
        kept = dict(list(others.items())[-STATUSES_KEPT:])
        return msgspec.structs.replace(self, statuses={**kept, key: status})

    def moved(self, old: str, new: str) -> "Remembered":
        """Return it with the keys of moved files."""

        def follow(key: str) -> str:
            inside = key == old or key.startswith(old + sep)
            return new + key.removeprefix(old) if inside else key

        return msgspec.structs.replace(
            self,
            folded=frozenset(map(follow, self.folded)),
            statuses={follow(key): status for key, status in self.statuses.items()},
        )

    def fold(self, key: str, *, folded: bool) -> "Remembered":
        """Return it with a row closed or open."""
        rows = self.folded | {key} if folded else self.folded - {key}
        return msgspec.structs.replace(self, folded=rows)


def read(path: Path) -> Remembered:
    """Return what was kept; an unreadable file counts as none."""
    try:
        values = json.loads(read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return Remembered()
    if not isinstance(values, dict):
        return Remembered()
    statuses = values.get("statuses")
    found = statuses.items() if isinstance(statuses, dict) else ()
    return Remembered(
        places=_texts(values.get("places")),
        folded=frozenset(_texts(values.get("folded"))),
        statuses={key: code for key, code in found if isinstance(code, int)},
    )


def write(path: Path, value: Remembered) -> None:
    """Write it; a failure costs nothing that the user made."""
    content = {
        "places": list(value.places),
        "folded": sorted(value.folded),
        "statuses": value.statuses,
    }
    write_file(path, json.dumps(content).encode(), private=True)


def _texts(value: Any) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(row for row in rows if isinstance(row, str))
