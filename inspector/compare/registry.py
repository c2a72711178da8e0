"""Finds the aspects and the kinds of change: every module of their folders is one."""

import importlib
import pkgutil
from functools import cache
from typing import cast

from inspector.compare import aspects, changes
from inspector.compare.change import Kind
from inspector.compare.fact import Aspect


@cache
def all_aspects() -> tuple[Aspect, ...]:
    """Return the aspects in the order of their sections."""
    found = [
        cast("Aspect", importlib.import_module(f"{aspects.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(aspects.__path__)
    ]
    return tuple(sorted(found, key=lambda aspect: aspect.PLACE))


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Return the kinds of change, those that explain most first."""
    found = [
        cast("Kind", importlib.import_module(f"{changes.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(changes.__path__)
    ]
    return tuple(sorted(found, key=lambda kind: kind.RANK))
