"""Refusals that a later success does not explain: what let in then was no renewal of what was sent.

A token for other rights was asked for, or a session was begun anew where the first one had been
left behind.
"""

from __future__ import annotations

from http import HTTPStatus

from inspector.model.story import LETS_IN
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_ASKED = ("scope", "audience", "resource")


# ---------------- Another token, asked for with other rights
def asked_for_otherwise(story: TraceStory, entry: Entry, shown_by: Entry) -> bool:
    """Whether what was let in was asked for with a scope or audience that the refused one had not.

    The refused one was good at the same host: nothing was renewed, and the right is what it lacked.
    """
    if entry.status not in TURNS_AWAY:
        return False
    mine, theirs = _issued(story, entry), _issued(story, shown_by)
    if mine is None or theirs is None or mine[0] is theirs[0] or mine[0].over_for(entry):
        return False
    asked, before = (_rights(born) for _, born in (theirs, mine))
    return bool(asked) and asked != before and _is_good_here(mine[0], entry)


def _issued(story: TraceStory, entry: Entry) -> tuple[Life, Entry] | None:
    """Return the token that an entry sent, and the request for it that this trace holds."""
    for life in story.lives.sent_in(entry):
        born = life.birth if life.kind in LETS_IN else None
        if born is not None and story.entries[born.entry].sent.is_token_request:
            return life, story.entries[born.entry]
    return None


def _rights(request: Entry) -> dict[str, str]:
    return {name: text for name in _ASKED if (text := request.sent.fields.get(name, ""))}


def _is_good_here(life: Life, entry: Entry) -> bool:
    """Whether a token is taken at the same host: with 401 it may have ended since, though."""
    before = life.accepted_before(entry) if entry.status == HTTPStatus.FORBIDDEN else ()
    uses = (*before, *life.accepted_after(entry))
    return any(use.entry.sent.host == entry.sent.host for use in uses)


# ---------------- What the login had just set did not come back
def left_its_session_behind(story: TraceStory, entry: Entry) -> bool:
    """Whether a login led here with a new session, and the client came without it.

    Exports often leave cookies out; what they lack proves nothing.
    """
    if story.may_lack or entry.sent.has_any or not entry.is_refused:
        return False
    login = story.previous(entry)
    if login is None or login.sent.host != entry.sent.host or login.outcome != "accepted":
        return False
    begun = (life for life in story.lives if life.kind == "session" and not life.uses)
    return any(life.birth is not None and life.birth.entry == login.index for life in begun)
