"""The secrets that an exchange holds, each as it is, so that it is known where it is repeated."""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, readable
from inspector.protocol.redaction import (
    JudgedNames,
    body_spans,
    header_spans,
    message_body_spans,
    message_url_spans,
    target_spans,
)

_LOOKED_AT = 16 * 1024  # bytes


def of_exchange(
    exchange: Exchange, judged: JudgedNames | None = None, seen: set[Header] | None = None
) -> Iterator[str]:
    """Yield what was sent, and what the reply hands out and may say once more in its words.

    judged: names of headers that the user judged. seen: lines that were read, which are left out
    and added to; a long trace repeats most of them in every entry.
    """
    seen = set() if seen is None else seen

    def unseen(header: Header) -> Iterator[str]:
        if header not in seen:
            seen.add(header)
            yield from _of_header(header, judged)

    return _of_exchange(exchange, unseen)


Lines = dict[Header, tuple[str, ...]]
"""What lines hold that were read before."""


def of_entry(exchange: Exchange, lines: Lines) -> Iterator[str]:
    """Yield the same of one exchange of many. lines: read before; those of this one are added."""

    def of_line(header: Header) -> tuple[str, ...]:
        if header not in lines:
            lines[header] = tuple(_of_header(header))
        return lines[header]

    return _of_exchange(exchange, of_line)


def _of_exchange(exchange: Exchange, of_line: Callable[[Header], Iterable[str]]) -> Iterator[str]:
    message, reply = exchange.request, exchange.reply
    for header in message.headers:
        yield from of_line(header)
    yield from _of_lines_and_body(message)
    if reply is not None:
        for header in reply.headers:
            yield from of_line(header)
        yield from _of_reply_body(reply)


def _of_header(header: Header, judged: JudgedNames | None = None) -> Iterator[str]:
    """Yield those of a header, of Basic also the password alone."""
    spans = header_spans(header) if judged is None else header_spans(header, judged)
    for secret in _cut(header.value, spans):
        yield secret
        yield from _inside_basic(secret)


def _of_lines_and_body(message: Message) -> Iterator[str]:
    """Yield those of a request's target, address and body."""
    yield from _cut(message.target, target_spans(message))
    yield from _cut(message.url, message_url_spans(message))
    yield from _cut(message.body.decode("latin-1"), message_body_spans(message))


def _of_reply_body(reply: Reply) -> Iterator[str]:
    """Yield those at the beginning of a reply's body: what counts of it is sent back later."""
    body = reply.body[:_LOOKED_AT]
    yield from _cut(body.decode("latin-1"), body_spans(reply.headers, body))


def _cut(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[str]:
    for start, end in spans:
        yield readable(text[start:end])


def _inside_basic(secret: str) -> Iterator[str]:
    """Yield the password in Basic credentials, which a reply may repeat in clear."""
    try:
        user, colon, password = base64.b64decode(secret, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return
    if colon and user.isprintable() and password:
        yield password
