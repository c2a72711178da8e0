"""Forms of a login: filled in after they were shown, or once more after a slip.

Each way returns the entry that shows it, None where there is none.
"""

from __future__ import annotations

from inspector.intake.removed import is_taken_out
from inspector.protocol.field_names import is_csrf_name, is_password_name, is_second_factor
from inspector.reading.statuses import SUCCESSES
from inspector.story.entry import Entry
from inspector.story.logins import led_back
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr

_FAR = 300


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
    names = later.sent.fields.keys()
    if later.sent.path != page.sent.path or not names:
        return False
    return names <= _fields_of(page) or names > _passwords_of(page) > set()


def _passwords_of(page: Entry) -> set[str]:
    """Return the fields of passwords; what scripts of a page add beside them is in no field."""
    return {name for name in _fields_of(page) if is_password_name(name)}


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "typed-again",
        was_typed_again,
        tr("What was typed in entry {entry} was wrong; entry {other} got it right."),
    ),
    Way(
        "filled-in", was_filled_in, tr("The form of entry {entry} was filled in by entry {other}.")
    ),
)
