"""Reads cookies people bring along: a Cookie header, Set-Cookie lines, cookies.txt, JSON, cURL.

JSON is what browsers' extensions and developer tools export: a list of objects.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.intake.curl import headers as curl_headers
from inspector.intake.registry import read
from inspector.intake.results import Unreadable
from inspector.model.collection import Problem
from inspector.model.secret import Secret
from inspector.protocol.cookie import cookies
from inspector.protocol.cookie.cookies import SameSite, SetCookie
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.urls import host_of
from inspector.wording import tr

_SET, _SENT = "set-cookie:", "cookie:"
_SITES: dict[str, SameSite] = {"strict": "strict", "lax": "lax", "none": "none"}
_SITES["no_restriction"] = "none"
_replace = msgspec.structs.replace


class Brought(NamedTuple):
    """A cookie, and the address whose reply might have set it."""

    cookie: SetCookie
    url: str

    def __repr__(self) -> str:
        return f"Brought(name={self.cookie.name!r})"


def read_cookies(text: str, url: str, now: datetime) -> tuple[Brought, ...]:
    """Return the cookies of a text; raises Unreadable where it holds none.

    url: whose they are where the text does not say. now: to count Max-Age from.
    """
    stripped = text.strip()
    if stripped.startswith(("[", "{")):
        found = tuple(_of_json(stripped))
    elif stripped.startswith(("curl ", "curl.exe ")):
        found = tuple(_of_curl(stripped))
    else:
        found = tuple(_of_lines(stripped, url, now))
    if not found:
        raise Unreadable(_nothing(tr("There is no cookie in it.")))
    if any(not host_of(one.url) for one in found):
        raise Unreadable(_nothing(tr("It does not say for which host the cookies are.")))
    return found


def _of_lines(text: str, url: str, now: datetime) -> Iterator[Brought]:
    for line in text.splitlines():
        lower = line.strip().lower()
        if (kept := curl_headers.stored(line)) is not None:
            yield _of_file(kept, line)
        elif lower.startswith(_SET):
            yield Brought(cookies.parse(line.strip()[len(_SET) :].strip(), now), url)
        elif lower.startswith(_SENT) or ("=" in lower and ":" not in lower.partition("=")[0]):
            yield from _sent(line.strip()[len(_SENT) if lower.startswith(_SENT) else 0 :], url)


def _sent(value: str, url: str) -> Iterator[Brought]:
    for pair in cookies.pairs(value):
        yield Brought(_plain(pair.name, pair.value), url)


def _of_curl(text: str) -> Iterator[Brought]:
    reading = read(text.encode("utf-8", "surrogateescape"))
    if reading.request is None:
        return
    known = Scope().with_secrets({ref: Secret(value) for ref, value in reading.secrets.items()})
    for row in reading.request.headers:
        if row.name.lower() == "cookie":
            yield from _sent(fill(row.value, known).text, reading.request.url)


def _of_file(kept: curl_headers.Stored, line: str) -> Brought:
    """Make a cookie of a line of cookies.txt (Netscape's format)."""
    name, _, value = kept.pair.partition("=")
    cookie = _replace(
        _plain(name, value),
        domain=kept.domain if kept.subdomains else "",
        path=kept.path,
        expires=loose_numeric_date(kept.expires),
        is_secure=kept.secure,
        is_http_only=line.startswith(curl_headers.HTTP_ONLY),
    )
    return Brought(cookie, f"https://{kept.domain}{kept.path}")


def _of_json(text: str) -> Iterator[Brought]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(_nothing(tr("This JSON can't be read."))) from None
    rows = content.get("cookies", []) if isinstance(content, dict) else content
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("name"), str):
            yield _of_object(row)


def _of_object(row: dict[str, Any]) -> Brought:
    domain, path = str(row.get("domain") or ""), str(row.get("path") or "/")
    host = domain.lstrip(".").lower()
    end = row.get("expirationDate", row.get("expires"))
    cookie = _replace(
        _plain(row["name"], str(row.get("value") or "")),
        domain="" if row.get("hostOnly", not domain.startswith(".")) else host,
        path=path,
        expires=loose_numeric_date(end),
        is_secure=row.get("secure") is True,
        is_http_only=row.get("httpOnly") is True,
        same_site=_SITES.get(str(row.get("sameSite")).lower(), ""),
    )
    return Brought(cookie, f"https://{host}{path}")


def _plain(name: str, value: str) -> SetCookie:
    return SetCookie(name=name, value=value, value_span=(0, len(value)), path="/")


def _nothing(what: str) -> Problem:
    todo = tr(
        "Paste a Cookie header, Set-Cookie lines, a cURL command or cookies.txt, and say the host."
    )
    return Problem(what=what, todo=todo)
