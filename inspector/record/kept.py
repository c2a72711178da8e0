"""What is kept of an answer, and how it becomes bytes: large parts aside, each once."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from inspector.disk.encoding import packed
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.model.message import Message, readable
from inspector.protocol.urls import host_and_path
from inspector.record.row import Row
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
    return packed(stored), bodies


def decode(data: bytes, bodies: Mapping[bytes, bytes]) -> Kept:
    """Return an answer as it was kept; a body that is gone is empty.

    Raises msgspec.MsgspecError for bytes that are no such answer.
    """
    try:
        stored = msgspec.msgpack.decode(data, type=_Stored)
    except (
        UnicodeDecodeError,
        RecursionError,
    ) as error:  # no errors of msgspec
        raise msgspec.DecodeError(str(error)) from error
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


def row_of(kept: Kept) -> Row:
    """Return the line of the list for what is kept, as far as that says it."""
    attempt, finding = kept.attempt, next(iter(kept.verdict.findings), None)
    shown = shown_of(attempt, kept.verdict)
    request = shown.request if shown else Message(method="", url="")
    host, path = host_and_path(readable(request.url))
    return Row(
        id=attempt.id,
        started=begun(attempt),
        name=attempt.request.name if attempt.request else "",
        method=request.method,
        host=host,
        path=path,
        url=readable(request.url),
        status=shown.reply.status if shown and shown.reply else None,
        environment=attempt.environment,
        origin=attempt.origin,
        parent=attempt.parent,
        duration=round(sum(one.timing.total or 0 for one in attempt.exchanges)),
        cause=finding.cause.value if finding else "",
        finding=finding.slug if finding else "",
        certainty=finding.certainty.value if finding else "",
        title=finding.title if finding else "",
    )


def shown_of(attempt: Attempt, verdict: Verdict) -> Exchange | None:
    """Return the exchange that is explained, else the last one."""
    exchanges = attempt.exchanges
    if not exchanges:
        return None
    explained = verdict.entry is not None and verdict.entry < len(exchanges)
    return exchanges[verdict.entry if explained and verdict.entry is not None else -1]


def begun(attempt: Attempt) -> int:
    """Return when it began, in milliseconds since 1970; now where nobody noted it."""
    noted = attempt.started or next(
        (one.started for one in attempt.exchanges if one.started is not None), None
    )
    return int((noted or datetime.now(UTC)).timestamp() * 1000)
