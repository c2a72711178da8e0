"""Changes a collection on the disk: makes, names, moves, orders, saves and deletes."""

import contextlib
import secrets
import shutil
from pathlib import Path
from typing import TypeVar

import msgspec

from inspector.disk.atomic import write_problem
from inspector.library import files
from inspector.library.files import taken
from inspector.library.inherit import login_key
from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.results import Clash, Done, failed
from inspector.library.shelf import ENVIRONMENTS, FOLDER_HEAD, HEAD, Shelf
from inspector.library.slug import follows_no_name_yet, free, slug
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.request import Request
from inspector.wording import tr


def move(shelf: Shelf, some_id: str, parent_id: str, before: str = "") -> Done:
    """Move a request or folder into a folder, before the entry of that name or to the end."""
    path, parent = shelf.path(some_id), shelf.folder(parent_id)
    if parent == path or parent.is_relative_to(path):
        what = tr("A folder can't be moved into itself.")
        return failed(Problem(what=what, where=str(path), todo=tr("Choose another folder.")))
    wanted = path
    if parent != path.parent:
        name = free(files.entry_name(path), files.taken(parent))
        wanted = parent / f"{name}{'' if some_id.endswith('/') else '.toml'}"
        done = to_path(shelf, path, wanted)
        if done.problem:
            return done
    problem = reorder(shelf, parent, files.entry_name(wanted), before)
    if problem is not None and wanted != path:
        to_path(shelf, wanted, path)
        return failed(problem)
    return Done(id=shelf.id_of(wanted), problem=problem)


def reorder(shelf: Shelf, folder: Path, name: str, before: str = "") -> Problem | None:
    """Put one entry before another of its folder, or at the end."""

    def edit(order: files.Order) -> files.Order:
        others = [entry for entry in order if entry != name]
        at = others.index(before) if before in others else len(others)
        return (*others[:at], name, *others[at:])

    return files.change(shelf, folder, edit)


def to_path(shelf: Shelf, path: Path, wanted: Path) -> Done:
    """Move a file or folder, and its place in the orders; the old place is forgotten.

    Where what names it can't be written, it goes back to where it was.
    """
    before, after = files.entry_name(path), files.entry_name(wanted)
    same = path.parent == wanted.parent
    old_order = files.entries(shelf, path.parent)
    try:
        shelf.ensure_ours(path)
        shelf.ensure_ours(wanted)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, wanted)
    except OSError as error:
        return failed(write_problem(path, error))
    shelf.watch.forget(path)
    _know(shelf, wanted)
    renamed = tuple(after if entry == before else entry for entry in old_order)
    kept = renamed if same else tuple(entry for entry in old_order if entry != before)
    problem = files.change(shelf, path.parent, lambda _: kept)
    ids = shelf.id_of(path), shelf.id_of(wanted)
    problem = problem or _follow_logins(shelf, *ids)
    if problem is None:
        return Done(id=ids[1])
    with contextlib.suppress(OSError):
        shutil.move(wanted, path)
        shelf.watch.forget(wanted)
        _know(shelf, path)
        files.change(shelf, path.parent, lambda _: old_order)
        _follow_logins(shelf, *reversed(ids))
    return failed(problem)


def _follow_logins(shelf: Shelf, before: str, after: str) -> Problem | None:
    """Let folders that log in with what was moved within its collection know its new place."""
    collection, _, _ = before.partition("/")
    if after.partition("/")[0] != collection:
        return None
    old, new = login_key(before), login_key(after)
    for head in sorted(shelf.folder(f"{collection}/").rglob("*.toml")):
        if head.name in {HEAD, FOLDER_HEAD} and (problem := _rewrite(shelf, head, old, new)):
            return problem
    return None


def _rewrite(shelf: Shelf, head: Path, old: str, new: str) -> Problem | None:
    record = shelf.read(head, shelf.head(head.parent)[1]).record
    login = tuple(_moved(each, old, new) for each in record.login) if record is not None else ()
    if record is None or login == record.login:
        return None
    return shelf.write(head, msgspec.structs.replace(record, login=login))


def _moved(key: str, old: str, new: str) -> str:
    """Return the place of a request after its file, or a folder that it lies in, was moved."""
    if old.endswith("/") and key.startswith(old):
        return new + key.removeprefix(old)
    return new if key == old else key


def _know(shelf: Shelf, path: Path) -> None:
    """Take moved files as known where they are now."""
    for file in [path] if path.is_file() else path.rglob("*.toml"):
        with contextlib.suppress(OSError):
            shelf.watch.know(file, shelf.bytes(file))


# ---------------- Makes collections, folders and requests on the disk
def new_collection(shelf: Shelf, name: str) -> Done:
    """Make an empty collection."""
    return found_collection(shelf, free_folder(shelf, name), name)


def free_folder(shelf: Shelf, name: str) -> Path:
    """Return the path of a folder that is not there yet, for a collection of that name."""
    return shelf.root / free(slug(name), files.taken(shelf.root))


