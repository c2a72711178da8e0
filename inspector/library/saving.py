"""Writes changed requests, folders and environments, never over somebody else's change."""

from pathlib import Path
from typing import TypeVar

import msgspec

from inspector.disk.atomic import write_problem
from inspector.library.ordering import taken
from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.results import Clash, Done, failed
from inspector.library.shelf import ENVIRONMENTS, Shelf
from inspector.library.slug import free, slug
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.request import Request

Described = TypeVar("Described", Collection, Folder, Environment)


def save(shelf: Shelf, request: Request, *, overwrite: bool = False) -> Done:
    """Write a request to the file that its id names.

    A file that somebody else changed since we read it is left alone: both versions come back.
    overwrite: write nevertheless.
    """
    path = shelf.file(request.id)
    if not overwrite and shelf.watch.differs(path):
        theirs = shelf.read(path, Request).record
        named = None if theirs is None else msgspec.structs.replace(theirs, id=request.id)
        if named != request:
            shelf.watch.forget(path)
            return Done(clash=Clash(path=path, ours=request, theirs=named))
    problem = shelf.write(path, request)
    return failed(problem) if problem else Done(id=request.id)


def save_folder(shelf: Shelf, collection_id: str, folder: Folder) -> Done:
    """Write what a folder passes on to its requests: credential, headers; and its name."""
    path = shelf.folder(f"{collection_id}{folder.path}/")
    head, _ = shelf.head(path)
    record = shelf.read(head, FolderFile).record if head.exists() else FolderFile()
    changed = msgspec.structs.replace(
        record or FolderFile(),
        name=folder.name,
        credential=folder.credential,
        headers=folder.headers,
    )
    problem = shelf.write(head, changed)
    return failed(problem) if problem else Done(id=shelf.id_of(path))


def save_collection(shelf: Shelf, collection_id: str, collection: Collection) -> Done:
    """Write a collection's name, variables, headers and credential (not what is in it)."""
    path = shelf.folder(collection_id)
    head, _ = shelf.head(path)
    record = shelf.read(head, CollectionFile).record if head.exists() else CollectionFile()
    changed = msgspec.structs.replace(
        record or CollectionFile(),
        name=collection.name,
        variables=collection.variables,
        credential=collection.credential,
        headers=collection.headers,
    )
    problem = shelf.write(head, changed)
    return failed(problem) if problem else Done(id=collection_id)


def save_environment(
    shelf: Shelf, collection_id: str, environment: Environment, before: str = ""
) -> Done:
    """Write an environment. before: its name so far where it is renamed; its file stays."""
    folder = shelf.folder(collection_id) / ENVIRONMENTS
    path = _environment_file(shelf, folder, before or environment.name)
    if path is None:
        path = folder / f"{free(slug(environment.name), taken(folder))}.toml"
    record = EnvironmentFile(
        name=environment.name, production=environment.production, values=environment.values
    )
    problem = shelf.write(path, record)
    return failed(problem) if problem else Done(id=shelf.id_of(path))


def delete_environment(shelf: Shelf, collection_id: str, name: str) -> Done:
    """Remove an environment's file."""
    path = _environment_file(shelf, shelf.folder(collection_id) / ENVIRONMENTS, name)
    if path is None:
        return Done()
    try:
        shelf.ensure_ours(path)
        path.unlink()
    except OSError as error:
        return failed(write_problem(path, error))
    shelf.watch.forget(path)
    return Done()


def _environment_file(shelf: Shelf, folder: Path, name: str) -> Path | None:
    for path in sorted(folder.glob("*.toml")):
        record = shelf.read(path, EnvironmentFile).record
        if record is not None and (record.name or path.stem) == name:
            return path
    return None
