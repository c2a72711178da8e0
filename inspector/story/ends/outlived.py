"""What was given until its stated time was over, and meets an error since."""

from __future__ import annotations

from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory


def outlived(story: TraceStory, entry: Entry) -> Life | None:
    """Return the token or session that was over when it was sent, and that got the same before.

    Servers that throw an error for a token that is over answer as if they were broken. What was
    accepted anywhere since was not over, and others may get the same error.
    """
    for life in story.lives.sent_in(entry):
        if life.over_for(entry) is None or life.accepted_after(entry):
            continue
        ends = life.ends
        given = [use.entry for use in life.accepted_before(entry) if use.entry.repeats(entry)]
        last = given[-1].server_time if given else None
        if ends is not None and last is not None and last < ends:
            return life
    return None
