"""The fix that fetches a CSRF token: a GET for it, then the request with the token in place."""

from collections.abc import Awaitable, Callable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import msgspec

from inspector.library.refs import in_text
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Reply
from inspector.model.message import first as first_header
from inspector.model.request import FormBody, MultipartBody, NoBody, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import is_csrf_header
from inspector.workbench.applying.cookies_taken import Carry, cookies_of, left_to_jar
from inspector.workbench.applying.csrf_token import (
    CsrfToken,
    find,
    handed_out,
    of_cookies,
)
from inspector.workbench.applying.form_fields import fields_of, with_field

SendPlain = Callable[[Request], Awaitable[Attempt]]
Put = Callable[[str], SecretRef]
_replace = msgspec.structs.replace
_OF_THE_BODY = "content-"
_CRUMB_ISSUER = "/crumbIssuer/api/json"  # Jenkins, where security is switched on
_JOB = "/job/"  # what stands before it is where Jenkins lives
_HEAD = 4000  # bytes of a page that are looked at
_SANCTUM = "/sanctum/csrf-cookie"  # Laravel's for single-page applications
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Fetched(NamedTuple):
    """The request with its token (as it was, without one), and what was sent for it.

    header: the header or field that the token goes in, empty where none was found. attempt: None
    where the refusal itself had the token.
    """

    request: Request
    header: str
    attempt: Attempt | None


async def with_csrf_token(
    request: Request,
    wanted: str,
    send: SendPlain,
    put: Put,
    refused: tuple[Exchange, ...] = (),
    *,
    carry: Carry = left_to_jar,
) -> Fetched:
    """Ask the same site by GET and repeat its token, with the cookies that came along.

    wanted: the token's name where the refusal gave one. refused: the exchanges that failed; a
    token that the refusal hands out in a header is used as it is. carry: how cookies go along.
    """
    given = handed_out(refused[-1].reply, wanted) if refused and refused[-1].reply else None
    if given is not None:
        return Fetched(_with_token(request, given, put), given.header, None)
    attempt: Attempt | None = None
    for asked in questions(request, wanted, refused[-1].reply if refused else None):
        attempt = await send(asked)
        token = find(attempt, wanted)
        if token is not None:
            changed = carry(request, cookies_of(attempt), put)
            return Fetched(_with_token(changed, token, put), token.header, attempt)
    own = of_cookies(attempt, wanted) if attempt is not None else None
    if own is None:
        return Fetched(request, "", attempt)
    return Fetched(_with_token(request, own, put), own.header, attempt)


def questions(request: Request, wanted: str = "", reply: Reply | None = None) -> Iterator[Request]:
    """Yield at most three requests that may bring the token: they only read, at the same site.

    reply: the refusal, which may name the product that hands tokens out at a place of its own.
    """
    first = question(request)
    place = _known_place(request, wanted, reply)
    addresses = [first.url, urljoin(first.url, place or "/")]
    referer = next((r.value for r in request.headers if r.name.lower() == "referer"), "")
    if urlsplit(referer).netloc and urlsplit(referer).netloc == urlsplit(first.url).netloc:
        addresses.insert(1, referer)
    for address in dict.fromkeys(addresses):
        yield first if address == first.url else _replace(first, url=address, query=())


def _known_place(request: Request, wanted: str, reply: Reply | None) -> str:
    if "crumb" in wanted.lower() or (reply is not None and _asks_for_crumb(reply)):
        before, found, _ = urlsplit(request.url).path.partition(_JOB)
        return (before if found else "") + _CRUMB_ISSUER
    rows = " ".join(row.value for row in request.headers if row.name.lower() == "cookie")
    return _SANCTUM if "laravel" in rows or wanted.upper() == "X-XSRF-TOKEN" else ""


def _asks_for_crumb(reply: Reply) -> bool:
    return first_header(reply.headers, "X-Jenkins") is not None or b"crumb" in reply.body[:_HEAD]


def question(request: Request) -> Request:
    """Return the request that fetches the token: the same, reading only."""
    rows = tuple(
        row
        for row in request.headers
        if not row.name.lower().startswith(_OF_THE_BODY) and not is_csrf_header(row.name)
    )
    return _replace(request, method="GET", body=NoBody(), headers=rows)


def _with_token(request: Request, token: CsrfToken, put: Put) -> Request:
    """Put the token where the request has one already, else where its framework reads it."""
    held = in_text(put(token.value))
    if isinstance(request.body, FormBody | MultipartBody) and request.method not in _SAFE:
        own = next((name for name in fields_of(request) if is_csrf_header(name)), "")
        if own or token.field:
            return with_field(request, own or token.field, held)
    name = token.header.lower()
    rows = tuple(row for row in request.headers if row.name.lower() != name)
    return _replace(request, headers=(*rows, RequestHeader(token.header, held)))
