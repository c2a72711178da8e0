"""Makes collections, folders and requests on the disk."""

from pathlib import Path

import msgspec

from inspector.disk.atomic import write_problem
from inspector.library import ordering
from inspector.library.records import CollectionFile, FolderFile
from inspector.library.results import Done, failed
from inspector.library.shelf import FOLDER_HEAD, HEAD, Shelf
from inspector.library.slug import free, slug
from inspector.model.request import Request
from inspector.wording import tr


def new_collection(shelf: Shelf, name: str) -> Done:
    """Make an empty collection."""
    folder = shelf.root / free(slug(name), ordering.taken(shelf.root))
    return found_collection(shelf, folder, name)


def found_collection(shelf: Shelf, folder: Path, name: str) -> Done:
    """Make a folder a collection, with a `.gitignore` unless it has one."""
    problem = shelf.write(folder / HEAD, CollectionFile(name=name))
    if problem:
        return failed(problem)
    problem = shelf.write_beside(folder / ".gitignore", _ignored())
    return Done(id=shelf.id_of(folder), problem=problem)


def _ignored() -> str:
    """Return what Git leaves out: what a save has not finished, and what may hold secrets."""
    lines = (
        "# " + tr("Files that belong to this machine alone, or may hold secrets."),
        ".*.tmp",
        "*.damaged-*",
        "drafts.json",
        "*.local.toml",
        ".env",
        ".env.*",
    )
    return "".join(f"{line}\n" for line in lines)


def new_folder(shelf: Shelf, parent_id: str, name: str) -> Done:
    """Make an empty folder in a folder or collection."""
    parent = shelf.folder(parent_id)
    folder = parent / free(slug(name), ordering.taken(parent))
    problem = shelf.write(folder / FOLDER_HEAD, FolderFile(name=name))
    if problem:
        return failed(problem)
    return _placed(shelf, folder, None)


def new_request(shelf: Shelf, parent_id: str, request: Request, after: str | None = None) -> Done:
    """Write a request into a folder, after the entry of that name or at the end."""
    parent = shelf.folder(parent_id)
    if not parent.is_dir():
        return failed(write_problem(parent, FileNotFoundError(2, tr("the folder is gone"))))
    path = parent / f"{free(slug(request.name), ordering.taken(parent))}.toml"
    problem = shelf.write(path, request)
    return failed(problem) if problem else _placed(shelf, path, after)


def duplicate(shelf: Shelf, request_id: str) -> Done:
    """Write a copy of a request beside it, under the name "… (copy)"."""
    path = shelf.file(request_id)
    found = shelf.read(path, Request)
    if found.record is None:
        return failed(found.problems[0])
    name = tr("{name} (copy)", name=found.record.name or path.stem)
    copy = msgspec.structs.replace(found.record, name=name)
    return new_request(shelf, shelf.id_of(path.parent), copy, after=path.stem)


def _placed(shelf: Shelf, path: Path, after: str | None) -> Done:
    """Put a new entry into its folder's order; it exists whether or not that can be written."""
    name = ordering.entry_name(path)

    def edit(order: ordering.Order) -> ordering.Order:
        others = [entry for entry in order if entry != name]
        at = others.index(after) + 1 if after in others else len(others)
        return (*others[:at], name, *others[at:])

    problem = ordering.change(shelf, path.parent, edit)
    return Done(id=shelf.id_of(path), problem=problem)
