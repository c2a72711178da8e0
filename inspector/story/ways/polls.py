"""Refusals of what came too early: it was asked again, unchanged, and then was given."""

from __future__ import annotations

from http import HTTPStatus

from inspector.reading.statuses import COUNTS_REQUESTS, SERVER_ERRORS
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.wording import tr

_FAR = 300


def waited(story: TraceStory, entry: Entry) -> Entry | None:
    """There were too many requests, and the same one was answered later.

    Who says so in words alone, with another status, counts those of strangers, too: it was the wait
    that helped only where the same caller asked again.
    """
    if entry.status == HTTPStatus.TOO_MANY_REQUESTS:
        return None if _was_locked_out(story, entry) else story.accepted_later(entry)
    told = entry.status in COUNTS_REQUESTS and "rate-limited" in entry.heard.meanings
    later = story.accepted_later(entry) if told else None
    return later if later is not None and later.identities == entry.identities else None


def _was_locked_out(story: TraceStory, entry: Entry) -> bool:
    """Whether other passwords of the same user were refused right before: not requests are counted.

    Whoever sees the right one refused then, and accepted later, can't know why.
    """
    user = entry.sent.login_user
    if not user or not entry.sent.is_login:
        return False
    before = story.before(entry, _FAR)
    wrong = {one.sent.message.body for one in before if _is_wrong_try(one, entry)}
    return len(wrong) >= _SEVERAL


def _is_wrong_try(one: Entry, entry: Entry) -> bool:
    same = one.repeats(entry) and one.sent.login_user == entry.sent.login_user
    return same and one.is_refused and one.status != entry.status


_SEVERAL = 2  # passwords: who retypes one and comes too soon is told to wait


def was_polled(story: TraceStory, entry: Entry) -> Entry | None:
    """The very same request was sent again and again until it was answered (RFC 8628 §3.4).

    A password is right or wrong at once: a login that is taken later was kept out for a while.
    What is read may be shown to others later; that a success says "not yet" is no refusal, though.
    """
    asks = bool(entry.sent.message.body) or (entry.is_hidden_error and entry.sent.is_safe)
    if not asks or entry.status in SERVER_ERRORS or entry.sent.is_login:
        return None
    before, same = (
        [one for one in some if _says_the_same(one, entry)]
        for some in story.same_calls(entry, _FAR)
    )
    granted = next((one for one in same if one.succeeded and not _says_no(one)), None)
    if granted is None or len(same) + len(before) < _POLLS:
        return None
    refused = [one for one in (*before, *same) if one.index < granted.index]
    alike = (one.status == entry.status and one.succeeded == entry.succeeded for one in refused)
    return granted if all(alike) else None


_POLLS = 2


def _says_the_same(one: Entry, entry: Entry) -> bool:
    """Whether caller and tokens against forgery are the same: a newer one may be what it took."""
    tokens, others = ({token.value for token in each.sent.csrf_tokens} for each in (one, entry))
    return one.identities == entry.identities and tokens == others


def _says_no(entry: Entry) -> bool:
    """Whether a login was answered with words that it failed, whatever the status."""
    return entry.sent.is_login and "bad-login" in entry.heard.meanings


WAYS = (
    Way(
        "polled",
        was_polled,
        tr("Entry {entry} asked too early, and entry {other} got it by asking once more."),
    ),
    Way(
        "waited",
        waited,
        tr("Entry {entry} came too early, and entry {other} was answered after a wait."),
        turn="given-later",
    ),
)
