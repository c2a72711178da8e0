"""What somebody wanted: requests with the rounds, redirects, renewals and retries it took."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.model.exchange import SIGN_IN
from inspector.model.story import Intention, IntentionKind, IntentionOutcome
from inspector.protocol.cookie.cookie_rules import registrable
from inspector.protocol.login_addresses import is_login_target
from inspector.story.entry import Entry
from inspector.story.lives import signs_out
from inspector.story.trace_story import NEAR, TraceStory
from inspector.wording import tr

_LONGEST_WORDS = 40


def intentions(story: TraceStory) -> tuple[Intention, ...]:
    """Return what was wanted, in the order of the first request of each."""
    found: list[list[Entry]] = []
    for entry in story.entries:
        group = _group_of(entry, found)
        if group is None:
            found.append([entry])
        else:
            group.append(entry)
    return tuple(_intention(group) for group in found)


def _group_of(entry: Entry, groups: list[list[Entry]]) -> list[Entry] | None:
    """Return the group that an entry goes on with, None where it begins another."""
    for group in reversed(groups[-_OPEN:]):
        last = group[-1]
        if entry.index - last.index > NEAR:
            continue
        if _leads_to(last, entry) or _goes_on(group, entry):
            return group
    newest = groups[-1] if groups else None
    if newest is not None and _is_more_of(newest, entry):
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
    asked = next((one for one in group if one.outcome != "accepted" and one.repeats(entry)), None)
    return asked is not None and group[-1].outcome != "accepted"


def _is_more_of(group: Sequence[Entry], entry: Entry) -> bool:
    """Whether an entry is one more of the same kind, with the same outcome, at the same site."""
    last = group[-1]
    if kind_of(group[0]) != kind_of(entry):
        return False
    if kind_of(entry) == "sign-in":
        return last.outcome != "refused"
    same_site = registrable(last.sent.bare_host) == registrable(entry.sent.bare_host)
    return same_site and last.outcome == entry.outcome and entry.outcome != "unjudged"


def kind_of(entry: Entry) -> IntentionKind:
    """Return what kind of thing a request wants."""
    sent = entry.sent
    if sent.grant_type == "refresh_token" or any("refresh" in name for name in sent.fields):
        return "renewal"
    if signs_out(entry):
        return "sign-out"
    in_sign_in = entry.exchange.purpose in SIGN_IN
    if in_sign_in or sent.is_login or sent.is_token_request or sent.has_saml:
        return "sign-in"
    if is_login_target(sent.url) or entry.heard.leads_to_login:
        return "sign-in"
    return "page" if entry.heard.content.is_html else "call"


def _intention(group: Sequence[Entry]) -> Intention:
    kind = kind_of(group[0])
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
    name = sent.path.rstrip("/").rpartition("/")[2] or sent.host
    return f"{sent.method} {name}"[:_LONGEST_WORDS]


def _outcome(group: Sequence[Entry]) -> IntentionOutcome:
    last = group[-1]
    if last.outcome == "accepted":
        return "reached"
    if last.outcome == "refused":
        return "refused"
    reached = last.heard.is_redirect or any(one.outcome == "accepted" for one in group)
    return "reached" if reached else "given-up"
