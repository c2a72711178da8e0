"""Sessions that lay unused for longer than ever before, and were refused to a script after that.

A script that can't log in shows an error; whoever loads the page anew is let in, and does not learn
why it had failed.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from inspector.reading.statuses import TURNS_AWAY
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_SHORTEST = timedelta(minutes=4)  # appliances and banks end sessions after five
_AT_ONCE = timedelta(seconds=5)  # a program that logs in anew does so without a person
_FEW = 2
_FAR = 60


def long_pause(story: TraceStory, entry: Entry) -> Life | None:
    """Return the session that a script sent after the longest of several pauses; or None.

    A program that logs in anew by itself has no use for the reason.
    """
    if entry.status not in TURNS_AWAY or not _is_by_script(entry) or _is_renewed(story, entry):
        return None
    for life in story.lives.sent_in(entry):
        idle = life.idle_before(entry) if life.is_session else None
        if idle is None or idle < _SHORTEST or life.accepted_after(entry):
            continue
        times = [use.entry.server_time for use in life.accepted_before(entry)]
        pauses = [later - one for one, later in pairwise(filter(None, times))]
        if len(pauses) >= _FEW and idle > max(pauses):
            return life
    return None


def _is_by_script(entry: Entry) -> bool:
    mode = entry.sent.header("sec-fetch-mode")
    told = mode is not None and mode[1].value.lower() in {"cors", "same-origin"}
    return told or entry.sent.header("x-requested-with") is not None


def _is_renewed(story: TraceStory, entry: Entry) -> bool:
    """Whether somebody was let in within moments, so that nobody noticed the refusal."""
    refused = entry.server_time
    for later in story.after(entry, _FAR):
        now = later.server_time
        if refused is None or now is None or now - refused > _AT_ONCE:
            return False
        if later.sent.is_login or later.sent.is_token_request or later.heard.leads_to_login:
            return True
    return False
