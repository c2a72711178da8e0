"""Refusals that named a condition, which the next try met: a lock's token, a version, a crumb.

The caller was never in doubt: the same credential was sent both times. Each way returns the entry
that met the condition, None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from inspector.protocol.field_names import is_csrf_header, is_of_one_exchange
from inspector.reading.statuses import (
    CHALLENGES,
    NAMES_A_CONDITION,
    REFUSES_FORGERY,
)
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from inspector.story.way import Way
from inspector.story.ways.handshakes import keeps_its_login, named
from inspector.wording import tr

_LONG = 8  # shorter values come back by accident


def condition_met(story: TraceStory, entry: Entry) -> Entry | None:
    """The state of a thing was in the way, and the same caller got it with a header or field more.

    WebDAV's `If` with the token of a lock (RFC 4918 §10.4), `If-Match` (RFC 9110 §13.1.1), a
    revision in the body.
    """
    later = story.accepted_later(entry) if entry.status in NAMES_A_CONDITION else None
    if later is None or entry.sent.is_login or not keeps_its_login(entry, later):
        return None
    return later if named(later).items() - named(entry).items() else None


def token_was_fetched(story: TraceStory, entry: Entry) -> Entry | None:
    """A token against forgery was asked for, a program fetched it, and sent the same with it."""
    if entry.status not in REFUSES_FORGERY | CHALLENGES:
        return None
    later = story.accepted_later(entry)
    if later is None or not keeps_its_login(entry, later):
        return None
    before = {name.lower(): value for name, value in named(entry).items()}
    added = {
        value
        for name, value in named(later).items()
        if len(value) >= _LONG and before.get(name.lower()) != value and _is_wanted_back(name)
    }
    between = (entry, *story.between(entry, later))
    given = {value for one in between for value in _handed_out(one)} if added else set()
    return None if added.isdisjoint(given) else later


def thing_was_made(story: TraceStory, entry: Entry) -> Entry | None:
    """A look whether something is there was refused; the same caller made it, and could read it.

    Stores that keep from strangers what exists answer 403 for what does not (RFC 9110 §15.5.4).
    """
    later = story.accepted_later(entry) if entry.sent.is_safe else None
    if later is None or entry.status != HTTPStatus.FORBIDDEN or not entry.heard.gives_no_reason:
        return None
    return next((one for one in story.between(entry, later) if _makes(one, entry)), None)


def _makes(one: Entry, entry: Entry) -> bool:
    same = (one.sent.host, one.sent.path) == (entry.sent.host, entry.sent.path)
    makes = one.sent.method == "PUT" or one.status == HTTPStatus.CREATED
    return same and makes and one.succeeded and one.shares_credential(entry)


def _is_wanted_back(name: str) -> bool:
    return is_csrf_header(name) or is_of_one_exchange(name)


def _handed_out(entry: Entry) -> Iterator[str]:
    """Yield what a reply to a program gives: a person who loads the page anew has seen an error."""
    if entry.heard.content.is_html:
        return
    yield from (header.value.strip() for header in entry.heard.headers)
    yield from (cookie.value for _, cookie in entry.cookies_set)
    yield from (str(value) for _, value in entry.heard.content.scalars())


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "condition-met",
        condition_met,
        tr(
            "Entry {entry} met a lock or another version, and entry {other} named it and was let "
            "through."
        ),
        turn="given-later",
    ),
    Way(
        "token-fetched",
        token_was_fetched,
        tr("Entry {entry} lacked a token that was then handed out and sent with entry {other}."),
        turn="given-later",
    ),
    Way(
        "made",
        thing_was_made,
        tr("The {status} in entry {entry} is of something that entry {other} made then."),
        turn="given-later",
    ),
)
