"""Finds the readers in `readers` and `collections` and picks the one that fits an input best."""

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

import msgspec

from inspector.intake import collections, readers
from inspector.intake.results import Reading, Recognised, Unreadable
from inspector.intake.start_lines import in_single_lines, named_in_single_lines
from inspector.intake.usable_names import with_usable_names
from inspector.model.collection import Problem
from inspector.wording import tr

_LEAST = 0.2
IN_FOLDERS = (".yaml", ".yml", ".json", ".bru", ".http", ".rest", ".env")
"""The ends of the files of a folder that say something of a collection, in small letters."""


class Reader(Protocol):
    """What each module in `readers` offers."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def title(self) -> str:
        """Return what it is called, as people call it."""

    def hint(self) -> str:
        """Return in a sentence what opens."""

    def fit(self, data: bytes) -> float:
        """Return how surely the data is of this kind, 0…1."""

    def read(self, data: bytes) -> Reading:
        """Return what the data says; raise Unreadable."""


class FolderReader(Reader, Protocol):
    """What a module offers whose format may be a folder of files."""

    def fit_folder(self, files: Mapping[str, bytes]) -> float:
        """Return how surely these files, by their paths, are a collection of this kind."""

    def read_folder(self, files: Mapping[str, bytes], name: str) -> Reading:
        """Return the collection. name: of the folder."""


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return the readers, in the order of their module names."""
    modules = (
        import_module(module.name)
        for package in (readers, collections)
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    )
    return tuple(cast(Reader, module) for module in modules if hasattr(module, "fit"))


def title_of(kind: str) -> str:
    """Return what a kind of input is called: the words of the reader with that name."""
    return next((reader.title() for reader in all_readers() if kind == reader.NAME), kind)


def folder_readers() -> tuple[FolderReader, ...]:
    """Return the readers of collections that are folders."""
    return tuple(cast(FolderReader, each) for each in all_readers() if hasattr(each, "read_folder"))


def recognise(data: bytes) -> Recognised:
    """Return the reader that fits best; kind is empty when none does."""
    best, fit = _best(data, "")
    if best is None:
        return Recognised("", 0.0, tr("Nothing that can be opened was recognised."))
    return Recognised(best.NAME, fit, best.hint())


def read(data: bytes, name: str = "") -> Reading:
    """Read the data with the reader that fits best; raise Unreadable. name: the file's name."""
    if not data.strip():
        raise Unreadable(
            Problem(what=tr("There is nothing in it."), where=name, todo=_what_opens(all_readers()))
        )
    best, _ = _best(data, name)
    if best is None:
        raise Unreadable(
            Problem(
                what=tr("This is of no kind that can be read here."),
                where=name,
                todo=_what_opens(all_readers()),
            )
        )
    return _with_environment_named(_usable(_in_single_lines(best.read(data))), name)


def _in_single_lines(reading: Reading) -> Reading:
    if reading.attempt is None:
        return reading
    return msgspec.structs.replace(reading, attempt=in_single_lines(reading.attempt))


def _with_environment_named(reading: Reading, name: str) -> Reading:
    """Name an environment after its file, where the file alone names it: `dev.env`, `.env.dev`."""
    made = reading.collection
    if made is None or [each.name for each in made.environments] != [""]:
        return reading
    parts = [part for part in PurePath(name).name.split(".") if part.lower() not in {"", "env"}]
    named = msgspec.structs.replace(made.environments[0], name=".".join(parts) or tr("default"))
    return msgspec.structs.replace(
        reading, collection=msgspec.structs.replace(made, environments=(named,))
    )


def read_folder(files: Mapping[str, bytes], name: str = "") -> Reading:
    """Read a folder of files with the reader that fits best; raise Unreadable.

    files: by their paths in the folder. name: the folder's. A folder of single collections, which
    no reader keeps together, is read file by file by who asks.
    """
    fits = [(reader.fit_folder(files), reader) for reader in folder_readers()]
    fit, best = max(fits, key=lambda pair: pair[0])
    if fit < _LEAST:
        raise Unreadable(
            Problem(
                what=tr("This folder holds no collection that can be read here."),
                where=name,
                todo=_what_opens(folder_readers()),
            )
        )
    return _usable(best.read_folder(files, name))


def _usable(reading: Reading) -> Reading:
    if reading.collection is None:
        return reading
    named = with_usable_names(named_in_single_lines(reading.collection))
    return msgspec.structs.replace(reading, collection=named)


def _best(data: bytes, name: str) -> tuple[Reader | None, float]:
    fits = [(_fit(reader, data, name.lower()), reader) for reader in all_readers()]
    fit, best = max(fits, key=lambda pair: pair[0])
    return (best, fit) if fit >= _LEAST else (None, 0.0)


def _fit(reader: Reader, data: bytes, name: str) -> float:
    named = bool(name) and name.endswith(reader.SUFFIXES)
    return min(1.0, reader.fit(data) + 0.3 * named)


def _what_opens(asked: Sequence[Reader]) -> str:
    titles = sorted((reader.title() for reader in asked), key=str.casefold)
    return tr("These open here: {kinds}.", kinds=", ".join(titles))
