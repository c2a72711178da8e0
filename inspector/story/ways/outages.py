"""A server that was away for a moment, and gave the same to the same caller once it was back."""

from __future__ import annotations

from inspector.reading.statuses import BAD_GATEWAY
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr


def was_away(story: TraceStory, entry: Entry) -> Entry | None:
    """A front server had nobody to ask, and no word is about access (RFC 9110 §15.6.3 on)."""
    later = story.accepted_later(entry) if entry.status in BAD_GATEWAY else None
    if later is None or not entry.carried or entry.heard.meanings or entry.heard.challenges:
        return None
    return later if later.shares_credential(entry) else None


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "was-away",
        was_away,
        tr("The server was away for a moment in entry {entry}; entry {other} got the same."),
        turn="given-later",
    ),
)
