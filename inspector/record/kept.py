"""What is kept of an answer, and how it becomes bytes: large parts aside, each once."""

import hashlib
from collections.abc import Iterator

import msgspec

from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.record.token_use import TokenUse

ASIDE = 512  # bytes from which a part is stored by digest
LARGEST = 50 * 1024 * 1024  # bytes of one body that are kept
_PARTS = ("sent", "received", "raw-sent", "raw-received")
Bodies = dict[bytes, bytes]


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An attempt with its remarks and verdict; secrets were replaced before.

    tokens: which ones it sent and received, by their fingerprints.
    """

    attempt: Attempt
    annotations: tuple[Annotation, ...] = ()
    verdict: Verdict = Verdict()
    tokens: tuple[TokenUse, ...] = ()


class _Stored(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """places: exchange and part whose bytes lie under a digest."""

    kept: Kept
    places: tuple[tuple[int, str, bytes], ...] = ()


def encode(kept: Kept) -> tuple[bytes, Bodies]:
    """Return an answer's bytes, and the bodies to be stored beside it by SHA-256."""
    bodies: Bodies = {}
    places = []
    exchanges = []
    for number, exchange in enumerate(kept.attempt.exchanges):
        for part, data in _parts(exchange):
            if len(data) >= ASIDE:
                digest = hashlib.sha256(data[:LARGEST]).digest()
                bodies[digest] = data[:LARGEST]
                places.append((number, part, digest))
                exchange = _with(exchange, part, b"")  # noqa: PLW2901 - grows lighter
        exchanges.append(exchange)
    attempt = msgspec.structs.replace(kept.attempt, exchanges=tuple(exchanges))
    lighter = msgspec.structs.replace(kept, attempt=attempt)
    stored = _Stored(kept=lighter, places=tuple(places))
    return msgspec.msgpack.encode(stored), bodies


def decode(data: bytes, bodies: Bodies) -> Kept:
    """Return an answer as it was kept; a body that is gone is empty.

    Raises msgspec.MsgspecError for bytes that are no such answer.
    """
    stored = msgspec.msgpack.decode(data, type=_Stored)
    exchanges = list(stored.kept.attempt.exchanges)
    for number, part, digest in stored.places:
        if number < len(exchanges):
            exchanges[number] = _with(exchanges[number], part, bodies.get(digest, b""))
    attempt = msgspec.structs.replace(stored.kept.attempt, exchanges=tuple(exchanges))
    return msgspec.structs.replace(stored.kept, attempt=attempt)


def _parts(exchange: Exchange) -> Iterator[tuple[str, bytes]]:
    received = exchange.reply.body if exchange.reply is not None else b""
    found = (exchange.request.body, received, exchange.raw_sent, exchange.raw_received)
    yield from zip(_PARTS, found, strict=True)


def _with(exchange: Exchange, part: str, data: bytes) -> Exchange:
    replace = msgspec.structs.replace
    if part == "sent":
        return replace(exchange, request=replace(exchange.request, body=data))
    if part == "received":
        reply = exchange.reply
        return replace(exchange, reply=replace(reply, body=data)) if reply else exchange
    if part == "raw-sent":
        return replace(exchange, raw_sent=data)
    return replace(exchange, raw_received=data)
