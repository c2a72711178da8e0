"""What a rule hands over: a possible cause with its weight, evidence and values for sentences."""

from collections.abc import Iterator

import msgspec

from inspector.model.annotation import Place
from inspector.model.finding import Actor, Cause, Evidence

Words = dict[str, object]


class Suspicion(msgspec.Struct, frozen=True, kw_only=True):
    """One possible cause of one failing exchange.

    weight: how likely the facts alone make it (0…1), before other causes are looked at. values:
    the user's own names and numbers for title and explanation; never secret. absent: it rests on
    something not being there, which proves nothing where the source removes credentials. actor:
    who must act where that differs from what the explanation says.
    """

    cause: Cause
    slug: str
    weight: float
    evidence: tuple[Evidence, ...] = ()
    values: Words = {}
    absent: bool = False
    actor: Actor | None = None
    entry: int = 0


Found = Iterator[Suspicion]


def fact(statement: str, place: Place | None) -> Evidence:
    """Return a piece of evidence for a finding."""
    return Evidence(statement=statement, place=place)
