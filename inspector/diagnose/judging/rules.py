"""Finds the rules: every module below `causes/<family>/` that has a tuple RULES."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache

from inspector.diagnose import causes
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion

Rule = Callable[[Case], Iterable[Suspicion]]
"""What a topic module lists in RULES: what it suspects of one failing exchange."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the folders; imported when first asked for."""
    found: list[Rule] = []
    for name in module_names():
        found.extend(importlib.import_module(name).RULES)
    return tuple(found)


def module_names() -> tuple[str, ...]:
    """Return the names of the topic modules."""
    found: list[str] = []
    for family in pkgutil.iter_modules(causes.__path__, f"{causes.__name__}."):
        package = importlib.import_module(family.name)
        found.extend(m.name for m in pkgutil.iter_modules(package.__path__, f"{family.name}."))
    return tuple(sorted(found))