def found_collection(shelf: Shelf, folder: Path, name: str) -> Done:
    """Make a folder a collection, with a `.gitignore` unless it has one."""
    problem = shelf.write(folder / HEAD, CollectionFile(name=name))
    if problem:
        return failed(problem)
    problem = shelf.write_beside(folder / ".gitignore", ignored())
    return Done(id=shelf.id_of(folder), problem=problem)


def ignored() -> str:
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
    folder = parent / free(slug(name), files.taken(parent))
    problem = shelf.write(folder / FOLDER_HEAD, FolderFile(name=name))
    if problem:
        return failed(problem)
    return _placed(shelf, folder, None)


def new_request(shelf: Shelf, parent_id: str, request: Request, after: str | None = None) -> Done:
    """Write a request into a folder, after the entry of that name or at the end."""
    parent = shelf.folder(parent_id)
    if not parent.is_dir():
        return failed(write_problem(parent, FileNotFoundError(2, tr("the folder is gone"))))
    path = parent / f"{free(slug(request.name), files.taken(parent))}.toml"
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
    name = files.entry_name(path)

    def edit(order: files.Order) -> files.Order:
        others = [entry for entry in order if entry != name]
        at = others.index(after) + 1 if after in others else len(others)
        return (*others[:at], name, *others[at:])

    problem = files.change(shelf, path.parent, edit)
    return Done(id=shelf.id_of(path), problem=problem)


# ---------------- Gives requests, folders and collections other names
def rename(shelf: Shelf, some_id: str, name: str) -> Done:
    """Give a request, folder or collection another name.

    A request's file takes its first real name; from then on the file's name stays.
    """
    path = shelf.path(some_id)
    if not some_id.endswith("/"):
        return _rename_request(shelf, path, some_id, name)
    head, kind = shelf.head(path)
    found = shelf.read(head, kind) if head.exists() else None
    if found is not None and found.record is None:
        return failed(found.problems[0])
    record = found.record if found is not None and found.record is not None else kind()
    problem = shelf.write(head, msgspec.structs.replace(record, name=name))
    return failed(problem) if problem else Done(id=some_id)


def _rename_request(shelf: Shelf, path: Path, request_id: str, name: str) -> Done:
    found = shelf.read(path, Request)
    if found.record is None:
        return failed(found.problems[0])
    problem = shelf.write(path, msgspec.structs.replace(found.record, name=name))
    if problem:
        return failed(problem)
    wanted = slug(name)
    if not follows_no_name_yet(path.stem) or follows_no_name_yet(wanted):
        return Done(id=request_id)
    return to_path(shelf, path, path.with_name(f"{free(wanted, taken(path.parent))}.toml"))


# ---------------- Writes what was changed, never over what somebody else changed
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
        login=folder.login,
        description=folder.description,
        scripts=folder.scripts,
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
        login=collection.login,
        description=collection.description,
        scripts=collection.scripts,
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
        name=environment.name,
        production=environment.production,
        values=environment.values,
        credential=environment.credential,
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


# ---------------- Deletes so that it can be undone, into a folder of ours
class Deleted:
    """A deleted request, folder or collection; `restore` brings it back where it was."""

    def __init__(self, shelf: Shelf, path: Path, kept: Path, order: files.Order) -> None:
        self._shelf = shelf
        self._path = path
        self._kept = kept
        self._order = order
        self.id = shelf.id_of(path)

    def restore(self) -> Problem | None:
        """Bring it back, in its place; None when it is there again."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._shelf.ensure_ours(self._path)
            if self._path.exists():
                raise FileExistsError(17, "there is another one of that name by now")
            shutil.move(self._kept, self._path)
        except OSError as error:
            return write_problem(self._path, error)
        if self._path.parent == self._shelf.root:
            return None
        return files.change(self._shelf, self._path.parent, self._as_before)

    def forget(self) -> None:
        """Remove it for good."""
        with contextlib.suppress(OSError):
            if self._kept.is_dir() and not self._kept.is_symlink():
                shutil.rmtree(self._kept)
            else:
                self._kept.unlink()

    def _as_before(self, now: files.Order) -> files.Order:
        known = tuple(entry for entry in self._order if entry in now)
        return (*known, *(entry for entry in now if entry not in known))


def delete(shelf: Shelf, some_id: str, trash: Path) -> Deleted | Problem:
    """Move a request, folder or collection into the trash."""
    path = shelf.path(some_id)
    kept = trash / f"{secrets.token_hex(6)}-{path.name}"
    top = path.parent == shelf.root
    order = () if top else files.entries(shelf, path.parent)
    try:
        shelf.ensure_ours(path)
        trash.mkdir(parents=True, exist_ok=True)
        shutil.move(path, kept)
    except OSError as error:
        return write_problem(path, error)
    shelf.watch.forget(path)
    if not top:
        gone = files.entry_name(path)
        left = tuple(entry for entry in order if entry != gone)
        files.change(shelf, path.parent, lambda _: left)
    return Deleted(shelf, path, kept, order)


def empty(trash: Path) -> None:
    """Remove everything deleted in earlier runs."""
    shutil.rmtree(trash, ignore_errors=True)
