"""Masks whole exchanges and attempts: a secret met in one place is masked in all of them."""

import base64
import binascii
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from inspector.model.exchange import Blanked, Connection, Exchange, Failure, Side
from inspector.model.message import Header, Interim, Message, Reply, Span, latin1, readable
from inspector.protocol.masking.judged_names import JudgedNames, Known, judged_with
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masked_parts import (
    body_spans,
    header_spans,
    masked_recorded,
    masked_text,
    masked_url,
    masked_value,
    message_body_spans,
    message_url_spans,
    replaced,
    target_spans,
)
from inspector.protocol.masking.masked_raw import masked_raw
from inspector.protocol.masking.masks import (
    is_masked,
    is_placeholder,
    mask_at,
    merged,
    recorded_mask,
)

_SHORTEST_GUESS = 16  # a value that only its name makes secret must be this long to be searched for


def masked_exchange(exchange: Exchange, secrets: Iterable[str] = ()) -> Exchange:
    """Return the exchange without its secrets, raw bytes included.

    The parts that were masked are named in `redacted`.
    """
    return _exchange(exchange, known_values((exchange,), secrets))


def known_values(exchanges: Iterable[Exchange], secrets: Iterable[str] = ()) -> KnownValues:
    """Collect the secrets that stand anywhere in the exchanges, and those given."""
    judged = judged_with(secrets)
    found = set(secrets)
    for exchange in exchanges:
        found.update(_in_message(exchange.request, judged))
        if exchange.reply:
            found.update(_in_reply(exchange.reply, judged))
    found |= {readable(value) for value in found}
    found |= {one for value in found for one in _inside_basic(value)}
    return KnownValues(Known(found, judged))


def _in_message(message: Message, judged: JudgedNames) -> Iterator[str]:
    for header in message.headers:
        yield from _cut(header.value, header.secret)
        yield from _guesses(header.value, header_spans(header, judged))
    yield from _cut(message.target, message.target_secret)
    yield from _guesses(message.target, target_spans(message))
    body = message.body.decode("latin-1")
    yield from _cut(body, message.body_secret)
    yield from _guesses(body, message_body_spans(message))


def _in_reply(reply: Reply, judged: JudgedNames) -> Iterator[str]:
    for header in reply.headers:
        yield from _guesses(header.value, header_spans(header, judged))
    yield from _guesses(reply.body.decode("latin-1"), body_spans(reply.headers, reply.body))


def _cut(text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    yield from (text[start:end] for start, end in spans)


def _guesses(text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    for value in _cut(text, spans):
        if len(value) >= _SHORTEST_GUESS and not is_masked(value) and not is_placeholder(value):
            yield value


def _inside_basic(value: str) -> Iterator[str]:
    """Return user:password and the password of a Basic credential."""
    if len(value) > 1000 or len(value) % 4:  # noqa: PLR2004 - Base64 comes in groups of four
        return
    try:
        pair = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return
    user, colon, password = pair.partition(":")
    if colon and user.isprintable():
        yield from (pair, password)


def _exchange(exchange: Exchange, known: KnownValues) -> Exchange:
    failure, connection = exchange.failure, exchange.connection
    return replace(
        exchange,
        request=_message(exchange.request, known),
        reply=_reply(exchange.reply, known) if exchange.reply else None,
        failure=_failure(failure, known) if failure else None,
        connection=_connection(connection, known) if connection else None,
        raw_sent=masked_raw(exchange, "request", known),
        raw_received=masked_raw(exchange, "reply", known),
        redacted=tuple(dict.fromkeys([*exchange.redacted, *_redacted(exchange, known.judged)])),
    )


def _redacted(exchange: Exchange, judged: JudgedNames) -> Iterator[str]:
    reply_headers = exchange.reply.headers if exchange.reply else ()
    both: dict[Side, tuple[Header, ...]] = {
        "request": exchange.request.headers,
        "reply": reply_headers,
    }
    for side, headers in both.items():
        for header in headers:
            if header_spans(header, judged):
                yield str(Blanked(side, "headers", header.name.lower()))


def _message(message: Message, known: KnownValues) -> Message:
    target = merged(target_spans(message) + known.spans(message.target))
    url = merged(message_url_spans(message) + known.spans(message.url))
    return replace(
        message,
        url=latin1(replaced(message.url, url)),
        target=latin1(replaced(message.target, target)),
        headers=_headers(message.headers, known),
        body=_body(message.body, message_body_spans(message), known),
        target_secret=(),
        body_secret=(),
    )


def _reply(reply: Reply, known: KnownValues) -> Reply:
    return replace(
        reply,
        reason=latin1(masked_recorded(reply.reason, known)),
        headers=_headers(reply.headers, known),
        body=_body(reply.body, body_spans(reply.headers, reply.body), known),
        body_defect=masked_text(reply.body_defect, known),
        trailers=_headers(reply.trailers, known),
        interim=tuple(_interim(one, known) for one in reply.interim),
    )


def _interim(interim: Interim, known: KnownValues) -> Interim:
    reason = latin1(masked_recorded(interim.reason, known))
    return replace(interim, reason=reason, headers=_headers(interim.headers, known))


def _headers(headers: tuple[Header, ...], known: KnownValues) -> tuple[Header, ...]:
    return tuple(
        replace(
            header,
            name=latin1(replaced(header.name, known.spans(header.name))),
            value=latin1(masked_value(header, known)),
            secret=(),
        )
        for header in headers
    )


def _body(body: bytes, spans: tuple[Span, ...], known: KnownValues) -> bytes:
    text = body.decode("latin-1")
    everything = merged(spans + known.spans(text))
    if not everything:
        return body
    pieces = []
    position = 0
    for span in everything:
        start, end = span
        made = recorded_mask(mask_at(text, span), text[start:end])
        pieces += [body[position:start], made.encode("latin-1")]
        position = end
    return b"".join([*pieces, body[position:]])


def _failure(failure: Failure, known: KnownValues) -> Failure:
    return replace(
        failure,
        message=masked_text(failure.message, known),
        detail=masked_text(failure.detail, known),
    )


def _connection(connection: Connection, known: KnownValues) -> Connection:
    return replace(connection, proxy=masked_url(connection.proxy, known))
