"""Brings a collection of another program up to date with what its file says now."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from inspector.disk.unfinished import sweep
from inspector.library.files import Loaded, load
from inspector.library.results import Done, failed
from inspector.library.shelf import HEAD, Shelf
from inspector.library.whole import new_whole, sweep_imports
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.request import Request


class Updated(Protocol):
    """The operations that it takes; `Library` has them."""

    def new_folder(self, parent_id: str, name: str) -> Done: ...  # noqa: D102 - said there
    def add(self, parent_id: str, request: Request) -> Done: ...  # noqa: D102 - said there
    def save(self, request: Request, *, overwrite: bool = False) -> Done: ...  # noqa: D102 - said there
    def save_folder(self, collection_id: str, folder: Folder) -> Done: ...  # noqa: D102 - said there
    def save_collection(self, collection_id: str, collection: Collection) -> Done: ...  # noqa: D102 - said there
    def save_environment(self, collection_id: str, environment: Environment) -> Done: ...  # noqa: D102 - said there


class _Failed(Exception):  # noqa: N818 - it carries why
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def sweep_unfinished(shelf: Shelf) -> None:
    """Remove what saves and imports left unfinished that were killed."""
    sweep(shelf.top, deep=True)
    sweep_imports(shelf.root)


def bring_in(library: Updated, shelf: Shelf, folder: Path, coming: Collection) -> Done:
    """Write a collection into that folder, or bring the one that is there up to date."""
    if not (folder / HEAD).exists():
        return new_whole(shelf, folder, coming)
    return update(library, load(shelf, folder), coming)


def update(library: Updated, there: Loaded, coming: Collection) -> Done:
    """Write what is new or other than in the collection that is there; nothing is deleted.

    A request is the same where its origin is, or else its folders and its name are. What a person
    added here stays. A file alone with environments changes only these.
    """
    updating = _Updating(library, there)
    try:
        updating.fill(coming)
    except _Failed as error:
        return failed(error.problem)
    return Done(id=there.id, warnings=tuple(dict.fromkeys(updating.warnings)))


def count(inside: Collection | Folder) -> int:
    """Return how many requests there are, in all folders."""
    return len(inside.requests) + sum(count(each) for each in inside.folders)


def requests_in(inside: Collection | Folder) -> Iterator[Request]:
    """Yield every request, in all folders."""
    yield from inside.requests
    for folder in inside.folders:
        yield from requests_in(folder)


class _Updating:
    def __init__(self, library: Updated, there: Loaded) -> None:
        self._library = library
        self._there = there
        every = tuple(requests_in(there.collection))
        self._by_origin = {each.origin: each for each in every if each.origin}
        self.warnings: list[Problem] = []

    def fill(self, coming: Collection) -> None:
        for environment in coming.environments:
            self._done(self._library.save_environment(self._there.id, environment))
        if coming.requests or coming.folders:
            kept = msgspec.structs.replace(
                coming, variables={**self._there.collection.variables, **coming.variables}
            )
            self._done(self._library.save_collection(self._there.id, kept))
        self._inside(self._there.id, self._there.collection, coming)

    def _inside(
        self, parent_id: str, there: Collection | Folder | None, coming: Collection | Folder
    ) -> None:
        named = {each.name: each for each in there.requests} if there is not None else {}
        for request in coming.requests:
            old = self._by_origin.get(request.origin) or named.get(request.name)
            if old is None:
                self._done(self._library.add(parent_id, request))
            elif msgspec.structs.replace(request, id=old.id) != old:
                saved = msgspec.structs.replace(request, id=old.id)
                self._done(self._library.save(saved, overwrite=True))
        folders = {each.name: each for each in there.folders} if there is not None else {}
        for folder in coming.folders:
            self._folder(parent_id, folders.get(folder.name), folder)

    def _folder(self, parent_id: str, old: Folder | None, folder: Folder) -> None:
        if old is None:
            folder_id = self._done(self._library.new_folder(parent_id, folder.name)).id
        else:
            folder_id = f"{self._there.id}{old.path}/"
        path = folder_id.removeprefix(self._there.id).rstrip("/")
        placed = msgspec.structs.replace(folder, path=path)
        self._done(self._library.save_folder(self._there.id, placed))
        self._inside(folder_id, old, folder)

    def _done(self, done: Done) -> Done:
        if done.problem is not None:
            raise _Failed(done.problem)
        self.warnings += done.warnings
        return done
