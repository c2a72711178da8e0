"""Gathers every secret that an attempt holds, so that each is also found where it is echoed."""

import base64
import binascii
from collections.abc import Iterable, Iterator

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, readable
from inspector.protocol.masking.known_values import SHORTEST
from inspector.protocol.masking.masks import is_masked, is_placeholder
from inspector.protocol.masking.wordy import is_wordy
from inspector.protocol.redaction import (
    JudgedNames,
    Known,
    body_spans,
    header_spans,
    judged_with,
    message_body_spans,
    message_url_spans,
    target_spans,
)

MOST = 60  # each one makes every later search slower
_LOOKED_AT = 16 * 1024  # bytes of a reply's body: what counts of it is sent back in a request
_LONGEST = 20_000
_LONG_WORD = 16  # characters


def secrets_of(attempt: Attempt, known: Iterable[str] = ()) -> Known:
    """Return the secrets, known ones first, long enough to be looked for in other texts."""
    judged = judged_with(known)
    found = dict.fromkeys(value for value in known if len(value) >= SHORTEST)
    seen: set[Header] = set()  # a long trace repeats most lines in every entry
    for exchange in attempt.exchanges:
        for secret in _of_exchange(exchange, judged, seen):
            if len(found) >= MOST:
                return Known(found, judged)
            if SHORTEST <= len(secret) <= _LONGEST and _is_telling(secret):
                found[secret] = None
    return Known(found, judged)


def _is_telling(secret: str) -> bool:
    """Whether a text found elsewhere would be this secret: no mask, and no everyday word."""
    if is_masked(secret) or is_placeholder(secret):
        return False
    return len(secret) >= _LONG_WORD or not is_wordy(secret)


def _of_exchange(exchange: Exchange, judged: JudgedNames, seen: set[Header]) -> Iterator[str]:
    message = exchange.request
    yield from _of_headers(message.headers, judged, seen)
    yield from _cut(message.target, target_spans(message))
    yield from _cut(message.url, message_url_spans(message))
    yield from _cut(message.body.decode("latin-1"), message_body_spans(message))
    reply = exchange.reply
    if reply is not None:
        yield from _of_headers(reply.headers, judged, seen)
        body = reply.body[:_LOOKED_AT]
        yield from _cut(body.decode("latin-1"), body_spans(reply.headers, body))


def _of_headers(
    headers: tuple[Header, ...], judged: JudgedNames, seen: set[Header]
) -> Iterator[str]:
    for header in headers:
        if header in seen:
            continue
        seen.add(header)
        for secret in _cut(header.value, header_spans(header, judged)):
            yield secret
            yield from _inside_basic(secret)


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
