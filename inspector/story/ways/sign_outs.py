"""What follows a sign-out: nobody is refused who has just signed out on purpose.

Each way returns the entry that signed out, None where there is none.
"""

from __future__ import annotations

from http import HTTPStatus

from inspector.reading.statuses import ERRORS
from inspector.story.entry import Entry
from inspector.story.lives import signs_out
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr

_LONG = 8  # shorter values come back by accident
_MOST = 400


def follows_a_sign_out(story: TraceStory, entry: Entry) -> Entry | None:
    """The caller had signed out on purpose before, and sends nothing of that session since."""
    if entry.sent.credentials or entry.sent.is_login:
        return None
    for earlier in reversed(story.before(entry, _MOST)):
        if earlier.sent.bare_host != entry.sent.bare_host:
            continue
        if earlier.sent.is_login:
            return None
        if ended_a_session(story, earlier):
            return None if _sends_the_old_session(story, entry, earlier) else earlier
    return None


def _sends_the_old_session(story: TraceStory, entry: Entry, sign_out: Entry) -> bool:
    """Whether a program sends once more what it had before the sign-out; a browser just goes on."""
    if _sends_what_was_replaced(entry, sign_out):
        return True
    if entry.sent.header("referer") is not None or entry.heard.content.is_html:
        return False
    held = (story.lives.of(entry, cookie) for cookie in entry.sent.named_sessions)
    births = (life.birth for life in held if life is not None)
    return any(birth is None or birth.entry < sign_out.index for birth in births)


def _sends_what_was_replaced(entry: Entry, sign_out: Entry) -> bool:
    """Whether a session goes out that the sign-out's reply cleared or replaced: no browser does."""
    now = {
        name: line.partition("=")[2].partition(";")[0]
        for name, line in sign_out.heard.set_cookies.items()
    }
    old = {
        (one.name, one.value)
        for one in sign_out.sent.session_cookies
        if now.get(one.name, one.value) != one.value
    }
    return not old.isdisjoint((one.name, one.value) for one in entry.sent.session_cookies)


def ended_a_session(story: TraceStory, entry: Entry) -> Entry | None:
    """A request ended a session: its address says so, and the reply did not refuse.

    A browser forgets a password only where it is refused, so that is how Basic is left.
    """
    if (
        signs_out(entry)
        and entry.status == HTTPStatus.UNAUTHORIZED
        and "basic" in entry.heard.schemes
    ):
        return entry if _was_let_in(story, entry) else None
    if not signs_out(entry) or entry.status in ERRORS or not entry.status:
        return None
    had = {cookie.name for cookie in entry.sent.session_cookies}
    cleared = {name for name, value in entry.heard.set_cookies.items() if len(value) < _LONG}
    by_hand = not entry.sent.is_safe or entry.heard.leads_to_login
    ended = had & cleared or entry.sent.has_any or by_hand
    return entry if ended else None


def _was_let_in(story: TraceStory, entry: Entry) -> bool:
    """Whether this host took a password before, as far as the source would have kept it."""
    for earlier in reversed(story.before(entry, _MOST)):
        if earlier.sent.host == entry.sent.host and earlier.succeeded:
            sent = earlier.sent.authorization
            if story.may_lack or (sent is not None and sent.scheme == "basic"):
                return True
    return False


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "signed-out",
        follows_a_sign_out,
        tr("The {status} in entry {entry} follows the sign-out in entry {other}."),
        turn="on-purpose",
    ),
    Way(
        "signs-out",
        ended_a_session,
        tr("Entry {entry} ended the session on purpose."),
        turn="on-purpose",
    ),
)
