"""Notes, during a handshake, what was said first, and what of the client's certificate.

The interpreter's `ssl` has no interface for it. It hands each handshake message, in the clear, to
`SSLContext._msg_callback`, an attribute for debugging (`ssl.py`, since Python 3.8); where an
interpreter has none, nothing is known. Contexts are shared, so a note goes to the handshake of the
task in which it is made.
"""

import ssl
from contextvars import ContextVar
from typing import Any

from inspector.protocol.keys import client_hello
from inspector.protocol.keys.certificate_request import authorities, certificates, uncompressed
from inspector.protocol.keys.client_hello import ClientHello

_HELLO, _REQUEST, _CERTIFICATE = 1, 13, 11  # types of handshake messages (RFC 8446 §4)
_COMPRESSED = 25  # RFC 8879 §4
_HANDSHAKE = 22
_CURRENT: ContextVar["Seen | None"] = ContextVar("certificate_request", default=None)


class Seen:
    """What one connection's handshake said in the clear.

    hello: of the server's name and the protocols inside. asked: the names of issuers as DER, None
    where no certificate was asked for. shown: our chain as DER.
    """

    def __init__(self) -> None:
        self.hello = ClientHello()
        self.asked: tuple[bytes, ...] | None = None
        self.shown: tuple[bytes, ...] = ()


def watched(context: ssl.SSLContext) -> None:
    """Let the handshakes of a context be noted."""
    inner: Any = getattr(context, "_ctx", context)  # what truststore wraps
    if hasattr(inner, "_msg_callback"):
        inner._msg_callback = _noted  # noqa: SLF001 - see above


def beginning() -> Seen:
    """Return where the next handshake of this task will be noted."""
    seen = Seen()
    _CURRENT.set(seen)
    return seen


def _noted(
    _connection: object, direction: str, version: int, content: int, kind: int, data: bytes
) -> None:
    seen = _CURRENT.get()
    if seen is None or content != _HANDSHAKE:
        return
    is_13 = version >= ssl.TLSVersion.TLSv1_3
    if kind == _REQUEST and direction == "read":
        seen.asked = authorities(data, is_13=is_13)
    elif kind == _HELLO and direction == "write":
        seen.hello = client_hello.read(data)
    elif direction == "write" and kind in {_CERTIFICATE, _COMPRESSED}:
        whole = uncompressed(data) if kind == _COMPRESSED else data
        seen.shown = certificates(whole, is_13=is_13)
