"""The fix that fetches a CSRF token: a GET for it, then the request with the token in place."""

import re
from collections.abc import Awaitable, Callable, Iterator
from typing import NamedTuple

import msgspec

from inspector.compose.body_fields import as_stored, fields_of, is_form, with_field
from inspector.diagnose.products.fingerprints import HandsOut, token_places
from inspector.library.refs import in_text
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Finding
from inspector.model.message import Reply
from inspector.model.message import first as first_header
from inspector.model.request import NoBody, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import is_csrf_header, is_csrf_value, is_handed_out
from inspector.protocol.methods import SAFE
from inspector.protocol.urls import authority_of, joined, split
from inspector.workbench.applying.cookies_taken import Carry, cookies_of, left_to_jar
from inspector.workbench.applying.csrf_token import (
    CsrfToken,
    find,
    handed_out,
    is_conventional,
    of_cookies,
)

SendPlain = Callable[[Request], Awaitable[Attempt]]
Put = Callable[[str], SecretRef]
_replace = msgspec.structs.replace
_OF_THE_BODY = "content-"
_HEAD = 4000  # bytes of a page that are looked at
_FETCH = "Fetch"


class Known(NamedTuple):
    """What is known of a site: the exchanges that failed, and other addresses that only read.

    A token that the refusal hands out in a header is used as it is; the addresses are asked where
    the request's own has no token.
    """

    refused: tuple[Exchange, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def reply(self) -> Reply | None:
        """The refusal."""
        return self.refused[-1].reply if self.refused else None


class Fetched(NamedTuple):
    """The request with its token (as it was, without one), and what was sent for it.

    header: the header or field that the token goes in, empty where none was found. attempt: None
    where the refusal itself had the token.
    """

    request: Request
    header: str
    attempt: Attempt | None


def wanted_token(refused: Finding) -> str:
    """Return the name of the token that a refusal misses; empty where it gives none."""
    actions = (fix.action for fix in refused.fixes)
    return next((one.argument for one in actions if one.verb == "fetch-csrf"), "")


async def with_csrf_token(
    request: Request,
    wanted: str,
    send: SendPlain,
    put: Put,
    known: Known = Known(),  # noqa: B008 - a frozen record
    *,
    carry: Carry = left_to_jar,
) -> Fetched:
    """Ask the same site by GET and repeat its token, with the cookies that came along.

    wanted: the token's name where the refusal gave one. carry: how cookies go along.
    """
    given = handed_out(known.reply, wanted) if known.reply is not None else None
    if given is not None:
        return Fetched(*_with_token(request, given, put), None)
    attempt: Attempt | None = None
    for asked in questions(request, wanted, known):
        attempt = await send(asked)
        token = find(attempt, wanted)
        if token is None and (there := _led_on(asked, attempt)) is not None:
            attempt = await send(there)
            token = find(attempt, wanted)
        if token is not None:
            changed = carry(request, cookies_of(attempt), put)
            token = _called_as_known(token, request, wanted, known.reply)
            return Fetched(*_with_token(changed, token, put), attempt)
    own = of_cookies(attempt, wanted) if attempt is not None else None
    if own is None:
        return Fetched(request, "", attempt)
    return Fetched(*_with_token(request, own, put), attempt)


def questions(
    request: Request,
    wanted: str = "",
    known: Known = Known(),  # noqa: B008 - a frozen record
) -> Iterator[Request]:
    """Yield requests that may bring the token: they only read, at the same site.

    They are three or four, and what is known beside them. The refusal may name the product that
    hands tokens out at a place of its own.
    """
    reply = known.reply
    first = question(request)
    if reply is not None and (name := _hands_out_on_asking(reply)):
        first = _replace(first, headers=(*first.headers, RequestHeader(name, _FETCH)))
    of_product = _known_place(request, wanted, reply)
    place = of_product.place(split(request.url).path) if of_product is not None else ""
    at_last = joined(first.url, place or "/")
    own = [at_last, *known.pages] if place else [*known.pages, at_last]
    had_one = _that_had_one(first.url, wanted, known)
    at_place, own = (own[:1], own[1:]) if place else ([], own)  # other pages have other tokens
    addresses = [first.url, *at_place, *had_one, *_led_to(first.url, reply), *own]
    referer = next((r.value for r in request.headers if r.name.lower() == "referer"), "")
    if split(referer).netloc and split(referer).netloc == split(first.url).netloc:
        addresses.insert(1, referer)
    for address in dict.fromkeys(addresses):
        yield first if address == first.url else _replace(first, url=address, query=())


def _that_had_one(own: str, wanted: str, known: Known) -> Iterator[str]:
    """Yield the address of the last page of the same site that handed out a token, if any did."""
    for one in reversed(known.refused[-_LOOK_BACK:]):
        url = one.request.url
        here = authority_of(url) == authority_of(own) and one.request.method == "GET"
        if here and find(Attempt(exchanges=(one,)), wanted) is not None:
            yield url
            return


def _led_on(asked: Request, attempt: Attempt) -> Request | None:
    """Return the request for the page of the same site to which an answer leads; else None."""
    reply = attempt.exchanges[-1].reply if attempt.exchanges else None
    address = next(_led_to(asked.url, reply), "")
    return _replace(asked, url=address, query=()) if address else None


def _led_to(own: str, reply: Reply | None) -> Iterator[str]:
    """Yield the page of the same site to which a refusal leads: that of the login, mostly."""
    location = first_header(reply.headers, "location") if reply is not None else None
    address = joined(own, location) if location else ""
    if address and authority_of(address) == authority_of(own):
        yield address


_LOOK_BACK = 20


def _known_place(request: Request, wanted: str, reply: Reply | None) -> HandsOut | None:
    return next((one for one in token_places() if _is_asked(one, request, wanted, reply)), None)


def _called_as_known(
    token: CsrfToken, request: Request, wanted: str, reply: Reply | None
) -> CsrfToken:
    """Return the token with the field in which a known product reads it."""
    known = _known_place(request, wanted, reply)
    if known is None or not known.field:
        return token
    return _replace(token, field=known.field, in_both=False)


def _is_asked(known: HandsOut, request: Request, wanted: str, reply: Reply | None) -> bool:
    """Whether a product shows whose tokens are handed out at a place of their own."""
    if any(re.search(pattern, wanted, re.IGNORECASE) for pattern in known.wanted):
        return True
    rows = " ".join(row.value for row in request.headers if row.name.lower() == "cookie")
    if any(part in rows for part in known.cookies):
        return True
    body = reply.body[:_HEAD].decode("latin-1") if reply is not None else ""
    named = [name for name in known.headers if reply and first_header(reply.headers, name)]
    return bool(named) or any(word in body for word in known.words)


def _hands_out_on_asking(reply: Reply) -> str:
    """Return the header that is given a token where it asks for one: Tomcat, SAP gateways."""
    lines = (one for one in reply.headers if is_csrf_header(one.name))
    return next((one.name for one in lines if one.value.strip().lower() == "required"), "")


def question(request: Request) -> Request:
    """Return the request that fetches the token: the same, reading only."""
    rows = tuple(
        row
        for row in request.headers
        if not row.name.lower().startswith(_OF_THE_BODY) and not is_csrf_header(row.name)
    )
    return _replace(request, method="GET", body=NoBody(), headers=rows)


def _with_token(request: Request, token: CsrfToken, put: Put) -> tuple[Request, str]:
    """Put the token where the request has one already, else where its framework reads it.

    The name of that header or field comes along. The header it has may be another framework's, and
    the field of a form be named like the cookie or member that the token came in: it goes in both.
    """
    held = in_text(put(token.value))
    writes = request.method not in SAFE
    fields = fields_of(request).items() if writes else ()
    own = next((name for name, text in fields if _is_like(name, text, token)), "")
    name = own or (token.field if writes and is_form(request.body) else "")
    if name:
        request = with_field(request, name, in_text(put(as_stored(request, token.value))))
    if own or (name and not token.in_both):
        return request, name
    header = _own_header(request, token)
    usual = token.usual if is_conventional(header) else ""
    names = {name.lower(): name for name in (header, usual) if name}
    rows = (row for row in request.headers if row.name.lower() not in names)
    sent = (RequestHeader(name, held) for name in names.values())
    return _replace(request, headers=(*rows, *sent)), header


def _own_header(request: Request, token: CsrfToken) -> str:
    """Return the header that holds a token already; a name that the server gave goes first."""
    named = [row.name for row in request.headers if row.enabled and is_csrf_header(row.name)]
    given = is_handed_out(token.header) or token.header.lower() in map(str.lower, named)
    return token.header if given else next(iter(named), token.header)


def _is_like(name: str, text: str, token: CsrfToken) -> bool:
    return is_csrf_header(name) or name == token.field or is_csrf_value(text)
