"""The fix that fetches a CSRF token: a GET for it, then the request with the token in place."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.credential import ApiKey
from inspector.model.message import readable
from inspector.model.request import NoBody, Request, RequestHeader
from inspector.workbench.csrf_token import CsrfToken, find

SendPlain = Callable[[Request], Awaitable[Attempt]]
_replace = msgspec.structs.replace
_OF_THE_BODY = "content-"


class Fetched(NamedTuple):
    """The request with its token (as it was, without one), and what was sent for it."""

    request: Request
    header: str
    attempt: Attempt


async def with_csrf_token(request: Request, wanted: str, send: SendPlain) -> Fetched:
    """Ask the same address by GET and repeat its token, with the cookies that came along.

    wanted: the token's name where the refusal gave one. header is empty where no token was found.
    """
    attempt = await send(question(request))
    token = find(attempt, wanted)
    if token is None:
        return Fetched(request, "", attempt)
    return Fetched(_with_cookies(_with_token(request, token), attempt), token.header, attempt)


def question(request: Request) -> Request:
    """Return the request that fetches the token: the same, reading only."""
    rows = tuple(row for row in request.headers if not row.name.lower().startswith(_OF_THE_BODY))
    return _replace(request, method="GET", body=NoBody(), headers=rows)


def _with_token(request: Request, token: CsrfToken) -> Request:
    name = token.header.lower()
    rows = tuple(row for row in request.headers if row.name.lower() != name)
    return _replace(request, headers=(*rows, RequestHeader(token.header, token.value)))


def _with_cookies(request: Request, attempt: Attempt) -> Request:
    """Send the cookies that were set with the token: one is worth nothing without the other."""
    cookies = _set_by(attempt)
    credential = request.credential
    if isinstance(credential, ApiKey) and credential.place == "cookie":
        cookies.pop(credential.name, None)
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
    pairs = [*kept, *(f"{name}={value}" for name, value in cookies.items())]
    return _replace(request, headers=(*rows, RequestHeader("Cookie", "; ".join(pairs))))


def _set_by(attempt: Attempt) -> dict[str, str]:
    found: dict[str, str] = {}
    for exchange in attempt.exchanges:
        for header in exchange.reply.headers if exchange.reply is not None else ():
            if header.name.lower() == "set-cookie":
                name, _, value = readable(header.value).partition(";")[0].partition("=")
                found[name.strip()] = value.strip()
    return {name: value for name, value in found.items() if name and value}
