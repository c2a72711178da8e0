"""What people do in a browser, one function a flow; a module of this folder is found by itself."""

import importlib
import pkgutil
from typing import NamedTuple


class Flow(NamedTuple):
    """Something that a person does.

    refused: the statuses of the refusals that a browser's tools show on the way, in their order.
    cause: empty where nothing is wrong, else the families of causes that explain it. options: of
    the tab.
    """

    name: str
    act: object
    refused: tuple = ()
    cause: tuple = ()
    proxy: bool = False


FLOWS = {}


def flow(*refused, cause=(), proxy=False):
    """Declare a function `(tab, world)` as a flow under its own name."""

    def declare(act):
        name = act.__name__.replace("_", "-")
        FLOWS[name] = Flow(name, act, refused, cause, proxy)
        return act

    return declare


def flows():
    """Return every flow by its name."""
    for each in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{each.name}")
    return FLOWS
