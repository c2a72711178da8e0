"""Turns the messages of a WebSocket (`_webSocketMessages`, as browsers export them) into bodies."""

import json
import re
from collections.abc import Iterable
from typing import Literal

import msgspec

Way = Literal["send", "receive"]

_TEXT, _CLOSE = 1, 8
_MOST, _LONGEST = 20, 20_000
_PREFIX = re.compile(r"^\d{1,3}(?=[\[{])")  # Socket.IO writes the kind of a packet before it
_CONNECT_ERROR = "44{"
_CLOSED = re.compile(r"^\s*(\d{4})\b[\s:,-]*(.*)$", re.DOTALL)


class SocketMessage(msgspec.Struct, frozen=True):
    """One message. type: "send" or "receive"; opcode: 1 text, 8 the end (RFC 6455 §5.2)."""

    type: str = ""
    opcode: float = _TEXT
    data: str = ""


def spoken(messages: Iterable[SocketMessage], way: Way) -> bytes:
    """Return the first and last messages of one way as a JSON list, empty without any."""
    kept = [one for one in messages if one.type == way and one.opcode in (_TEXT, _CLOSE)]
    if len(kept) > _MOST:
        kept = kept[: _MOST // 2] + kept[-_MOST // 2 :]
    if not kept:
        return b""
    return json.dumps([_value(one) for one in kept], ensure_ascii=False).encode(errors="replace")


def _value(one: SocketMessage) -> object:
    text = one.data[:_LONGEST]
    if one.opcode == _CLOSE:
        found = _CLOSED.match(text)
        code, words = (int(found[1]), found[2]) if found else (None, text)
        return {"close_code": code, "close_reason": words}
    try:
        value = json.loads(_PREFIX.sub("", text))
    except (ValueError, RecursionError):
        return {"message": text}
    refused = text.startswith(_CONNECT_ERROR) and isinstance(value, dict)
    return {"type": "connect_error", **value} if refused else value
