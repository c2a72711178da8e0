"""Counts where variables are used, and which of them are used but set nowhere. No Qt."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from inspector.compose.variables import VAULT, names_in
from inspector.gui.state.environments import Value
from inspector.model.collection import Collection, Folder
from inspector.model.request import Request


def uses(requests: Iterable[Request], values: Iterable[Mapping[str, Value]]) -> Counter[str]:
    """Return in how many requests and values each variable is used.

    A request that names one twice counts once. Names of the vault need no entry: left out.
    """
    count: Counter[str] = Counter()
    for request in requests:
        count.update(_names(request))
    for each in values:
        for value in each.values():
            count.update(_names(value))
    return count


def requests_of(part: Collection | Folder) -> tuple[Request, ...]:
    """Return the requests of a collection or folder, those of its folders too."""
    inside = (request for folder in part.folders for request in requests_of(folder))
    return (*part.requests, *inside)


def _names(value: object) -> set[str]:
    return {name for text in texts(value) for name in names_in(text) if not name.startswith(VAULT)}


def texts(value: object) -> Iterator[str]:
    """Yield every text in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
