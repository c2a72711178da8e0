"""The scenarios, one module each, found by its file; a module has `SCENARIO`."""

import importlib
import pkgutil
from functools import cache

from inspector.mocklab.scenario import Scenario


@cache
def all_scenarios() -> tuple[Scenario, ...]:
    """Return every scenario, in alphabetical order of the slugs."""
    modules = (
        importlib.import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
    )
    return tuple(sorted((module.SCENARIO for module in modules), key=lambda one: str(one.slug)))


def slugs() -> tuple[str, ...]:
    """Return the slugs of all scenarios."""
    return tuple(scenario.slug for scenario in all_scenarios())
