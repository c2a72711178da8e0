"""Asks every module in `kinds` what the counts look like, and puts the answers in order."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, Protocol, cast

import msgspec

from inspector.logs import kinds
from inspector.logs.format import Kept
from inspector.logs.report import Column, Level, Spike
from inspector.logs.tally import Tally


class Scene(NamedTuple):
    """What a kind is judged by."""

    tally: Tally
    columns: tuple[Column, ...]
    spikes: tuple[Spike, ...]
    width: int


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A kind that fits. weight: 0…1, how surely, times how much of all refusals it explains."""

    slug: str
    level: Level
    count: int
    weight: float
    sentence: str
    advice: str = ""
    evidence: tuple[Kept, ...] = ()
    start: float | None = None
    end: float | None = None


class KindModule(Protocol):
    """What each module in `kinds` offers. SLUG: stable, in lower case."""

    SLUG: str

    def judge(self, scene: Scene) -> Iterable[Judged]:
        """Return what fits, nothing where nothing does."""


_ORDER = {"alarm": 0, "notice": 1, "normal": 2}
_MOST = 6


@cache
def all_kinds() -> tuple[KindModule, ...]:
    """Return the kinds, in the order of their module names."""
    found = pkgutil.iter_modules(kinds.__path__, f"{kinds.__name__}.")
    return tuple(cast("KindModule", importlib.import_module(module.name)) for module in found)


def judged(scene: Scene) -> tuple[Judged, ...]:
    """Return the likely kinds: alarms first, then by weight."""
    found = [each for kind in all_kinds() for each in kind.judge(scene)]
    found.sort(key=lambda each: (_ORDER[each.level], -each.weight, each.slug))
    return tuple(found[:_MOST])


def share(part: float, scene: Scene) -> float:
    """Return which share of all refusals that is."""
    return min(1.0, part / scene.tally.refused) if scene.tally.refused else 0.0
