"""Gives requests, folders and collections other names."""

from pathlib import Path

import msgspec

from inspector.library.moving import to_path
from inspector.library.ordering import taken
from inspector.library.results import Done, failed
from inspector.library.shelf import Shelf
from inspector.library.slug import follows_no_name_yet, free, slug
from inspector.model.request import Request


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
