"""Reads what browsers write down of a WebSocket whose handshake was refused: words only."""

import re
from collections.abc import Iterable

from inspector.protocol.streams.socket_messages import SocketMessage

_LONGEST = 20_000
# What Chromium says of a handshake that was refused (websocket_basic_handshake_stream.cc).
_REFUSED = {"HTTP Authentication failed": 401, "Proxy authentication failed": 407}
_UNEXPECTED = re.compile(r"Unexpected response code: ([1-9]\d\d)\b")


def refused_with(error: str, messages: Iterable[SocketMessage]) -> int:
    """Return the status with which the handshake of a WebSocket was refused, 0 if it was not."""
    told = (error, *(one.data for one in messages if one.type == "error"))
    for words in told:
        if (found := _UNEXPECTED.search(words[:_LONGEST])) is not None:
            return int(found[1])
        for sentence, status in _REFUSED.items():
            if sentence in words:
                return status
    return 0
