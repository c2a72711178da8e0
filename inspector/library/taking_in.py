"""Writes a whole collection that came from another program's file: all of it, or nothing."""

from typing import Protocol

import msgspec

from inspector.library.results import Done, failed
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.request import Request


class Taker(Protocol):
    """The operations that it takes; `Library` has them."""

    def new_collection(self, name: str) -> Done: ...  # noqa: D102 - said there
    def new_folder(self, parent_id: str, name: str) -> Done: ...  # noqa: D102 - said there
    def add(self, parent_id: str, request: Request) -> Done: ...  # noqa: D102 - said there
    def save_folder(self, collection_id: str, folder: Folder) -> Done: ...  # noqa: D102 - said there
    def save_collection(self, collection_id: str, collection: Collection) -> Done: ...  # noqa: D102 - said there
    def save_environment(self, collection_id: str, environment: Environment) -> Done: ...  # noqa: D102 - said there
    def delete(self, some_id: str) -> object: ...  # noqa: D102 - said there


class _Failed(Exception):  # noqa: N818 - it carries why
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def take_in(library: Taker, collection: Collection) -> Done:
    """Write a collection with all that is in it; the id of the result is the new one's.

    Secrets go to the vault as with every save. Where something can't be written, what was is
    deleted again.
    """
    taking = _Taking(library)
    made = library.new_collection(collection.name)
    if made.problem is not None:
        return made
    try:
        taking.fill(made.id, collection)
    except _Failed as error:
        library.delete(made.id)
        return failed(error.problem)
    return msgspec.structs.replace(made, warnings=tuple(dict.fromkeys(taking.warnings)))


def count(inside: Collection | Folder) -> int:
    """Return how many requests there are, in all folders."""
    return len(inside.requests) + sum(count(each) for each in inside.folders)


class _Taking:
    def __init__(self, library: Taker) -> None:
        self._library = library
        self.warnings: list[Problem] = []

    def fill(self, collection_id: str, collection: Collection) -> None:
        self._done(self._library.save_collection(collection_id, collection))
        for environment in collection.environments:
            self._done(self._library.save_environment(collection_id, environment))
        self._inside(collection_id, collection_id, collection)

    def _inside(self, collection_id: str, parent_id: str, inside: Collection | Folder) -> None:
        for request in inside.requests:
            self._done(self._library.add(parent_id, msgspec.structs.replace(request, id="")))
        for folder in inside.folders:
            made = self._done(self._library.new_folder(parent_id, folder.name))
            path = made.id.removeprefix(collection_id).rstrip("/")
            placed = msgspec.structs.replace(folder, path=path)
            self._done(self._library.save_folder(collection_id, placed))
            self._inside(collection_id, made.id, folder)

    def _done(self, done: Done) -> Done:
        if done.problem is not None:
            raise _Failed(done.problem)
        self.warnings += done.warnings
        return done
