"""A while in which a credential was refused whatever it asked for, and after which it was good."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_FEW = 2


class Interruption(NamedTuple):
    """before and after: the same request, accepted. refused: all in between that were."""

    before: Entry
    refused: tuple[Entry, ...]
    after: Entry


def interruption(story: TraceStory, entry: Entry) -> Interruption | None:
    """Return the while that a refused entry belongs to; None where it belongs to none.

    Nothing was changed in between: one of the refused requests was accepted before and after
    byte for byte. It takes more than one refusal, as a single one may be a nonce's or a race's.
    """
    if entry.outcome != "refused":
        return None
    found = (_in_life(life, entry) for life in story.lives.sent_in(entry))
    return next((one for one in found if one is not None), None)


def _in_life(life: Life, entry: Entry) -> Interruption | None:
    judged = life.judged[entry.sent.host]
    first, last = _run(judged, bisect_left(judged, entry.index, key=lambda one: one.index))
    refused = judged[first:last]
    for before in judged[:first] if len(refused) >= _FEW else ():
        if before.outcome != "accepted" or not any(is_same(before, one) for one in refused):
            continue
        after = next((one for one in judged[last:] if is_same(before, one)), None)
        if after is not None and after.outcome == "accepted":
            return Interruption(before, refused, after)
    return None


def _run(judged: Sequence[Entry], at: int) -> tuple[int, int]:
    """Return where the refusals around one begin and end."""
    first, last = at, at + 1
    while first and judged[first - 1].outcome == "refused":
        first -= 1
    while last < len(judged) and judged[last].outcome == "refused":
        last += 1
    return first, last


def is_same(one: Entry, other: Entry) -> bool:
    """Whether two requests ask for the same thing with the same credentials and body."""
    same = one.repeats(other) and one.sent.message.body == other.sent.message.body
    return same and one.identities == other.identities and one.sent.query == other.sent.query
