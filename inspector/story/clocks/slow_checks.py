"""A credential that is refused slowly and accepted at once: somebody behind did not answer."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_SLOW, _A_MOMENT = 5000, 2000  # milliseconds
_LOOK = 20
_TWICE = 2


class SlowCheck(NamedTuple):
    """refused: each after `shortest` milliseconds or more. accepted: the like, at once.

    around: whether it was accepted before and after. then_quick: whether more refusals followed, at
    once: a breaker that opened, or an address that is kept as dead, lets nobody wait any more.
    """

    refused: tuple[Entry, ...]
    accepted: tuple[Entry, ...]
    shortest: float
    around: bool
    then_quick: bool = False


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
    slow = tuple(takewhile(_is_slow, refused))
    quick = [_wait(one) for one in accepted]
    few = not slow or len(slow) < min(len(refused), _TWICE)
    if not accepted or few or any(map(_is_slow, refused[len(slow) :])):
        return None
    if any(one is None or one >= _A_MOMENT for one in quick):
        return None
    before = any(one.index < entry.index for one in accepted)
    after = any(one.index > entry.index for one in accepted)
    shortest = min(_wait(one) or 0.0 for one in slow)
    return SlowCheck(slow, accepted, shortest, before and after, len(slow) < len(refused))


def _is_slow(entry: Entry) -> bool:
    return (_wait(entry) or 0.0) >= _SLOW


def _wait(entry: Entry) -> float | None:
    return entry.exchange.timing.wait or entry.exchange.timing.total
