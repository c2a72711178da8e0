"""A refusal read beside what was sent before it; what is told of it has its own places again.

What an exchange before it shows has no bytes in the attempt that is judged: the sentence names it.
"""

import msgspec

from inspector.diagnose.facts.case import Trace
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Evidence, Finding, Limit, RuledOut, Verdict

_replace = msgspec.structs.replace


def beside(attempt: Attempt, earlier: tuple[Exchange, ...]) -> Trace:
    """Return an attempt with what was sent before in front of it."""
    before = len(earlier)
    own = (one.counted_on(before) for one in attempt.exchanges)
    return Trace(_replace(attempt, exchanges=(*earlier, *own)), earlier=before)


def with_own_places(verdict: Verdict, before: int) -> Verdict:
    """Return a verdict with the places of the attempt alone, `before` exchanges further on."""
    return _replace(
        verdict,
        entry=None if verdict.entry is None else verdict.entry - before,
        findings=tuple(_finding(one, before) for one in verdict.findings),
        entries=tuple(_replace(one, index=one.index - before) for one in verdict.entries),
        healthy=tuple(_replace(one, entry=one.entry - before) for one in verdict.healthy),
        limit=_limit(verdict.limit, before),
        ruled_out=tuple(_ruled_out(one, before) for one in verdict.ruled_out),
    )


def _limit(one: Limit | None, before: int) -> Limit | None:
    return one if one is None else _replace(one, entry=one.entry - before)


def _finding(one: Finding, before: int) -> Finding:
    evidence = tuple(_evidence(each, before) for each in one.evidence)
    return _replace(one, entry=one.entry - before, evidence=evidence)


def _evidence(one: Evidence, before: int) -> Evidence:
    if one.place is None:
        return one
    place = _own(one.place, before)
    return _replace(one, place=place, earlier=place is None)


def _ruled_out(one: RuledOut, before: int) -> RuledOut:
    return one if one.place is None else _replace(one, place=_own(one.place, before))


def _own(place: Place, before: int) -> Place | None:
    return _replace(place, entry=place.entry - before) if place.entry >= before else None
