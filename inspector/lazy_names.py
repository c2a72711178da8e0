"""Names that a package offers, found in its modules when they are first asked for."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Return what a package is to have as `__getattr__`. modules: of each name, in the package.

    A package that imported its own modules at once would be slow to begin. And where one thread
    imports the package while another one imports a module of it, each has what the other waits
    for: one of them is then given a module that is half there.

    The function returned raises AttributeError for other names.
    """

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"{package} has no {name}")
        found = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return find
