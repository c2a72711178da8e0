"""Finds the screens and panels that the rooms of the window declare in their `screen` modules."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from inspector import gui
from inspector.gui.screens.screen import Panel, RailPlace, Screen

_NAME = "screen"


@cache
def screens() -> dict[str, Screen]:
    """Return what can be shown in a tab, by its kind."""
    return {each.kind: each for room in _rooms() for each in _declared(room, "screens")}


@cache
def panels() -> dict[str, Panel]:
    """Return what the sidebar can show, by its place on the rail, in the rail's order."""
    found = [each for room in _rooms() for each in _declared(room, "panels")]
    return {each.id: each for each in sorted(found, key=lambda panel: panel.place.order)}


@cache
def rail_places() -> dict[str, RailPlace]:
    """Return the places of the rail in their order, by the kind of screen or the panel's id."""
    found = {name: panel.place for name, panel in panels().items()}
    found |= {kind: each.place for kind, each in screens().items() if each.place is not None}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].foot, pair[1].order)))


def load(place: str) -> Any:
    """Return the class that "module:Class" names; its module is imported now."""
    module, name = place.split(":")
    return getattr(import_module(module), name)


def _declared(room: ModuleType, name: str) -> tuple[Any, ...]:
    return tuple(getattr(room, name, tuple)())


@cache
def _rooms() -> tuple[ModuleType, ...]:
    return tuple(_found())


def _found() -> Iterator[ModuleType]:
    for room in pkgutil.iter_modules(gui.__path__, f"{gui.__name__}."):
        if room.ispkg and room.name != __package__ and _declares(room.name):
            yield import_module(f"{room.name}.{_NAME}")


def _declares(room: str) -> bool:
    """Whether a room has such a module: asked for by name, as listing all rooms takes long."""
    return find_spec(f"{room}.{_NAME}") is not None
