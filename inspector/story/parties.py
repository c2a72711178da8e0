"""Who took part: for each host what it is, and whether it answers to anybody."""

from __future__ import annotations

from collections import defaultdict

from inspector.model.exchange import SIGN_IN
from inspector.model.story import Party, PartyKind
from inspector.protocol.cookie.cookie_rules import registrable
from inspector.protocol.login_addresses import is_login_target
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory

_PROXY = 407
_MOST_READ = 40  # entries of one host that are looked at: they are alike


def parties(story: TraceStory) -> tuple[Party, ...]:
    """Return the hosts in the order in which they answered first."""
    by_host: dict[str, list[Entry]] = defaultdict(list)
    for entry in story.entries:
        by_host[entry.sent.host].append(entry)
    own = _own_site(story)
    return tuple(
        Party(
            host=host,
            kind=_kind(entries[:_MOST_READ], own),
            entries=tuple(entry.index for entry in entries),
            public=_is_public(entries[:_MOST_READ]),
        )
        for host, entries in by_host.items()
        if host
    )


def _own_site(story: TraceStory) -> str:
    """Return the registrable domain of the page that is open, else of what was asked first."""
    page = next((one for one in story.entries if one.heard.content.is_html), None)
    first_one = page or next(iter(story.entries), None)
    return registrable(first_one.sent.bare_host) if first_one is not None else ""


def _kind(entries: list[Entry], own: str) -> PartyKind:
    if any(one.status == _PROXY for one in entries):
        return "proxy"
    if any(_signs_in(one) for one in entries):
        return "login-provider"
    if registrable(entries[0].sent.bare_host) != own and not any(one.carried for one in entries):
        return "third-party"
    if any(one.heard.content.is_html and one.succeeded for one in entries):
        return "page"
    return "api" if any(one.heard.content.json is not None for one in entries) else "server"


def _signs_in(entry: Entry) -> bool:
    if entry.exchange.purpose in SIGN_IN or entry.sent.is_token_request:
        return True
    asks = {"response_type", "client_id"} <= {name for name, _ in entry.sent.query}
    return asks or (is_login_target(entry.sent.url) and entry.sent.has_saml)


def _is_public(entries: list[Entry]) -> bool:
    """Whether it let in somebody who sent nothing."""
    return any(one.succeeded and not one.sent.has_any for one in entries)
