"""Refusals that named a condition, which the next try met: a lock's token, a version, a field.

The caller was never in doubt: the same credential was sent both times. Each way returns the entry
that met the condition, None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import unquote

from inspector.protocol.field_names import (
    is_csrf_header,
    is_csrf_name,
    is_of_one_exchange,
    is_password_name,
    is_second_factor,
)
from inspector.protocol.urls import host_and_path
from inspector.reading.errors.field_errors import fields_named
from inspector.reading.named_status import plain_name
from inspector.reading.statuses import (
    CHALLENGES,
    LACKS_A_FIELD,
    NAMES_A_CONDITION,
    REFUSES_FORGERY,
)
from inspector.story.entry import Entry, identity
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


def was_looked_for(story: TraceStory, entry: Entry) -> Entry | None:
    """A look whether something is there found nothing, and the same caller made it then."""
    if entry.status != HTTPStatus.NOT_FOUND or not entry.sent.is_safe:
        return None
    return next((one for one in story.after(entry) if _makes_what_is_not_there(one, entry)), None)


def _makes_what_is_not_there(one: Entry, entry: Entry) -> bool:
    """Whether the very thing is made: put there, or made with its name, or told to be there."""
    if not one.succeeded or one.sent.host != entry.sent.host or one.identities != entry.identities:
        return False
    if one.sent.method == "PUT":
        return one.sent.path == entry.sent.path
    above, _, name = unquote(entry.sent.path.rstrip("/")).rpartition("/")
    if one.sent.method != "POST" or len(name) < _SHORTEST:
        return False
    _, told = host_and_path(one.heard.location)
    there = one.status == HTTPStatus.CREATED and told.rstrip("/") == entry.sent.path.rstrip("/")
    made_with = {*one.sent.fields.values(), *(value for _, value in one.sent.content.scalars())}
    return there or (unquote(one.sent.path.rstrip("/")) == above and name in made_with)


_SHORTEST = 2


def _makes(one: Entry, entry: Entry) -> bool:
    same = (one.sent.host, one.sent.path) == (entry.sent.host, entry.sent.path)
    makes = one.sent.method == "PUT" or one.status == HTTPStatus.CREATED
    return same and makes and one.succeeded and one.shares_credential(entry)


def was_corrected(story: TraceStory, entry: Entry) -> Entry | None:
    """A validation named fields, and the same caller was let through with other values in them."""
    at_fault = entry.status in LACKS_A_FIELD and not entry.sent.is_login
    named_there = set(map(_leaf, fields_named(entry.heard.content))) if at_fault else set()
    later = story.accepted_later(entry) if named_there else None
    if later is None or _proofs(entry) != _proofs(later) or not _proofs(entry):
        return None
    mine, theirs = _members(entry), _members(later)
    changed = {name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name)}
    by_header = any(one.where != "body" for one in entry.sent.credentials)
    of_caller = (name for name in changed if _is_of_a_caller(name, by_header=by_header))
    return None if changed.isdisjoint(named_there) or any(of_caller) else later


def _proofs(entry: Entry) -> frozenset[str]:
    """Return what tells the caller apart in headers and address."""
    held = (*entry.sent.credentials, *entry.sent.session_cookies)
    return frozenset(identity(one) for one in held if one.where != "body") - {""}


def _members(entry: Entry) -> dict[str, str]:
    inside = (*entry.sent.fields.items(), *entry.sent.content.scalars())
    return {_leaf(name): str(value) for name, value in inside}


def _leaf(name: str) -> str:
    """Return the field that a name such as `order.due_date` ends with, without joiners."""
    return plain_name(name.rpartition(".")[2])


def _is_of_a_caller(name: str, *, by_header: bool) -> bool:
    """Whether a field says who calls; a key beside another one in a header may be of anything."""
    secret = is_csrf_name(name) or is_second_factor(name) or is_password_name(name)
    return secret or (not by_header and "token" in name)


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
        is_of_programs=True,
    ),
    Way(
        "corrected",
        was_corrected,
        tr("Fields of entry {entry} could not be taken; entry {other} sent others and was let in."),
        turn="given-later",
    ),
    Way(
        "made",
        thing_was_made,
        tr("The {status} in entry {entry} is of something that entry {other} made then."),
        turn="given-later",
    ),
    Way(
        "looked-for",
        was_looked_for,
        tr("Entry {entry} looked whether it was there yet, and entry {other} made it."),
    ),
)
