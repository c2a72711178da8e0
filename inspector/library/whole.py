"""Writes a collection with all that is in it at once: the whole of it, or nothing."""

import contextlib
import shutil
import time
from pathlib import Path
from typing import TypeVar

import msgspec

from inspector.disk.atomic import write_problem
from inspector.library.edits import ignored
from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.results import Done, failed
from inspector.library.shelf import ENVIRONMENTS, FOLDER_HEAD, HEAD, Shelf
from inspector.library.slug import free, slug
from inspector.model.collection import Collection, Folder, Problem

_IMPORTING = ".importing"
_DAY = 86_400  # seconds
H = TypeVar("H", CollectionFile, FolderFile)


def sweep_imports(root: Path) -> None:
    """Remove what imports left that were killed, a day later, when none can be under way still."""
    for left in root.glob(f".*{_IMPORTING}"):
        with contextlib.suppress(OSError):
            if not left.is_symlink() and time.time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left, ignore_errors=True)


def new_whole(shelf: Shelf, folder: Path, collection: Collection) -> Done:
    """Make a collection with all that is in it: the whole of it, or nothing.

    It is written beside its place under a hidden name, and gets its own when it is complete.
    """
    beside = Shelf(folder.parent, f".{folder.name}{_IMPORTING}")
    shutil.rmtree(beside.top, ignore_errors=True)  # of an import that was killed
    try:
        problem = _write_whole(beside, collection)
        if problem is None:
            problem = beside.write_beside(beside.top / ".gitignore", ignored())
        if problem is not None:
            return failed(problem)
        beside.top.rename(folder)
    except OSError as error:
        return failed(write_problem(folder, error))
    finally:
        shutil.rmtree(beside.top, ignore_errors=True)
    return Done(id=shelf.id_of(folder))


def _write_whole(shelf: Shelf, collection: Collection) -> Problem | None:
    order, problem = _write_inside(shelf, shelf.top, collection)
    head = _head(CollectionFile(variables=collection.variables), collection, order)
    used: set[str] = set()
    for environment in () if problem else collection.environments:
        name = free(slug(environment.name), used)
        used.add(name)
        file = EnvironmentFile(
            name=environment.name,
            values=environment.values,
            production=environment.production,
            credential=environment.credential,
        )
        problem = problem or shelf.write(shelf.top / ENVIRONMENTS / f"{name}.toml", file)
    return problem or shelf.write(shelf.top / HEAD, head)


def _write_inside(
    shelf: Shelf, at: Path, inside: Collection | Folder
) -> tuple[tuple[str, ...], Problem | None]:
    """Write what is in a folder; return the order of its entries, folders first."""
    used: set[str] = set()
    order: list[str] = []
    problem: Problem | None = None
    for folder in inside.folders:
        order.append(_unused(folder.name, used))
        below, problem = _write_inside(shelf, at / order[-1], folder)
        head = _head(FolderFile(), folder, below)
        problem = problem or shelf.write(at / order[-1] / FOLDER_HEAD, head)
        if problem:
            break
    for request in () if problem else inside.requests:
        order.append(_unused(request.name, used))
        problem = shelf.write(at / f"{order[-1]}.toml", request)
        if problem:
            break
    return tuple(order), problem


def _unused(name: str, used: set[str]) -> str:
    found = free(slug(name), used)
    used.add(found.lower())
    return found


def _head(record: H, of: Collection | Folder, order: tuple[str, ...]) -> H:
    return msgspec.structs.replace(
        record,
        name=of.name,
        credential=of.credential,
        headers=of.headers,
        login=of.login,
        description=of.description,
        scripts=of.scripts,
        order=order,
    )
