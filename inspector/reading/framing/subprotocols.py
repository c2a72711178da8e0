"""Tokens among the protocols of a WebSocket: a browser can send them in no other header."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.model.message import Span
from inspector.protocol.masking.credential_spans import subprotocol_spans

SUBPROTOCOLS = "sec-websocket-protocol"


class Offered(NamedTuple):
    """A token with the word that says what it is: the protocol before it, or its own beginning."""

    word: str
    value: str
    span: Span


def tokens_offered(value: str) -> Iterator[Offered]:
    """Yield the tokens in the list of protocols."""
    for start, end in subprotocol_spans(value) or ():
        own = value.rfind(",", 0, start) + 1
        lead = value[own:start].strip().rstrip(".:|_-")
        before = value[:own].rstrip(", ").rpartition(",")[2].strip()
        yield Offered((lead or before).lower(), value[start:end], (start, end))
