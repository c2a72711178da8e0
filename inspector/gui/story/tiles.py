"""A long story cut into tiles, so that painting looks only at what may be in sight."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import msgspec

from inspector.presentation.story.graph import Graph

_WIDE = 1024.0
_FEW = 60  # steps; a shorter story is looked at as a whole
_SPANS = ("pieces", "brackets", "bars", "curves")
_POINTS = ("arrows", "threads", "links", "stops", "marks", "discs")


class Tiles:
    """The parts of a picture by where they stand."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._found: dict[str, dict[int, list[Any]]] = {}
        if len(graph.columns) <= _FEW:
            return
        for name in _SPANS:
            self._sort(name, ((one, one.x1, one.x2) for one in getattr(graph, name)))
        for name in _POINTS:
            self._sort(name, ((one, one.x, one.x) for one in getattr(graph, name)))
        self._sort("notes", ((one, one.x, one.x + one.width) for one in graph.notes))

    def _sort(self, name: str, placed: Iterable[tuple[Any, float, float]]) -> None:
        tiles: dict[int, list[Any]] = {}
        for one, x1, x2 in placed:
            low, high = sorted((x1, x2))
            for tile in range(int(low // _WIDE), int(high // _WIDE) + 1):
                tiles.setdefault(tile, []).append(one)
        self._found[name] = tiles

    def part(self, left: float, right: float) -> Graph:
        """Return the picture with what may be seen between two places, a little more than that."""
        if not self._found:
            return self._graph
        tiles = range(int((left - _WIDE / 8) // _WIDE), int((right + _WIDE / 8) // _WIDE) + 1)
        parts = {
            name: _once(chain.from_iterable(found.get(tile, ()) for tile in tiles))
            for name, found in self._found.items()
        }
        return msgspec.structs.replace(self._graph, **parts)


def _once(found: Iterable[Any]) -> Sequence[Any]:
    """Return each once: what reaches over several tiles stands in all of them."""
    return tuple({id(one): one for one in found}.values())
