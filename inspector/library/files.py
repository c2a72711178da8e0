"""Reads a collection's folder as a Collection, in the order that its files give."""

import glob
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from inspector.disk.place import Place, linked
from inspector.disk.reading import read_problem
from inspector.library import toml
from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.shelf import ENVIRONMENTS, FOLDER_HEAD, HEAD, Shelf
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef

R = TypeVar("R", bound=msgspec.Struct)
DEEPEST = 30


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """A collection as read. id: of its folder. secrets: values that stood in clear in files."""

    id: str
    collection: Collection
    problems: tuple[Problem, ...] = ()
    secrets: dict[SecretRef, str] = {}


def load_all(shelf: Shelf) -> tuple[Loaded, ...]:
    """Read every collection; a folder without collection.toml is none."""
    found = shelf.root.glob(f"{glob.escape(shelf.only) or '*'}/{HEAD}")
    folders = sorted((head.parent for head in found), key=lambda folder: folder.name.lower())
    return tuple(
        _not_followed(shelf, folder)
        if folder != shelf.top and folder.is_symlink()
        else load(shelf, folder)
        for folder in folders
    )


def _not_followed(shelf: Shelf, folder: Path) -> Loaded:
    problem = read_problem(folder, linked(folder.name))
    return Loaded(
        id=shelf.id_of(folder), collection=Collection(name=folder.name), problems=(problem,)
    )


def load(shelf: Shelf, folder: Path) -> Loaded:
    """Read one collection; what can't be read is left out and told."""
    reading = _Reading(shelf)
    head = reading.file(folder / HEAD, CollectionFile) or CollectionFile()
    collection = Collection(
        name=head.name or folder.name,
        variables=head.variables,
        credential=head.credential,
        headers=head.headers,
        login=head.login,
        description=head.description,
        scripts=head.scripts,
        folders=reading.folders(folder, folder, head.order),
        requests=reading.requests(folder, head.order),
        environments=reading.environments(folder),
    )
    return Loaded(
        id=shelf.id_of(folder),
        collection=collection,
        problems=tuple(reading.problems),
        secrets=reading.secrets,
    )


class _Reading:
    """Reads files one after another and gathers their problems and secrets."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.problems: list[Problem] = []
        self.secrets: dict[SecretRef, str] = {}

    def file(self, path: Path, kind: type[R], held: Place | None = None) -> R | None:
        found: toml.Read[R] = self._shelf.read(path, kind, held)
        self.problems += found.problems
        self.secrets |= found.secrets
        return found.record

    def requests(self, folder: Path, order: tuple[str, ...]) -> tuple[Request, ...]:
        before = self._shelf.id_of(folder)
        found = []
        with self._shelf.held(folder) as held:
            for path in in_order(request_files(folder), order):
                record = self.file(path, Request, held)
                if record is not None:
                    own, name = f"{before}{path.stem}", record.name or path.stem
                    found.append(msgspec.structs.replace(record, id=own, name=name))
        return tuple(found)

    def folders(self, top: Path, folder: Path, order: tuple[str, ...]) -> tuple[Folder, ...]:
        if len(folder.relative_to(top).parts) > DEEPEST:
            return ()
        inside = in_order(subfolders(folder), order)
        return tuple(self._folder(top, path) for path in inside if self._is_own(path))

    def _is_own(self, folder: Path) -> bool:
        """Whether a folder is none behind a link, which is told."""
        if folder.is_symlink():
            self.problems.append(read_problem(folder, linked(folder.name)))
            return False
        return True

    def _folder(self, top: Path, path: Path) -> Folder:
        head: Any = None
        if os.path.lexists(path / FOLDER_HEAD):
            head = self.file(path / FOLDER_HEAD, FolderFile)
        head = head or FolderFile()
        return Folder(
            name=head.name or path.name,
            path=path.relative_to(top).as_posix(),
            credential=head.credential,
            headers=head.headers,
            login=head.login,
            description=head.description,
            scripts=head.scripts,
            folders=self.folders(top, path, head.order),
            requests=self.requests(path, head.order),
        )

    def environments(self, folder: Path) -> tuple[Environment, ...]:
        found: list[Environment] = []
        if not self._is_own(folder / ENVIRONMENTS):
            return ()
        for path in sorted((folder / ENVIRONMENTS).glob("*.toml")):
            record = self.file(path, EnvironmentFile)
            if record is not None:
                found.append(
                    Environment(
                        name=record.name or path.stem,
                        values=record.values,
                        production=record.production,
                        credential=record.credential,
                    )
                )
        return tuple(sorted(found, key=lambda environment: environment.name.lower()))


def request_files(folder: Path) -> list[Path]:
    """Return the files of requests right in a folder."""
    return [
        path
        for path in folder.glob("*.toml")
        if path.name not in {HEAD, FOLDER_HEAD} and not path.name.startswith(".")
    ]


def subfolders(folder: Path) -> list[Path]:
    """Return the folders right in a folder, linked ones too; hidden ones are left out."""
    try:
        inside = list(folder.iterdir())
    except OSError:
        return []
    return [
        path
        for path in inside
        if not path.name.startswith(".") and path.name != ENVIRONMENTS and path.is_dir()
    ]


def in_order(paths: Iterable[Path], order: tuple[str, ...]) -> list[Path]:
    """Sort paths as the order says; those it does not name come after, by name."""
    places = {name: number for number, name in enumerate(order)}
    last = len(places)
    return sorted(
        paths,
        key=lambda path: (
            places.get(path.stem if path.suffix == ".toml" else path.name, last),
            path.name.lower(),
        ),
    )


# ---------------- The order of a folder's entries
Order = tuple[str, ...]


def entries(shelf: Shelf, folder: Path) -> Order:
    """Return the names in a folder as they are shown: folders, then requests."""
    head, kind = shelf.head(folder)
    record = shelf.read(head, kind).record if head.exists() else None
    order = record.order if record is not None else ()
    paths = [*in_order(subfolders(folder), order), *in_order(request_files(folder), order)]
    return tuple(entry_name(path) for path in paths)


def change(shelf: Shelf, folder: Path, edit: Callable[[Order], Order]) -> Problem | None:
    """Write another order of a folder; `edit` gets the one that is shown now."""
    head, kind = shelf.head(folder)
    record = shelf.read(head, kind).record if head.exists() else kind(name=folder.name)
    if record is None:  # the file is damaged: the order is not worth losing it
        return None
    wanted = edit(entries(shelf, folder))
    if wanted == record.order:
        return None
    return shelf.write(head, msgspec.structs.replace(record, order=wanted))


def entry_name(path: Path) -> str:
    """Return the name by which an order calls a file or folder."""
    return path.stem if path.suffix == ".toml" else path.name


def taken(folder: Path) -> set[str]:
    """Return the names in use in a folder, in small letters."""
    try:
        return {entry_name(path).lower() for path in folder.iterdir()}
    except OSError:
        return set()
