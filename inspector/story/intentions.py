"""What somebody wanted: requests with the rounds, redirects, renewals and retries it took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from inspector.model.exchange import SIGN_IN
from inspector.model.story import Intention, IntentionKind, IntentionOutcome
from inspector.protocol.login_addresses import is_login_place
from inspector.protocol.redaction import masked_url
from inspector.protocol.sites import same_site
from inspector.reading.request import Sent
from inspector.story.entry import Entry
from inspector.story.lives import signs_out
from inspector.story.trace_story import NEAR, TraceStory
from inspector.wording import tr

_LONGEST_WORDS = 40


def intentions(story: TraceStory) -> tuple[Intention, ...]:
    """Return what was wanted, in the order of the first request of each."""
    found: list[_Group] = []
    for entry in story.entries:
        kind = kind_of(entry)
        group = _group_of(entry, kind, found)
        if group is None:
            found.append(_Group(kind, [entry]))
        else:
            group.entries.append(entry)
    return tuple(_intention(group.kind, group.entries) for group in found)


class _Group(NamedTuple):
    kind: IntentionKind
    entries: list[Entry]


def _group_of(entry: Entry, kind: IntentionKind, groups: list[_Group]) -> _Group | None:
    """Return the group that an entry goes on with, None where it begins another."""
    for group in reversed(groups[-_OPEN:]):
        last = group.entries[-1]
        if entry.index - last.index > NEAR:
            continue
        if _leads_to(last, entry) or _goes_on(group.entries, entry):
            return group
    newest = groups[-1] if groups else None
    if newest is not None and newest.kind == kind and _is_more_of(newest, entry):
        return newest
    return None


_OPEN = 3


def _leads_to(last: Entry, entry: Entry) -> bool:
    """Whether an entry answers the one before: its redirect, its challenge, its preflight."""
    if entry.exchange.answers == last.index:
        return True
    target = last.heard.leads_to
    if target and target.partition("#")[0] == entry.sent.url.partition("#")[0]:
        return True
    preflight = last.sent.method == "OPTIONS" and last.sent.url == entry.sent.url
    return preflight and entry.sent.method != "OPTIONS"


def _goes_on(group: Sequence[Entry], entry: Entry) -> bool:
    """Whether an entry asks once more for what was refused in a group."""
    if group[-1].outcome == "accepted":
        return False
    return any(one.outcome != "accepted" and one.repeats(entry) for one in group)


def _is_more_of(group: _Group, entry: Entry) -> bool:
    """Whether an entry of the same kind has the same outcome, at the same site."""
    last = group.entries[-1]
    if group.kind == "sign-in":
        return last.outcome != "refused"
    is_same_site = same_site(last.sent.bare_host, entry.sent.bare_host)
    return is_same_site and last.outcome == entry.outcome and entry.outcome != "unjudged"


def kind_of(entry: Entry) -> IntentionKind:
    """Return what kind of thing a request wants."""
    sent = entry.sent
    if _renews(sent):
        return "renewal"
    if signs_out(entry):
        return "sign-out"
    in_sign_in = entry.exchange.purpose in SIGN_IN
    if in_sign_in or sent.is_login or sent.is_token_request or sent.has_saml:
        return "sign-in"
    if is_login_place(*sent.parts[1:]) or entry.heard.leads_to_login:
        return "sign-in"
    return "page" if entry.heard.content.is_html else "call"


def _renews(sent: Sent) -> bool:
    """Whether a refresh token is sent, or a field that is named after it."""
    if "refresh" not in sent.message.url.lower() and b"refresh" not in sent.message.body.lower():
        return False
    return sent.grant_type == "refresh_token" or any("refresh" in name for name in sent.fields)


def _intention(kind: IntentionKind, group: Sequence[Entry]) -> Intention:
    return Intention(
        entries=tuple(one.index for one in group),
        kind=kind,
        words=_words(kind, group),
        outcome=_outcome(group),
    )


def _words(kind: IntentionKind, group: Sequence[Entry]) -> str:
    if kind == "sign-in":
        return tr("Sign in")
    if kind == "renewal":
        return tr("Renew")
    if kind == "sign-out":
        return tr("Sign out")
    asked = {(one.sent.method, one.sent.path) for one in group}
    if len(asked) > 1:
        return tr("Pages") if kind == "page" else tr("Calls")
    sent = group[0].sent
    name = masked_url(sent.path).rstrip("/").rpartition("/")[2] or sent.host
    return f"{sent.method} {name}"[:_LONGEST_WORDS]


def _outcome(group: Sequence[Entry]) -> IntentionOutcome:
    last = group[-1]
    if last.outcome == "accepted":
        return "reached"
    if last.outcome == "refused":
        return "refused"
    reached = last.heard.is_redirect or any(one.outcome == "accepted" for one in group)
    return "reached" if reached else "given-up"
