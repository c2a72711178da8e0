"""Finds every token in an exchange: in header lines, cookies, addresses and bodies. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, readable
from inspector.protocol.redaction import header_spans
from inspector.wording import tr

_JWT = re.compile(r"eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){1,3}")
_NAMED = re.compile(
    r'"(access_token|id_token|refresh_token|token|assertion|SAMLResponse)"\s*:\s*"([^"]{8,})"'
)
_FORM = re.compile(r"(?:^|&)(SAMLResponse|SAMLRequest|assertion|id_token|access_token)=([^&]{8,})")
_LOOKED_AT = 256 * 1024  # bytes of a body
_MOST = 20


class FoundToken(NamedTuple):
    """text: the whole token, secret. place: where it stands, in words."""

    text: str
    place: str


def found_tokens(exchange: Exchange) -> tuple[FoundToken, ...]:
    """Return the tokens of an exchange, those that were sent first, each once."""
    seen: dict[str, FoundToken] = {}
    for found in _all(exchange):
        seen.setdefault(found.text, found)
        if len(seen) >= _MOST:
            break
    return tuple(seen.values())


def has_token(attempt: Attempt, entry: int) -> bool:
    """Whether an exchange of an attempt sent a signed or encrypted token."""
    exchanges = attempt.exchanges
    if not 0 <= entry < len(exchanges):
        return False
    return any(_JWT.search(header.value) for header in exchanges[entry].request.headers)


def _all(exchange: Exchange) -> Iterator[FoundToken]:
    yield from _headers(exchange.request.headers, sent=True)
    yield from _text(readable(exchange.request.url), tr("the address"))
    yield from _body(exchange.request.body, tr("the body sent"))
    if exchange.reply is not None:
        yield from _headers(exchange.reply.headers, sent=False)
        yield from _body(exchange.reply.body, tr("the body received"))


def _headers(headers: tuple[Header, ...], *, sent: bool) -> Iterator[FoundToken]:
    for header in headers:
        place = (
            tr("{name} sent", name=header.name) if sent else tr("{name} received", name=header.name)
        )
        inner = list(_text(header.value, place))
        if inner:
            yield from inner
        elif sent and header_spans(header):
            text = f"{header.name}: {header.value}" if _is_authorization(header) else header.value
            yield FoundToken(text, place)


def _is_authorization(header: Header) -> bool:
    return header.name.lower().endswith("authorization")


def _text(text: str, place: str) -> Iterator[FoundToken]:
    yield from (FoundToken(found[0], place) for found in _JWT.finditer(text))


def _body(body: bytes, place: str) -> Iterator[FoundToken]:
    if not body:
        return
    text = body[:_LOOKED_AT].decode("utf-8", "replace")
    for pattern in (_NAMED, _FORM):
        for found in pattern.finditer(text):
            yield FoundToken(found[2], tr("{name} in {place}", name=found[1], place=place))
    yield from _text(text, place)
