"""A server that was away for a moment: once it was back, it answered."""

from __future__ import annotations

from inspector.reading.statuses import BAD_GATEWAY
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr


def was_away(story: TraceStory, entry: Entry) -> Entry | None:
    """A front server had nobody to ask, and no word is about access (RFC 9110 §15.6.3 on)."""
    if not entry.status:
        return _was_not_up(story, entry)
    later = story.accepted_later(entry) if entry.status in BAD_GATEWAY else None
    if later is None or not entry.carried or entry.heard.meanings or entry.heard.challenges:
        return None
    return later if later.shares_credential(entry) else None


def _was_not_up(story: TraceStory, entry: Entry) -> Entry | None:
    """Return who was heard at the same place by the same way later, where nobody was found.

    What it was told then is explained by itself: the connection is no reason any more.
    """
    failure = entry.exchange.failure
    if failure is None or failure.kind not in _NOBODY_HEARD:
        return None
    heard = (one for one in story.after(entry, _FAR) if one.status and _is_there(entry, one))
    later = next((one for one in heard if one.status not in BAD_GATEWAY), None)
    return later if later is not None and _proxy(later) == _proxy(entry) else None


def _is_there(entry: Entry, later: Entry) -> bool:
    """Whether another entry was answered by the very port that nobody listened at."""
    same = later.sent.host == entry.sent.host and later.sent.parts[0] == entry.sent.parts[0]
    return same and not later.exchange.from_cache


def _proxy(entry: Entry) -> str:
    connection = entry.exchange.connection
    return connection.proxy if connection is not None else ""


_NOBODY_HEARD = frozenset({"refused", "unreachable", "name-not-found"})
_FAR = 60


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "was-away",
        was_away,
        tr("The server was out of reach for a moment in entry {entry}; it answered entry {other}."),
        turn="given-later",
    ),
)
