"""Masks the bytes on the wire in place: a secret byte becomes `*`, all others stay where they are.

HTTP/1.1 is read line by line; HTTP/2 header blocks are compressed, so they are masked whole.
"""

from collections.abc import Iterator
from typing import Literal

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, Span
from inspector.protocol.masking.judged_names import NOBODY_JUDGED, JudgedNames
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masked_parts import body_spans, header_spans, url_spans
from inspector.protocol.masking.masks import merged
from inspector.protocol.patterns import lazy_re

Side = Literal["request", "reply"]

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_EMPTY_LINE = lazy_re(rb"\n\r?\n")
_FRAME_HEADER = 9
_DATA, _HEADERS, _PUSH, _CONTINUATION = 0, 1, 5, 9


def masked_raw(exchange: Exchange, side: Side, known: KnownValues | None = None) -> bytes:
    """Return the recorded bytes of one side, of the same length, secrets overwritten by `*`."""
    raw = exchange.raw_sent if side == "request" else exchange.raw_received
    result = bytearray(raw)
    for start, end in raw_spans(exchange, side, known):
        result[start:end] = b"*" * (end - start)
    return bytes(result)


def raw_spans(exchange: Exchange, side: Side, known: KnownValues | None = None) -> tuple[Span, ...]:
    """Return the secret ranges of the recorded bytes of one side."""
    raw = exchange.raw_sent if side == "request" else exchange.raw_received
    marked = exchange.raw_secret if side == "request" else ()
    spans = [(max(0, start), min(end, len(raw))) for start, end in marked]
    if _is_http2(exchange, raw):
        spans += _frame_spans(raw)
    else:
        spans += _text_spans(raw, known.judged if known is not None else NOBODY_JUDGED)
        spans += _encoded_body(exchange, side, raw, known)
    if known:
        spans += known.spans(raw.decode("latin-1"))
    return merged(spans)


def _is_http2(exchange: Exchange, raw: bytes) -> bool:
    version = exchange.reply.http_version if exchange.reply else exchange.request.http_version
    return raw.startswith(_PREFACE) or (version.startswith("2") and not raw.startswith(b"HTTP/"))


def _frame_spans(raw: bytes) -> Iterator[Span]:
    """Return header blocks and data of every frame (RFC 9113 §4.1)."""
    position = len(_PREFACE) if raw.startswith(_PREFACE) else 0
    while position + _FRAME_HEADER <= len(raw):
        length = int.from_bytes(raw[position : position + 3], "big")
        start = position + _FRAME_HEADER
        if raw[position + 3] in {_DATA, _HEADERS, _PUSH, _CONTINUATION}:
            yield start, min(start + length, len(raw))
        position = start + length


def _text_spans(raw: bytes, judged: JudgedNames) -> Iterator[Span]:
    """Go through the heads (interim replies too) and the body of HTTP/1.1 text."""
    position = 0
    headers: tuple[Header, ...] = ()
    for _ in range(20):
        end = _head_end(raw, position)
        headers = tuple(_headers(raw, position, end))
        yield from _head_spans(raw, (position, end), judged)
        is_interim = raw[position : position + 10].startswith((b"HTTP/1.1 1", b"HTTP/1.0 1"))
        position = end
        if not is_interim:
            break
    yield from ((position + a, position + b) for a, b in body_spans(headers, raw[position:]))


def _head_end(raw: bytes, start: int) -> int:
    found = _EMPTY_LINE.search(raw, start)
    return found.end() if found else len(raw)


def _lines(raw: bytes, start: int, end: int) -> Iterator[tuple[int, str]]:
    for line in raw[start:end].splitlines(keepends=True):
        yield start, line.rstrip(b"\r\n").decode("latin-1")
        start += len(line)


def _headers(raw: bytes, start: int, end: int) -> Iterator[Header]:
    for _, line in _lines(raw, start, end):
        name, colon, value = line.partition(":")
        if colon:
            yield Header(name.strip(), value.strip())


def _head_spans(raw: bytes, head: Span, judged: JudgedNames) -> Iterator[Span]:
    start, end = head
    for offset, line in _lines(raw, start, end):
        name, colon, value = line.partition(":")
        if offset == start or not colon:
            yield from ((offset + a, offset + b) for a, b in url_spans(line))
            continue
        begin = offset + len(name) + 1
        header = Header(name.strip(), value)
        yield from ((begin + a, begin + b) for a, b in header_spans(header, judged))


def _encoded_body(
    exchange: Exchange, side: Side, raw: bytes, known: KnownValues | None
) -> Iterator[Span]:
    """Mask the whole body where a secret of the decoded one can't be found in it (gzip, chunks)."""
    message = exchange.request if side == "request" else exchange.reply
    start = _body_start(raw)
    wire = raw[start:]
    if message is None or not message.body or message.body == wire:
        return
    if any(message.body[a:b] not in wire for a, b in _decoded_spans(message, known)):
        yield start, len(raw)


def _decoded_spans(message: Message | Reply, known: KnownValues | None) -> Iterator[Span]:
    yield from body_spans(message.headers, message.body)
    if isinstance(message, Message):
        yield from message.body_secret
    if known:
        yield from known.spans(message.body.decode("latin-1"))


def _body_start(raw: bytes) -> int:
    position = _head_end(raw, 0)
    while raw[position : position + 5] == b"HTTP/" and position < len(raw):
        position = _head_end(raw, position)
    return position
