"""Finds the readers in the folder `readers` and picks the one that fits an input best."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from inspector.intake import readers
from inspector.intake.results import Reading, Recognised, Unreadable
from inspector.model.collection import Problem
from inspector.wording import tr

_LEAST = 0.2


class Reader(Protocol):
    """What each module in `readers` offers."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def hint(self) -> str:
        """Return in a sentence what opens."""

    def fit(self, data: bytes) -> float:
        """Return how surely the data is of this kind, 0…1."""

    def read(self, data: bytes) -> Reading:
        """Return what the data says; raise Unreadable."""


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return the readers, in the order of their module names."""
    found = pkgutil.iter_modules(readers.__path__, f"{readers.__name__}.")
    return tuple(cast(Reader, import_module(module.name)) for module in found)


def recognise(data: bytes, name: str = "") -> Recognised:
    """Return the reader that fits best; kind is empty when none does. name: the file's name."""
    best, fit = _best(data, name)
    if best is None:
        return Recognised("", 0.0, tr("Nothing that can be opened was recognised."))
    return Recognised(best.NAME, fit, best.hint())


def read(data: bytes, name: str = "") -> Reading:
    """Read the data with the reader that fits best; raise Unreadable. name: the file's name."""
    if not data.strip():
        raise Unreadable(
            Problem(what=tr("There is nothing in it."), where=name, todo=_what_can_be_read())
        )
    best, _ = _best(data, name)
    if best is None:
        raise Unreadable(
            Problem(
                what=tr("This is of no kind that can be read here."),
                where=name,
                todo=_what_can_be_read(),
            )
        )
    return best.read(data)


def _best(data: bytes, name: str) -> tuple[Reader | None, float]:
    fits = [(_fit(reader, data, name.lower()), reader) for reader in all_readers()]
    fit, best = max(fits, key=lambda pair: pair[0])
    return (best, fit) if fit >= _LEAST else (None, 0.0)


def _fit(reader: Reader, data: bytes, name: str) -> float:
    named = bool(name) and name.endswith(reader.SUFFIXES)
    return min(1.0, reader.fit(data) + 0.3 * named)


def _what_can_be_read() -> str:
    return tr(
        "Give a HAR, a raw HTTP reply, the output of curl -v or curl -i, a saved attempt, "
        "a curl, HTTPie or fetch command, a .http file, a URL, a token or a WWW-Authenticate value."
    )
