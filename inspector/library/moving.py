"""Moves requests and folders, and puts them in another order."""

import contextlib
import shutil
from pathlib import Path

from inspector.disk.atomic import write_problem
from inspector.library import ordering
from inspector.library.results import Done, failed
from inspector.library.shelf import Shelf
from inspector.library.slug import free
from inspector.model.collection import Problem
from inspector.wording import tr


def move(shelf: Shelf, some_id: str, parent_id: str, before: str = "") -> Done:
    """Move a request or folder into a folder, before the entry of that name or to the end."""
    path, parent = shelf.path(some_id), shelf.folder(parent_id)
    if parent == path or parent.is_relative_to(path):
        what = tr("A folder can't be moved into itself.")
        return failed(Problem(what=what, where=str(path), todo=tr("Choose another folder.")))
    wanted = path
    if parent != path.parent:
        name = free(ordering.entry_name(path), ordering.taken(parent))
        wanted = parent / f"{name}{'' if some_id.endswith('/') else '.toml'}"
        done = to_path(shelf, path, wanted)
        if done.problem:
            return done
    problem = reorder(shelf, parent, ordering.entry_name(wanted), before)
    return Done(id=shelf.id_of(wanted), problem=problem)


def reorder(shelf: Shelf, folder: Path, name: str, before: str = "") -> Problem | None:
    """Put one entry before another of its folder, or at the end."""

    def edit(order: ordering.Order) -> ordering.Order:
        others = [entry for entry in order if entry != name]
        at = others.index(before) if before in others else len(others)
        return (*others[:at], name, *others[at:])

    return ordering.change(shelf, folder, edit)


def to_path(shelf: Shelf, path: Path, wanted: Path) -> Done:
    """Move a file or folder, and its place in the orders; the old place is forgotten."""
    before, after = ordering.entry_name(path), ordering.entry_name(wanted)
    same = path.parent == wanted.parent
    old_order = ordering.entries(shelf, path.parent)
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
    problem = ordering.change(shelf, path.parent, lambda _: kept)
    return Done(id=shelf.id_of(wanted), problem=problem)


def _know(shelf: Shelf, path: Path) -> None:
    """Take moved files as known where they are now."""
    for file in [path] if path.is_file() else path.rglob("*.toml"):
        with contextlib.suppress(OSError):
            shelf.watch.know(file, shelf.bytes(file))
