"""Where a secret came from: what replies hand out, for how long, under which name.

Cookies (RFC 6265 §4.1), members of JSON (RFC 6749 §5.1 and what APIs call theirs), headers that
carry a token back, and the parameters of a redirect (RFC 6749 §4.1.2).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, cast
from urllib.parse import parse_qsl, unquote_plus

from inspector.model.annotation import Place
from inspector.protocol.cookie.cookies import SetCookie
from inspector.protocol.dates import any_date
from inspector.protocol.field_names import (
    is_key_name,
    is_of_one_exchange,
    is_secret_member,
    may_hand_out,
)
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split
from inspector.reading import places
from inspector.story.entry import NO_CLOCK, Entry

_SHORTEST, _LONGEST = 8, 8192
_LARGEST = 64 * 1024  # a reply that hands out a token is small
_LINES, _FIELDS = 100, 60


class Birth(NamedTuple):
    """One value that a reply handed out. ends: when it says its lifetime is over."""

    value: str
    name: str
    how: str
    entry: int
    place: Place
    ends: datetime | None = None


def births(entry: Entry) -> Iterator[Birth]:
    """Yield what one reply hands out."""
    reply = entry.exchange.reply
    if reply is None:
        return
    yield from _in_headers(entry)
    if entry.heard.is_redirect:
        yield from _in_redirect(entry)
    if 0 < len(reply.body) <= _LARGEST and may_hand_out(reply.body):
        yield from _in_members(entry)
        if entry.heard.content.is_html:
            yield from _in_page(entry)
    if 0 < len(reply.body) <= _LONGEST_WORD and not entry.sent.is_safe:
        yield from _alone(entry)


def _in_headers(entry: Entry) -> Iterator[Birth]:
    for index, cookie in entry.cookies_set:
        if not is_cleared(cookie, entry):
            place = places.in_header(entry.index, "reply", index, entry.heard.headers[index])
            ends = cookie.expires if cookie.expires and cookie.expires < NO_CLOCK else None
            yield Birth(unquote_plus(cookie.value), cookie.name, "cookie", entry.index, place, ends)
    headers = entry.heard.headers[:_LINES]
    for index in _handing_out(tuple([header.name for header in headers])):
        header = headers[index]
        if len(header.value) >= _SHORTEST:
            place = places.in_header(entry.index, "reply", index, header)
            yield Birth(header.value.strip(), header.name, "header", entry.index, place)


@lru_cache(maxsize=1024)
def _handing_out(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return which headers hand something out; thousands of replies have the same names."""
    return tuple(index for index, name in enumerate(names) if _is_handed_out(name))


def _is_handed_out(name: str) -> bool:
    return name.lower() not in _NO_TOKEN and (is_key_name(name) or is_of_one_exchange(name))


_NO_TOKEN = frozenset({"set-cookie", "location", "www-authenticate", "proxy-authenticate"})


def is_cleared(cookie: SetCookie, entry: Entry) -> bool:
    """Whether a Set-Cookie line takes the cookie away: no value, or a moment that is over."""
    now = entry.server_time
    past = cookie.expires is not None and now is not None and cookie.expires <= now
    return past or cookie.value.strip('"').lower() in _CLEARED


_CLEARED = frozenset({"", "deleted", "deleteme", "delete", "expired", "null", "none", "invalid"})
_DIGITS = 9


def _in_redirect(entry: Entry) -> Iterator[Birth]:
    parts = split(entry.heard.location)
    place = entry.heard.header_place("location")
    for text in (parts.query, parts.fragment):
        for name, value in parse_qsl(text)[:_FIELDS]:
            handed = is_key_name(name) or name in _OF_A_REDIRECT
            if handed and len(value) >= _SHORTEST and place is not None:
                yield Birth(value, name, "redirect", entry.index, place)


_OF_A_REDIRECT = frozenset({"code", "ticket", "SAMLResponse", "SAMLart", "id_token"})


