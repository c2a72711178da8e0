"""Finds the formats that collections are written in: every module in the folder `targets`."""

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from inspector.export.collections import targets
from inspector.export.collections.differences import FoundBy
from inspector.export.collections.giving import Giving
from inspector.model.collection import Collection
from inspector.model.credential import Credential


class Target(Protocol):
    """A module that writes a collection.

    NAME: as asked for. ORDER: where it stands in lists. SUFFIX: of its file; empty where it is a
    folder. FOUND_BY: what tells one request from another when it is read again: folders and name,
    the name alone, or its turn. VARIABLES: whether it has any; else values are filled in. KINDS:
    the credentials that it can say. PLACES: where a key may travel there. MADE_ANEW: how it
    writes `now`, `uuid` and `random`, as far as it has them. SEVERAL: whether a request may have
    more than one credential; else the others stand where they are sent.
    """

    NAME: str
    ORDER: int
    SUFFIX: str
    FOUND_BY: FoundBy
    VARIABLES: bool
    KINDS: frozenset[type[Credential]]
    PLACES: frozenset[str]
    SEVERAL: bool
    MADE_ANEW: dict[str, str]

    def title(self) -> str:
        """Return what the format is called."""

    def write(self, collection: Collection, giving: Giving) -> dict[str, str]:
        """Return the texts of the files by their paths.

        That of the collection's own file is empty where it is no folder; others stand beside it.
        """


@cache
def all_targets() -> tuple[Target, ...]:
    """Return every format, in the order of lists."""
    names = [found.name for found in pkgutil.iter_modules(targets.__path__)]
    modules = [importlib.import_module(f"{targets.__name__}.{name}") for name in names]
    found = (cast("Target", module) for module in modules if hasattr(module, "write"))
    return tuple(sorted(found, key=lambda each: each.ORDER))


def target_named(name: str) -> Target:
    """Return the format of that name. Raises KeyError for an unknown one."""
    return {found.NAME: found for found in all_targets()}[name]
