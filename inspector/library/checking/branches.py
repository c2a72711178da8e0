"""Walks a collection: its folders, itself first, and the requests in them."""

from collections.abc import Iterator

from inspector.model.collection import Collection, Folder
from inspector.model.request import Request


def inside(within: Collection | Folder) -> Iterator[Collection | Folder]:
    """Yield a collection or folder and all folders below."""
    yield within
    for folder in within.folders:
        yield from inside(folder)


def requests(within: Collection | Folder) -> Iterator[Request]:
    """Yield every request in it."""
    for each in inside(within):
        yield from each.requests
