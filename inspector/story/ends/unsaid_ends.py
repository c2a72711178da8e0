"""Sessions whose end shows as any error: a new login is given what they were given before."""

from __future__ import annotations

from typing import NamedTuple

from inspector.model.story import LETS_IN
from inspector.reading.statuses import BAD_GATEWAY, ERRORS
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_FAR = 60


class UnsaidEnd(NamedTuple):
    """life: what had ended. worked: its last success. again: the same call of a new login.

    failed: all calls with it since it worked, none of which was given.
    """

    life: Life
    worked: Entry
    failed: tuple[Entry, ...]
    again: Entry


def unsaid_end(story: TraceStory, entry: Entry) -> UnsaidEnd | None:
    """Return the end of the session that an entry sent, as other entries show it; or None.

    The very same call was given to it before, nothing is given to it since, and the same call is
    given to what a login after that handed out.
    """
    if entry.status not in ERRORS or entry.status in BAD_GATEWAY or entry.sent.is_login:
        return None
    for life in story.lives.sent_in(entry):
        before = life.accepted_before(entry) if life.kind in LETS_IN else ()
        same = any(use.entry.repeats(entry) and use.entry.succeeded for use in before)
        if not same or life.accepted_after(entry):
            continue
        again = _given_to_a_new_one(story, entry, life)
        if again is not None:
            worked = before[-1].entry
            failed = (use.entry for use in life.uses if worked.index < use.entry.index)
            return UnsaidEnd(life, worked, tuple(failed), again)
    return None


def _given_to_a_new_one(story: TraceStory, entry: Entry, old: Life) -> Entry | None:
    with_old = {use.entry.index for use in old.uses}
    for later in story.after(entry, _FAR):
        if later.repeats(entry) and later.index not in with_old:
            fresh = any(_takes_its_place(one, old, entry) for one in story.lives.sent_in(later))
            return later if fresh and later.succeeded else None
    return None


def _takes_its_place(life: Life, old: Life, entry: Entry) -> bool:
    born = life.birth
    return (
        life.kind in LETS_IN and life is not old and born is not None and born.entry > entry.index
    )


# ---------------- Taken away by somebody, whatever the reply says since
def taken_away_before(story: TraceStory, entry: Entry) -> Life | None:
    """Return what was given this very call until an entry in between took it away; or None."""
    for life in story.lives.sent_in(entry):
        end = life.end
        if end is None or end.kind != "revoked" or not end.entry.index < entry.index:
            continue
        before = (use.entry for use in life.accepted_before(entry))
        same = any(one.index < end.entry.index and one.repeats(entry) for one in before)
        if same and not life.accepted_after(end.entry):
            return life
    return None
