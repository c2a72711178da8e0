"""Picks the exact bytes of an exchange, with the ranges that hide secrets. Pure: no Qt."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.gui.response.secret_blocks import SecretBlocks
from inspector.model.annotation import Side
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, Span
from inspector.protocol.masking.masks import merged, moved
from inspector.protocol.redaction import KnownValues, header_spans, target_spans
from inspector.wording import tr

_HEAD_LIMIT = 1 << 20


class RawBytes(NamedTuple):
    """Bytes to show; secrets: None = all of it may be seen; note: what the reader must know."""

    data: bytes
    secrets: SecretBlocks | None = None
    note: str = ""


def raw_bytes(
    exchange: Exchange, side: Side, *, revealed: bool, values: KnownValues | None = None
) -> RawBytes:
    """Return what crossed the wire on one side; where it was not recorded, how it would look.

    Header blocks of HTTP/2 are compressed, so no range of them could be masked: while secrets
    are hidden they are shown decoded. values: secrets that are hidden wherever they stand.
    """
    recorded = exchange.raw_sent if side == "request" else exchange.raw_received
    message = exchange.request if side == "request" else exchange.reply
    version = message.http_version if message else ""
    if recorded and (revealed or not version.startswith("2")):
        marked = exchange.raw_secret if side == "request" else ()
        return RawBytes(recorded, None if revealed else _recorded(recorded, marked, values))
    if message is None:
        note = tr("Nothing was received") if not recorded else ""
        return RawBytes(recorded, None if revealed else _recorded(recorded, (), values), note)
    if recorded:
        note = tr("HTTP/2: header block shown decoded while secrets are hidden")
    else:
        note = tr("The exact bytes were not recorded: written from the headers and the body")
    data, secrets = _written(message, values)
    return RawBytes(data, None if revealed else secrets, note)


def _recorded(data: bytes, marked: tuple[Span, ...], values: KnownValues | None) -> SecretBlocks:
    """Return the secrets of recorded HTTP/1 bytes: of each header line and of the body."""
    end = data.find(b"\r\n\r\n", 0, _HEAD_LIMIT)
    head = data[: end if end >= 0 else _HEAD_LIMIT].decode("latin-1")
    found: list[Span] = [*marked, *(values.spans(head) if values else ())]
    headers: list[Header] = []
    at = 0
    for number, line in enumerate(head.split("\r\n")):
        name, colon, value = line.partition(":")
        if number == 0 and not line.startswith("HTTP/"):
            found.extend(_in_target(line))
        elif colon and number:
            header = Header(name.strip(), value)
            headers.append(Header(header.name, value.strip()))
            found.extend(_moved(header_spans(header), at + len(name) + 1))
        at += len(line) + 2
    body = end + 4 if end >= 0 else len(data)
    return SecretBlocks(data, tuple(headers), merged(found), body, values)


def _in_target(line: str) -> Iterator[Span]:
    method, _, rest = line.partition(" ")
    target = rest.rpartition(" ")[0] or rest
    yield from _moved(
        target_spans(Message(method=method, url=target, target=target)), len(method) + 1
    )


def _moved(spans: tuple[Span, ...], by: int) -> Iterator[Span]:
    yield from (moved(span, by) for span in spans)


def _written(message: Message | Reply, values: KnownValues | None) -> tuple[bytes, SecretBlocks]:
    made = bytearray()
    secrets: list[Span] = []
    if isinstance(message, Message):
        made += f"{message.method} ".encode("latin-1", "replace")
        secrets.extend(_moved(target_spans(message), len(made)))
        line = f"{message.target or message.url} HTTP/{message.http_version or '1.1'}"
    else:
        line = f"HTTP/{message.http_version or '1.1'} {message.status} {message.reason}".rstrip()
    made += line.encode("latin-1", "replace") + b"\r\n"
    for header in message.headers:
        made += f"{header.name}: ".encode("latin-1", "replace")
        secrets.extend(_moved(header_spans(header), len(made)))
        made += header.value.encode("latin-1", "replace") + b"\r\n"
    made += b"\r\n"
    begin = len(made)
    secrets.extend(values.spans(made.decode("latin-1")) if values else ())
    if isinstance(message, Message):
        secrets.extend(_moved(message.body_secret, begin))
    made += message.body
    data = bytes(made)
    return data, SecretBlocks(data, message.headers, merged(secrets), begin, values)
