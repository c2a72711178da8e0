"""Lets the cookies that replies have set go along with a request: by the jar, or written in it."""

from collections.abc import Callable, Container
from datetime import UTC, datetime

import msgspec

from inspector.library.refs import in_text
from inspector.model.attempt import Attempt
from inspector.model.message import readable
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.cookie.cookie_uses import cookie_pairs
from inspector.protocol.cookie.cookies import set_cookies_of

Put = Callable[[str], SecretRef]
Carry = Callable[[Request, dict[str, str], Put], Request]
_replace = msgspec.structs.replace


def left_to_jar(request: Request, cookies: dict[str, str], put: Put) -> Request:
    """Return the request so that the jar sends these cookies: no value written in it is in the way.

    A cookie that is the request's credential gets its new value there. Where the request sends no
    cookies of the jar, they are written in it.
    """
    if not request.options.use_cookies:
        return with_cookies(request, cookies, put)
    request, cookies = _with_own(request, cookies, put)
    rows, kept = _apart(request, cookies)
    if kept is None:
        return request
    row = (RequestHeader("Cookie", "; ".join(kept)),) if kept else ()
    return _replace(request, headers=(*rows, *row))


def with_cookies(request: Request, cookies: dict[str, str], put: Put) -> Request:
    """Return the request with these cookies written in it; their values are kept in the vault.

    A cookie that is the request's credential gets its new value there.
    """
    request, cookies = _with_own(request, cookies, put)
    if not cookies:
        return request
    rows, kept = _apart(request, cookies)
    pairs = [*(kept or ()), *(f"{name}={in_text(put(value))}" for name, value in cookies.items())]
    return _replace(request, headers=(*rows, RequestHeader("Cookie", "; ".join(pairs))))


def _with_own(
    request: Request, cookies: dict[str, str], put: Put
) -> tuple[Request, dict[str, str]]:
    """Give the credential its new value where it is one of these cookies; return the others."""
    place, name = request.credential.travels
    own = cookies.get(name, "") if place == "cookie" else ""
    if not own:
        return request, cookies
    others = {other: value for other, value in cookies.items() if other != name}
    return _replace(request, credential=request.credential.with_secret(put(own))), others


def _apart(
    request: Request, names: Container[str]
) -> tuple[tuple[RequestHeader, ...], list[str] | None]:
    """Return the other headers, and the written cookies of other names; None: none are written."""
    written = [row for row in request.headers if row.name.lower() == "cookie" and row.enabled]
    rows = tuple(row for row in request.headers if row not in written)
    if not written:
        return rows, None
    pairs = [pair.strip() for row in written for pair in row.value.split(";") if pair.strip()]
    return rows, [pair for pair in pairs if pair.partition("=")[0].strip() not in names]


def cookies_of(attempt: Attempt) -> dict[str, str]:
    """Return the cookies that the replies of an attempt set, the last value of each.

    One that a later reply takes away is none of them.
    """
    found: dict[str, str] = {}
    for exchange in attempt.exchanges:
        lines = exchange.reply.headers if exchange.reply is not None else ()
        now = exchange.started or _LONG_AGO
        for _, cookie in set_cookies_of(lines, now):
            over = cookie.expires is not None and cookie.expires <= now
            found[cookie.name] = "" if over else cookie.value
    return {name: value for name, value in found.items() if name and value}


_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # what takes a cookie away names 1970


def cookies_carried(attempt: Attempt) -> dict[str, str]:
    """Return the cookies that the last request of an attempt carried, as a form belongs to some."""
    last = attempt.last
    headers = last.request.headers if last is not None else ()
    lines = [readable(row.value) for row in headers if row.name.lower() == "cookie"]
    found = {
        name: line[slice(*place)].strip() for line in lines for name, _, place in cookie_pairs(line)
    }
    return {name: value for name, value in found.items() if name and value}
