"""Logouts that a login provider sends to an application: sessions end that nobody left there.

Back-channel: a signed token in a POST of the provider (OpenID Connect Back-Channel Logout 1.0
§2.4). Front-channel: `iss` and `sid` in the query of a page that a browser loads unseen
(Front-Channel Logout 1.0 §3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inspector.model.annotation import Place
from inspector.protocol.tokens import jose
from inspector.reading import places
from inspector.reading.statuses import SUCCESSES
from inspector.story.entry import Entry
from inspector.story.lives import signs_out
from inspector.story.trace_story import TraceStory

_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_WHOSE = ("sid", "sub")
_FAR, _LONG = 400, 20


class ProviderLogout(NamedTuple):
    """entry, place: of the logout. login: of the ID token of the only login, or None."""

    entry: Entry
    place: Place
    login: Place | None


def provider_logout(story: TraceStory, last: Entry, entry: Entry) -> ProviderLogout | None:
    """Return the logout that ended a session between its last success and its refusal, or None.

    It is not it where every login in the trace is another one; beside a second login nobody can
    tell which of them the session came from.
    """
    for between in reversed(story.between(last, entry)[-_FAR:]):
        told = _told(between) if between.sent.bare_host == entry.sent.bare_host else None
        if told is None:
            continue
        logins = [*_id_tokens(story, between)]
        mine = [place for place, claims in logins if _is_same(claims, told[0])]
        if mine or not logins:
            alone = len(mine) == len(logins) > 0
            return ProviderLogout(between, told[1], mine[-1] if alone else None)
    return None


def _told(entry: Entry) -> tuple[dict[str, object], Place] | None:
    """Return whose session a request ends, and where it says so; None where it ends none."""
    if entry.status not in SUCCESSES:
        return None
    claims = _claims(entry.sent.fields.get("logout_token"))
    events = claims.get("events")
    if isinstance(events, dict) and _EVENT in events:
        return claims, places.in_body(entry.index, "request")
    query: dict[str, object] = dict(entry.sent.query)
    if signs_out(entry) and {"iss", "sid"} <= query.keys():
        return query, places.in_line(entry.index, "request")
    return None


def _id_tokens(story: TraceStory, entry: Entry) -> Iterator[tuple[Place, dict[str, object]]]:
    """Yield the claims of the ID tokens that were handed out before an entry."""
    for one in story.before(entry, _FAR):
        handed = one.heard.content.object.get("id_token") if one.came else None
        if claims := _claims(handed):
            found = places.find(one.heard.content.bytes, str(handed))
            yield places.in_body(one.index, "reply", found), claims
        brought = one.sent.fields.get("id_token")
        if claims := _claims(brought):
            yield places.in_body(one.index, "request"), claims


def _claims(text: object) -> dict[str, object]:
    read = jose.read(text) if isinstance(text, str) and len(text) > _LONG else None
    return (read.claims or {}) if isinstance(read, jose.Jws) else {}


def _is_same(login: dict[str, object], logout: dict[str, object]) -> bool:
    """Whether a logout is of a login's session, or of all sessions of its person (§2.4)."""
    if login.get("iss") != logout.get("iss"):
        return False
    name = next((name for name in _WHOSE if logout.get(name)), "")
    return bool(name) and login.get(name) == logout.get(name)
