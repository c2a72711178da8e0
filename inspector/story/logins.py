"""Logins that somebody went through, and sign-outs: typed once more, led back, a form filled in.

Each way returns the entry that shows it, None where there is none.
"""

from __future__ import annotations

from inspector.intake.removed import is_taken_out
from inspector.protocol.field_names import is_csrf_name, is_second_factor
from inspector.reading.statuses import ERRORS, SUCCESSES
from inspector.story.entry import Entry
from inspector.story.lives import signs_out
from inspector.story.trace_story import NEAR, TraceStory

_FAR = 300


def is_login_callback(entry: Entry) -> bool:
    """Whether a request brings a provider's code back: `code` and `state` in query or form."""
    names = {name.lower() for name, value in entry.sent.query if value}
    names |= {name.lower() for name in entry.sent.fields}
    if "grant_type" in names:
        return False
    return "code" in names and bool(names & {"state", "session_state", "iss"})


def was_typed_again(story: TraceStory, entry: Entry) -> Entry | None:
    """What was typed into a form was wrong, and the next try at the same form was let in.

    A program that sends another key next is no person at a form: only logins count, and forms
    that a page shows again.
    """
    if entry.sent.method != "POST" or not _was_typed(entry):
        return None
    for later in story.after(entry, _FAR):
        if _is_same_form(entry, later) and _leads_in(story, later):
            return later
    return None


def _was_typed(entry: Entry) -> bool:
    names = entry.sent.fields
    if entry.sent.is_login or any(map(is_second_factor, names)):
        return not entry.sent.is_token_request
    return bool(names) and names.keys() <= _fields_of(entry)


def _fields_of(entry: Entry) -> set[str]:
    return {field.name for field in entry.heard.content.page.fields}


def _is_same_form(entry: Entry, later: Entry) -> bool:
    """Whether the same person tries the same form, and is answered otherwise."""
    if not entry.repeats(later) or not entry.sent.fields.keys() <= later.sent.fields.keys():
        return False
    if entry.sent.login_user != later.sent.login_user or not _typed_otherwise(entry, later):
        return False
    mine, theirs = entry.exchange.reply, later.exchange.reply
    same = mine is not None and theirs is not None and mine.body == theirs.body
    return later.status != entry.status or not same


def _typed_otherwise(entry: Entry, later: Entry) -> bool:
    """Whether something else was typed: what is the same both times can't have been a slip.

    Blanked out, it looks the same whatever it was.
    """
    mine, theirs = entry.sent.fields, later.sent.fields
    typed = {name: value for name, value in mine.items() if not is_csrf_name(name)}
    changed = any(theirs.get(name) != value or is_taken_out(value) for name, value in typed.items())
    return changed or not typed.keys() >= {n for n in theirs if not is_csrf_name(n)}


def _leads_in(story: TraceStory, entry: Entry) -> bool:
    """Whether what was typed was right: accepted, or led to another place that is no login."""
    if entry.outcome == "accepted" or led_back(story, entry) is not None:
        return True
    if not entry.heard.is_redirect or entry.heard.leads_to_login:
        return False
    given = bool(entry.heard.set_cookies) or story.may_lack
    return given and entry.heard.leads_to != entry.sent.url


def led_back(story: TraceStory, entry: Entry) -> Entry | None:
    """The redirects from here ended where a provider's answer was brought, and taken."""
    at = entry
    for later in story.after(entry, NEAR):
        if not at.heard.is_redirect:
            return None
        if _without_fragment(at.heard.leads_to) != _without_fragment(later.sent.url):
            continue
        if is_login_callback(later):
            return later if later.outcome != "refused" else None
        at = later
    return None


def _without_fragment(url: str) -> str:
    return url.partition("#")[0]


def was_filled_in(story: TraceStory, entry: Entry) -> Entry | None:
    """The page is a form of a login, and what was sent by it led on."""
    if not entry.sent.is_safe or entry.status not in SUCCESSES or not entry.heard.content.is_html:
        return None
    for later in story.after(entry):
        if _is_sent_by(entry, later) and _leads_in(story, later):
            return later
    return None


def _is_sent_by(page: Entry, later: Entry) -> bool:
    if later.sent.method != "POST" or later.sent.host != page.sent.host:
        return False
    names = later.sent.fields
    return later.sent.path == page.sent.path and bool(names) and names.keys() <= _fields_of(page)


# ---------------- What follows a sign-out: nobody is refused who has just signed out on purpose
_LONG = 8  # shorter values come back by accident
_MOST = 400
_UNAUTHORIZED = 401


# ---------------- After a sign-out
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
    if entry.sent.header("referer") is not None or entry.heard.content.is_html:
        return False
    held = (story.lives.of(entry, cookie) for cookie in entry.sent.named_sessions)
    births = (life.birth for life in held if life is not None)
    return any(birth is None or birth.entry < sign_out.index for birth in births)


def ended_a_session(story: TraceStory, entry: Entry) -> Entry | None:
    """A request ended a session: its address says so, and the reply did not refuse.

    A browser forgets a password only where it is refused, so that is how Basic is left.
    """
    if signs_out(entry) and entry.status == _UNAUTHORIZED and "basic" in entry.heard.schemes:
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
