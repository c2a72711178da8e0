"""Sends the cookies that replies have set along with a request."""

from collections.abc import Callable

import msgspec

from inspector.library.refs import in_text
from inspector.model.attempt import Attempt
from inspector.model.message import readable
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef

Put = Callable[[str], SecretRef]
_replace = msgspec.structs.replace


def with_cookies(request: Request, cookies: dict[str, str], put: Put) -> Request:
    """Return the request with these cookies; their values are kept in the vault.

    A cookie that is the request's credential gets its new value there.
    """
    credential, cookies = request.credential, dict(cookies)
    place, name = credential.travels
    own = cookies.pop(name, "") if place == "cookie" else ""
    if own:
        request = _replace(request, credential=credential.with_secret(put(own)))
    if not cookies:
        return request
    rows = [row for row in request.headers if row.name.lower() != "cookie" or not row.enabled]
    written = [row for row in request.headers if row.name.lower() == "cookie" and row.enabled]
    kept = [
        pair.strip()
        for row in written
        for pair in row.value.split(";")
        if pair.strip() and pair.partition("=")[0].strip() not in cookies
    ]
    pairs = [*kept, *(f"{name}={in_text(put(value))}" for name, value in cookies.items())]
    return _replace(request, headers=(*rows, RequestHeader("Cookie", "; ".join(pairs))))


def cookies_of(attempt: Attempt) -> dict[str, str]:
    """Return the cookies that the replies of an attempt set, the last value of each."""
    found: dict[str, str] = {}
    for exchange in attempt.exchanges:
        for header in exchange.reply.headers if exchange.reply is not None else ():
            if header.name.lower() == "set-cookie":
                name, _, value = readable(header.value).partition(";")[0].partition("=")
                found[name.strip()] = value.strip()
    return {name: value for name, value in found.items() if name and value}
