"""Values for one use that were sent too late: one of their kind that was younger was taken."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_OLD, _OLDEST = timedelta(seconds=5), timedelta(minutes=10)
_TIMES = 3


class ShortLife(NamedTuple):
    """life: what was refused at that age. other: its like, taken by an entry when younger."""

    life: Life
    age: timedelta
    other: Life
    taken: Entry
    other_age: timedelta


def short_life(story: TraceStory, entry: Entry) -> ShortLife | None:
    """Return what was handed out, sent once and refused, where its like was taken; or None.

    Both were handed out by the same call and sent to the same one, and only their age differs.
    """
    for life in story.lives.sent_in(entry):
        age = life.age_in(entry) if _is_for_one_use(life) else None
        if age is None or not _OLD <= age <= _OLDEST:
            continue
        likes = [one for one in story.lives if _is_alike(story, life, one)]
        taken = [(one, use.entry) for one in likes for use in one.uses if _takes(use.entry, entry)]
        aged = [(one, by, one.age_in(by) or timedelta(0)) for one, by in taken]
        if aged and all(other_age * _TIMES < age for _, _, other_age in aged):
            return ShortLife(life, age, *aged[0])
    return None


def _is_for_one_use(life: Life) -> bool:
    return life.birth is not None and life.birth.how != "cookie" and len(life.uses) == 1


def _is_alike(story: TraceStory, life: Life, other: Life) -> bool:
    """Whether another value was handed out by the same call, and sent under the same name."""
    if other is life or life.birth is None or other.birth is None or not _is_for_one_use(other):
        return False
    first, second = (story.entries[one.birth.entry] for one in (life, other) if one.birth)
    return life.name == other.name and first.repeats(second)


def _takes(one: Entry, refused: Entry) -> bool:
    """Whether a call like the refused one went well: none of its words says what that one says."""
    alike = one.heard.meanings.keys() & refused.heard.meanings.keys()
    return one.repeats(refused) and one.came and not alike
