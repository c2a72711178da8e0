"""Finds the formats in the folder `formats` and picks the one that fits a log best."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import cast

from inspector.logs import formats
from inspector.logs.format import Format

_LEAST = 0.4


@cache
def all_formats() -> tuple[Format, ...]:
    """Return the formats, in the order of their module names."""
    found = pkgutil.iter_modules(formats.__path__, f"{formats.__name__}.")
    return tuple(cast("Format", importlib.import_module(module.name)) for module in found)


def format_named(name: str) -> Format:
    """Return the format of that name. Raises KeyError for an unknown one."""
    return {each.NAME: each for each in all_formats()}[name]


def recognise(head: Sequence[bytes]) -> Format | None:
    """Return the format that fits the first lines of a log best, None when none does."""
    fits = [(each.fit(head), each) for each in all_formats()]
    fit, best = max(fits, key=lambda pair: pair[0])
    return best if fit >= _LEAST else None
