"""A credential that is refused slowly and accepted at once: somebody behind did not answer."""

from __future__ import annotations

from typing import NamedTuple

from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_SLOW, _A_MOMENT = 5000, 2000  # milliseconds
_LOOK = 20


class SlowCheck(NamedTuple):
    """refused: each after `shortest` milliseconds or more. accepted: the like, at once.

    around: whether it was accepted before and after.
    """

    refused: tuple[Entry, ...]
    accepted: tuple[Entry, ...]
    shortest: float
    around: bool


def slow_check(story: TraceStory, entry: Entry) -> SlowCheck | None:
    """Return how one token fared at this host where its refusals alone took long; or None.

    The answers to a login take their time for other reasons.
    """
    if entry.outcome != "refused" or entry.sent.is_login or entry.sent.is_token_request:
        return None
    found = (_of(life, entry) for life in story.lives.sent_in(entry))
    return next((one for one in found if one is not None), None)


def _of(life: Life, entry: Entry) -> SlowCheck | None:
    judged = life.judged.get(entry.sent.host, ())
    near = [one for one in judged if abs(one.index - entry.index) <= _LOOK]
    refused = tuple(one for one in near if one.outcome == "refused")
    accepted = tuple(one for one in near if one.outcome == "accepted")
    slow = [_wait(one) or 0.0 for one in refused]
    quick = [_wait(one) for one in accepted]
    if not accepted or not refused or min(slow) < _SLOW:
        return None
    if any(one is None or one >= _A_MOMENT for one in quick):
        return None
    before = any(one.index < entry.index for one in accepted)
    after = any(one.index > entry.index for one in accepted)
    return SlowCheck(refused, accepted, min(slow), before and after)


def _wait(entry: Entry) -> float | None:
    return entry.exchange.timing.wait or entry.exchange.timing.total
