"""The handshake that opens a WebSocket (RFC 6455 §4): its key, and whether it was understood."""

import base64
import os

import msgspec

from inspector.model.exchange import Failure
from inspector.model.message import Header, Message, first
from inspector.protocol.streams.socket_extensions import Deflate, ExtensionError, agreed
from inspector.protocol.streams.socket_messages import KEY, accepted, asks_for_socket
from inspector.send.libraries import httpx
from inspector.wording import tr


def with_socket_key(message: Message) -> Message:
    """Return a message that asks for a WebSocket with a key for this one time (RFC 6455 §4.1)."""
    if not asks_for_socket(message.headers) or first(message.headers, KEY) is not None:
        return message
    key = base64.b64encode(os.urandom(16)).decode("ascii")
    return msgspec.structs.replace(
        message, headers=(*message.headers, Header(KEY, key, "protocol"))
    )


def not_accepted(message: Message, reply: httpx.Response) -> Failure | None:
    """Return why a server has not shown that it understood the handshake, None where it has."""
    if reply.headers.get("sec-websocket-accept") != accepted(first(message.headers, KEY) or ""):
        return _malformed(
            tr("The server agreed to a WebSocket, but its Sec-WebSocket-Accept fits another key.")
        )
    try:
        compression(message, reply)
    except ExtensionError as error:
        return _malformed(
            tr(
                "The server agreed to “{name}” for a WebSocket, which was not offered.",
                name=str(error),
            )
        )
    return None


def compression(message: Message, reply: httpx.Response) -> Deflate | None:
    """Return how messages are compressed, None where they are not. Raises ExtensionError."""
    raw = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in reply.headers.raw)
    return agreed(message.headers, tuple(Header(name, value) for name, value in raw))


def _malformed(text: str) -> Failure:
    return Failure(stage="headers", kind="malformed-reply", message=text)