def _in_members(entry: Entry) -> Iterator[Birth]:
    """Yield the secrets of a body, each with the lifetime that stands beside it.

    Of XML only what came of a request that writes: a login. Documents are full of ids and keys.
    """
    content = entry.heard.content
    pairs = content.xml_leaves() if content.is_xml else content.scalars()
    named = () if content.is_xml else _within(content.json)
    members = [(n, v) for n, v in (*named, *pairs) if v is not None]
    if content.is_xml and not (entry.sent.is_login or _posts_to_a_login(entry)):
        return
    ends = stated_end(entry, members)
    for name, value in members:
        if not isinstance(value, str) or not _SHORTEST <= len(value) <= _LONGEST or " " in value:
            continue
        if is_secret_member(name):
            place = places.in_body(entry.index, "reply", places.find(content.bytes, value))
            own = None if "refresh" in name.lower() else ends
            yield Birth(value, name, "reply", entry.index, place, own)


def _within(value: object, deep: int = 0) -> Iterator[tuple[str, object]]:
    """Yield what an object holds that is called a token itself, under the name of the object.

    `{"token": {"id": "…", "expires": "…"}}`: the member says no more than which it is.
    """
    if deep >= _DEEP:
        return
    if isinstance(value, list):
        for one in value[:_FEW]:
            yield from _within(one, deep + 1)
    for name, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, dict) and _HOLDS_ONE.match(name):
            texts = (inner.get(each) for each in _ITSELF)
            yield from ((name, one) for one in texts if isinstance(one, str) and _is_made(one))
        yield from _within(inner, deep + 1)


def _is_made(text: str) -> bool:
    return is_random(text) or _MADE.fullmatch(text) is not None


_DEEP, _FEW = 6, 10
# finds `d50247db166103f`
# but not `standup-2024`, `administrator`
_MADE = lazy_re(r"(?=[A-Za-z]{0,200}\d)[A-Za-z\d]{12,200}")
_ITSELF = ("value", "name", "id")
# finds `Token`, `sessionToken`, `access_token`
# but not `tokens`, `token_type`
_HOLDS_ONE = lazy_re(r"(?i)^(?:[a-z]{1,12}_?)?(?:token|session|ticket)$")


def _posts_to_a_login(entry: Entry) -> bool:
    return entry.sent.is_login_address and not entry.sent.is_safe


def begins_a_session(entry: Entry) -> bool:
    """Whether a session is asked for by the address, with whatever proof: a key, a signed sum."""
    return entry.sent.method == "POST" and _NEW_SESSION.search(entry.sent.path) is not None


# finds `/api/sessions`, `/session/token`, `/v2/session/new`
# but not `/v2/sessions/4f1c/keys`
_NEW_SESSION = lazy_re(r"(?i)/sessions?(?:/(?:tokens?|new|start|create|login|open))?/?$")


# finds `expires_in`, `expiresIn`, `ttl`, `session_timeout`
# but not `created_at`
_LASTS = lazy_re(
    r"(?i)^(?:(?:access_?|id_?)?(?:token_?)?(?:expires?_?in|expiration_?in|expiry_?in|lifetime|ttl|"
    r"max_?age|valid_?for|duration|expires_?in_?seconds|timeout|lease_?(?:duration|time))"
    r"(?:_?s(?:ec(?:onds)?)?)?)$"
)
# finds `expires_at`, `expirationTime`, `validUntil`
# but not `expires_in`
_UNTIL = lazy_re(
    r"(?i)^(?:(?:access_?|id_?)?(?:token_?|session_?|access_?)?(?:expires?(?:_?(?:at|on|time|date))?|"
    r"expiration(?:_?(?:time|date))?|expiry(?:_?(?:time|date))?|valid_?(?:until|to|till)|exp))$"
)
_LONGEST_LIFE = 400_000_000  # seconds, twelve years; larger numbers are moments


def stated_end(entry: Entry, members: list[tuple[str, object]]) -> datetime | None:
    """Return when a reply says that what it hands out will end."""
    start = entry.server_time
    for name, value in members:
        seconds = _number(value)
        lasts = start is not None and seconds is not None and 0 < seconds < _LONGEST_LIFE
        if lasts and (_LASTS.match(name) or _UNTIL.match(name)):
            return cast("datetime", start) + timedelta(seconds=cast("float", seconds))
        if _UNTIL.match(name) and (seconds is None or seconds >= _LONGEST_LIFE):
            when = any_date(value)
            if when is not None:
                return when
    return None


