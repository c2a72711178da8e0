"""Checks of what the caller itself had ended on purpose: that it is gone is what was wanted.

Each way returns the entry that ended it, None where there is none.
"""

from __future__ import annotations

from inspector.reading.statuses import NO_LONGER_THERE
from inspector.story.births import is_check, makes_anew
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr

_MOST = 400


def checks_what_it_ended(story: TraceStory, entry: Entry) -> Entry | None:
    """The trace revoked it, signed out, or had it made anew, and then asks whether it is over.

    Nothing else is asked with it since: who goes on with it did not know that it had ended.
    """
    if not is_check(entry):
        return None
    for life in story.lives.sent_in(entry):
        ended = _ended_by(life, entry)
        if ended is not None and not _goes_on(life, ended):
            return ended
    return None


def _ended_by(life: Life, entry: Entry) -> Entry | None:
    if life.end is not None and life.end.kind in _ON_PURPOSE:
        return life.end.entry if life.end.entry.index < entry.index else None
    anew = (use.entry for use in reversed(life.uses) if makes_anew(use.entry))
    return next((one for one in anew if one.index < entry.index), None)


def _goes_on(life: Life, ended: Entry) -> bool:
    later = (use.entry for use in life.uses if use.entry.index > ended.index)
    return any(not is_check(one) for one in later)


_ON_PURPOSE = frozenset({"revoked", "signed-out"})


def was_deleted(story: TraceStory, entry: Entry) -> Entry | None:
    """What is asked for was deleted before, at this very address."""
    if entry.status not in NO_LONGER_THERE:
        return None
    for one in reversed(story.before(entry, _MOST)):
        same = one.sent.path == entry.sent.path and one.sent.host == entry.sent.host
        if same and one.sent.method in _PUTS_THERE and one.succeeded:
            return None
        if same and one.sent.method == "DELETE" and one.succeeded:
            return one
    return None


_PUTS_THERE = frozenset({"PUT", "POST", "PATCH"})


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "ended-on-purpose",
        checks_what_it_ended,
        tr("Entry {entry} asks about a token that entry {other} ended on purpose."),
        turn="on-purpose",
    ),
    Way(
        "deleted",
        was_deleted,
        tr("Entry {entry} asks for what entry {other} had deleted on purpose."),
        turn="on-purpose",
    ),
)
