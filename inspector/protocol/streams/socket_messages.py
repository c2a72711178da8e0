"""The messages of a WebSocket (RFC 6455), as the body that stands for them in a record.

Pure. Browsers export them as `_webSocketMessages` of a HAR; what we say ourselves is written alike,
so that both are read in one way.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from inspector.model.message import Header, Span, values

Way = Literal["send", "receive"]

TEXT, CLOSE = 1, 8
VERSION = "13"
SWITCHED = 101  # the status after which a connection is one (RFC 9110 §15.2.2)
SOCKET = "websocket"  # what stands in place of the media type
KEY = "Sec-WebSocket-Key"
DONE, LOST = 1000, 1006
_MOST, _LONGEST = 20, 20_000
# Socket.IO writes the kinds of message and packet before it, the namespace and a number.
_PREFIX = re.compile(r"^\d{1,3}(?:/[\w/.-]{1,80},)?\d{0,9}(?=[\[{])")
_REFUSED = re.compile(r"^44(?=[/{])")
CONNECT_ERROR = "connect_error"  # as the client of Socket.IO calls it
_OPENED = ("0{", "4")  # Engine.IO: a connection that was opened, or a message
_BETWEEN = "\x1e"  # packets of one reply, where no WebSocket is open (Engine.IO 4)
_CLOSED = re.compile(r"^\s*(\d{4})\b[\s:,-]*(.*)$", re.DOTALL)
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455 §1.3


class SocketMessage(msgspec.Struct, frozen=True):
    """One message. type: "send" or "receive"; opcode: 1 text, 8 the end (RFC 6455 §5.2)."""

    type: str = ""
    opcode: float = TEXT
    data: str = ""


def spoken(messages: Iterable[SocketMessage], way: Way) -> bytes:
    """Return the first and last messages of one way as a JSON list, empty without any."""
    kept = [one for one in messages if one.type == way and one.opcode in (TEXT, CLOSE)]
    if len(kept) > _MOST:
        kept = kept[: _MOST // 2] + kept[-_MOST // 2 :]
    if not kept:
        return b""
    return json.dumps([_value(one) for one in kept], ensure_ascii=False).encode(errors="replace")


def _value(one: SocketMessage) -> object:
    text = one.data[:_LONGEST]
    if one.opcode == CLOSE:
        found = _CLOSED.match(text)
        code, words = (int(found[1]), found[2]) if found else (None, text)
        return {"close_code": code, "close_reason": words}
    value = packet(text)
    return {"message": text} if value is None else value


def packet(text: str) -> object:
    """Return the value in a message, or in the packets of Socket.IO by a plain reply; or None.

    Of several it is the one that refuses the connection, which is marked so, or the first.
    """
    parts = text.split(_BETWEEN, _MOST)
    chosen = next(filter(_REFUSED.match, parts), parts[0])
    try:
        value: object = json.loads(_PREFIX.sub("", chosen))
    except (ValueError, RecursionError):
        return None
    if _REFUSED.match(chosen) is not None and isinstance(value, dict):
        return {"type": CONNECT_ERROR, **value}
    return value


def is_packet(text: str) -> bool:
    """Whether a reply begins as a packet of Socket.IO does."""
    return text.startswith(_OPENED) and _PREFIX.match(text) is not None


def secret_spans(body: bytes, secrets: Iterable[str]) -> tuple[Span, ...]:
    """Return where secrets stand in the body that `spoken` wrote, as half-open byte ranges."""
    found: list[Span] = []
    for secret in secrets:
        known = json.dumps(secret, ensure_ascii=False)[1:-1].encode(errors="replace")
        at = body.find(known) if known else -1
        while at >= 0:
            found.append((at, at + len(known)))
            at = body.find(known, at + len(known))
    return tuple(sorted(found))


def bytes_of(text: str) -> bytes | None:
    """Return the bytes that are written in hexadecimal, None where it is no such text."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


def asks_for_socket(headers: tuple[Header, ...]) -> bool:
    """Whether a request asks to go on as a WebSocket (RFC 6455 §4.1)."""
    return any("websocket" in value.lower() for value in values(headers, "Upgrade"))


def accepted(key: str) -> str:
    """Return the Sec-WebSocket-Accept that belongs to a Sec-WebSocket-Key (RFC 6455 §4.2.2)."""
    digest = hashlib.sha1((key.strip() + _GUID).encode("latin-1"), usedforsecurity=False)
    return base64.b64encode(digest.digest()).decode("ascii")
