"""Who took part: for each host what it is, whether it answers to anybody, and which server did."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from inspector.model.annotation import Place
from inspector.model.exchange import SIGN_IN
from inspector.model.story import Party, PartyKind
from inspector.protocol.login_addresses import is_login_target
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import registrable
from inspector.reading import places
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory

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
    if any(one.status == LOGIN_AT_PROXY for one in entries):
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


# ---------------- Which of the servers behind one name answered
# finds `X-Served-By`, `X-Backend-Server`, `X-App-Instance-Id`, `Machine-Id`, `shop-name`
# but not `X-Server-Timing`, `Server`, `X-Name`, `Host`
_NAMES = lazy_re(
    r"(?i)^(?:(?:x-)?(?:[a-z]\w{1,20}-)?(?:served-by|(?:backend|upstream|instance|node|pod|worker|"
    r"replica|machine)(?:-?(?:id|name|addr|server|host))?|hostname)|"
    r"x-(?:server|host)(?:-?(?:id|name|addr|server|host))?|(?!x-)[a-z]{2,12}-name)$"
)
# Cookies in which balancers name the server that they chose.
# finds `SERVERID`, `ROUTEID`, `INGRESSCOOKIE`
# but not `sessionid`
_OF_A_BALANCER = lazy_re(r"(?i)^(?:server_?id|route_?id|srv|srvid|backend(?:_?id)?|node(?:_?id)?)$")
_TWICE = 2


def answered_by(entry: Entry) -> tuple[str, Place]:
    """Return what names the server that answered, and its place.

    A header of its own, else the address; empty where nothing tells.
    """
    for index, header in enumerate(entry.heard.headers):
        if header.value and _NAMES.match(header.name):
            return header.value, places.in_header(entry.index, "reply", index, header)
    for index, cookie in entry.cookies_set:
        if cookie.value and _OF_A_BALANCER.match(cookie.name):
            place = places.in_header(entry.index, "reply", index, entry.heard.headers[index])
            return cookie.value, place
    connection = entry.exchange.connection
    return connection.peer if connection is not None else "", places.connection(entry.index)


class Split(NamedTuple):
    """refused: what one server refused. accepted: what others took, first of all in between.

    crosswise: where others refused what that one took, else None.
    """

    refused: list[Entry]
    accepted: list[Entry]
    crosswise: Entry | None = None


def split_by_server(story: TraceStory, entry: Entry) -> Split | None:
    """Return how the servers of a host differ over what a refused entry sent; None if they don't.

    Each refuses what the other took; or one alone refuses it, more than once, and the others
    accepted it in between. Once between two others is enough where it leads to a login, or the same
    call with another value was accepted.
    """
    here, host = answered_by(entry)[0], entry.sent.host
    if not here or entry.outcome != "refused":
        return None
    for life in story.lives.sent_in(entry):
        refused = [use.entry for use in life.refused if use.entry.sent.host == host]
        near = (*life.accepted_before(entry), *life.accepted_after(entry))
        accepted = [use.entry for use in near if use.entry.sent.host == host]
        between = [one for one in accepted if refused[0].index < one.index < refused[-1].index]
        theirs = {answered_by(one)[0] for one in accepted}
        alone = {answered_by(one)[0] for one in refused} == {here} and not theirs & {"", here}
        once = _is_amid(entry, accepted) and _may_be_called(story, entry)
        if alone and ((between and len(refused) >= _TWICE) or once):
            return Split(refused, [*between, *accepted])
        crosswise = _crosswise(story, entry, theirs) if alone else None
        if crosswise is not None:
            return Split(refused, accepted, crosswise)
    return None


def _crosswise(story: TraceStory, entry: Entry, theirs: set[str]) -> Entry | None:
    """Return where those who accepted it refused, before, what the one that refuses accepted."""
    here, host = answered_by(entry)[0], entry.sent.host
    for one in story.before(entry, _MOST_READ):
        if one.outcome != "refused" or one.sent.host != host or answered_by(one)[0] not in theirs:
            continue
        for life in story.lives.sent_in(one):
            uses = (*life.accepted_before(one), *life.accepted_after(one))
            if any(answered_by(use.entry)[0] == here for use in uses):
                return one
    return None


def _is_amid(entry: Entry, accepted: list[Entry]) -> bool:
    return {one.index < entry.index for one in accepted} == {True, False}


def _may_be_called(story: TraceStory, entry: Entry) -> bool:
    """Whether it leads to a login, or another value was given just this, so that no right lacks."""
    near = (*story.before(entry, _MOST_READ), *story.after(entry, _MOST_READ))
    return not entry.is_refused or any(one.succeeded and one.repeats(entry) for one in near)
