"""Parses Set-Cookie and Cookie as browsers do (RFC 6265bis §5.6).

Values are kept as recorded: JSON, blanks, equals signs and brackets in names included.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from inspector.model.message import Header, Span
from inspector.protocol.cookie.cookie_dates import cookie_date
from inspector.protocol.dates import utc

SameSite = Literal["", "strict", "lax", "none"]

_BLANK = " \t"
_MOST_ATTRIBUTE = 1024
_SECONDS_400_DAYS = 400 * 86400
_KNOWN = frozenset(
    {"expires", "max-age", "domain", "path", "secure", "httponly", "samesite", "partitioned",
     "priority"}
)  # fmt: skip


class SetCookie(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One Set-Cookie line. expires: the end by Max-Age or Expires, None for the session.

    domain: in small letters without a leading dot, empty where the host alone gets it back.
    unknown: attributes without a meaning. value_span: of the value in the line.
    """

    name: str
    value: str
    value_span: Span
    domain: str = ""
    path: str = ""
    expires: datetime | None = None
    is_secure: bool = False
    is_http_only: bool = False
    same_site: SameSite = ""
    is_partitioned: bool = False
    priority: str = ""
    unknown: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"SetCookie(name={self.name!r}, domain={self.domain!r}, path={self.path!r})"


class CookiePair(msgspec.Struct, frozen=True, kw_only=True):
    """One pair of a Cookie header; spans are of the whole pair and of the value."""

    name: str
    value: str
    span: Span
    value_span: Span


def parse(value: str, now: datetime) -> SetCookie:
    """Read one Set-Cookie line (RFC 6265bis §5.6); never raises. now: to count Max-Age from."""
    end = value.find(";")
    pair = value if end < 0 else value[:end]
    equals = pair.find("=")
    name = pair[:equals].strip(_BLANK) if equals >= 0 else ""
    raw = pair[equals + 1 :]
    start = equals + 1 + len(raw) - len(raw.lstrip(_BLANK))
    text = raw.strip(_BLANK)
    attributes = _attributes("" if end < 0 else value[end + 1 :])
    return SetCookie(
        name=name,
        value=text,
        value_span=(start, start + len(text)),
        domain=attributes.get("domain", "").removeprefix(".").lower(),
        path=attributes.get("path", ""),
        expires=_expires(attributes, now),
        is_secure="secure" in attributes,
        is_http_only="httponly" in attributes,
        same_site=_same_site(attributes.get("samesite", "")),
        is_partitioned="partitioned" in attributes,
        priority=attributes.get("priority", ""),
        unknown=tuple(one for one in attributes if one not in _KNOWN),
    )


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes, the last of a name counting; over-long ones are left out (§5.6)."""
    result: dict[str, str] = {}
    for part in text.split(";")[:200]:
        name, _, value = part.partition("=")
        if name.strip(_BLANK) and len(value) <= _MOST_ATTRIBUTE:
            result[name.strip(_BLANK).lower()[:80]] = value.strip(_BLANK)
    return result


def _same_site(text: str) -> SameSite:
    names: dict[str, SameSite] = {"strict": "strict", "lax": "lax", "none": "none"}
    return names.get(text.lower(), "")


def _expires(attributes: dict[str, str], now: datetime) -> datetime | None:
    """Return the end of life; Max-Age wins, and 400 days are the most (§5.5)."""
    latest = now + timedelta(seconds=_SECONDS_400_DAYS)
    age = attributes.get("max-age", "")
    if age.removeprefix("-").isdecimal() and age.isascii():
        seconds = max(-1, min(int(age[:15]), _SECONDS_400_DAYS))
        return now + timedelta(seconds=seconds) if seconds > 0 else utc(0)
    moment = cookie_date(attributes.get("expires", ""))
    return min(moment, latest) if moment else None


def set_cookies_of(headers: tuple[Header, ...], now: datetime) -> tuple[tuple[int, SetCookie], ...]:
    """Return (index of the header line, cookie) for every Set-Cookie line."""
    return tuple(
        (index, parse(header.value, now))
        for index, header in enumerate(headers)
        if header.name.lower() == "set-cookie"
    )


def cookie_names(headers: tuple[Header, ...]) -> tuple[str, ...]:
    """Return the names of all cookies that a request sends."""
    lines = (header.value for header in headers if header.name.lower() == "cookie")
    return tuple(pair.name for line in lines for pair in pairs(line))


def pairs(value: str) -> tuple[CookiePair, ...]:
    """Split a Cookie header; a part without `=` is a value without a name."""
    result = []
    start = 0
    for part in value.split(";"):
        body = part.strip(_BLANK)
        if body:
            at = start + part.index(body)
            name, equals, text = body.partition("=")
            if not equals:
                name, text = "", body
            end = at + len(body)
            result.append(
                CookiePair(name=name.strip(_BLANK), value=text, span=(at, end),
                           value_span=(end - len(text), end))
            )  # fmt: skip
        start += len(part) + 1
    return tuple(result)