# finds `/oauth2/validate`, `/oauth/introspect`, `/tokeninfo`
# but not `/orders/validate-address`
_CHECKS = lazy_re(r"(?i)/(?:validate|verify|introspect(?:ion)?|token_?-?info|check_?-?token)/?$")


def is_check(entry: Entry) -> bool:
    """Whether a request asks whether a token is still good, and wants nothing else."""
    return _CHECKS.search(entry.sent.path) is not None


def makes_anew(entry: Entry) -> bool:
    """Whether an accepted request asks, by its address, for a new key or token in place of one."""
    return not entry.sent.is_safe and entry.succeeded and _ANEW.search(entry.sent.path) is not None


# finds `/api_key/regenerate`, `/keys/7/roll`, `/apps/7/secret/reset`
# but not `/keys`, `/rolls`, `/reset-password`
_ANEW = lazy_re(
    r"(?i)(?:^|[/_.:-])(?:re-?generate|rotate|roll(?:over)?|renew|re-?issue|re-?new|"
    r"(?:reset|new|change)[_-]?(?:api[_-]?)?(?:token|key|secret)|"
    r"(?:token|key|secret)s?(?:/[\w-]+)?[/_-](?:reset|new|change))(?=$|[/_.:?-])"
)


def checked_end(entry: Entry) -> tuple[datetime, Place] | None:
    """Return the end of the token that an entry has checked, by the reply; None where it says none.

    Introspection (RFC 7662 §2.2) and what providers had before it answer about what was sent.
    """
    if not entry.succeeded or not _CHECKS.search(entry.sent.path):
        return None
    members = [(n, v) for n, v in entry.heard.content.scalars() if v is not None]
    ends = stated_end(entry, members)
    return (ends, places.in_body(entry.index, "reply")) if ends is not None else None


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    text = str(value)
    return float(text) if text.isascii() and text.isdecimal() and len(text) <= 2 * _DIGITS else None


def _alone(entry: Entry) -> Iterator[Birth]:
    """Yield the one word of a reply to a request for a session or ticket.

    It has no name until a request sends it under one.
    """
    asks = _ASKS_FOR_ONE.search(f"{entry.sent.path} {entry.sent.operation}")
    text = _only_word(entry) if asks and entry.came else ""
    if _LONE.fullmatch(text):
        place = places.in_body(entry.index, "reply", places.find(entry.heard.content.bytes, text))
        yield Birth(text, "", "reply", entry.index, place)


def _only_word(entry: Entry) -> str:
    """Return the whole text of a reply; of JSON what a call returned, in a member named so."""
    content = entry.heard.content
    if not isinstance(content.json, dict):
        return content.text.strip().strip("\"'")
    found = next((content.json[name] for name in _RESULTS if name in content.json), None)
    return found if isinstance(found, str) else ""


_RESULTS = ("result", "return", "data", "value")
# finds `ST-36-H8UbsOfRGQBNR4Z81oBr-sso.example`, `5y0lL7yfhV87QqQvLsC5zHrISHusbrK7`
# but not `stored`, `2023-11-14T09:00:00Z`
_LONE = lazy_re(r"(?=[^\d\s]{0,200}\d)(?=[^A-Za-z\s]{0,200}[A-Za-z])[\w.+/=~-]{16,200}")
# finds `/v1/tickets`, `get_session_key`, `/api/login`
# but not `/jobs`, `/authors`
_ASKS_FOR_ONE = lazy_re(r"(?i)session|log_?-?(?:in|on)\b|ticket|token|\bauth(?:ent|oriz|\b|_)")
_LONGEST_WORD = 256


def _in_page(entry: Entry) -> Iterator[Birth]:
    """Yield the tokens against forgery that a page has in its fields and its head."""
    content = entry.heard.content
    for field in content.page.csrf_fields[:_FIELDS]:
        if len(field.value) >= _SHORTEST:
            place = places.in_body(entry.index, "reply", places.find(content.bytes, field.value))
            yield Birth(field.value, field.name, "page", entry.index, place)
