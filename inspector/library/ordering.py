"""The order of a folder's entries, which stands in the file that describes the folder."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from inspector.library.files import in_order, request_files, subfolders
from inspector.library.shelf import Shelf
from inspector.model.collection import Problem

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
