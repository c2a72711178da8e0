"""Reads the status that gRPC-Web puts behind the messages of a body (PROTOCOL-WEB.md of gRPC)."""

import binascii
from urllib.parse import unquote

from inspector.model.message import Reply, first
from inspector.protocol.patterns import lazy_re

_TRAILERS = 0x80
_HEAD, _MOST = 5, 64
_PIECE = lazy_re(rb"[A-Za-z0-9+/]+={0,2}")
_LARGEST = 4_000_000


def grpc_trailers(reply: Reply) -> tuple[tuple[str, str], ...]:
    """Return the trailers of a gRPC call: of the reply itself, else of the last frame of a body."""
    own = [(h.name.lower(), h.value) for h in reply.trailers if h.name.lower().startswith("grpc-")]
    if own:
        return tuple(own)
    kind = (first(reply.headers, "content-type") or "").lower()
    if not kind.startswith("application/grpc-web") or len(reply.body) > _LARGEST:
        return ()
    return _read(_decoded(reply.body) if "text" in kind else reply.body)


def grpc_status(reply: Reply) -> str:
    """Return the status of a gRPC call, empty where the reply is none or names none."""
    found = first(reply.headers, "grpc-status") or dict(grpc_trailers(reply)).get("grpc-status")
    return (found or "").strip()


def _decoded(body: bytes) -> bytes:
    """Return the frames of a Base64 body; each of its pieces may have padding of its own."""
    try:
        return b"".join(binascii.a2b_base64(piece) for piece in _PIECE.findall(body))
    except binascii.Error:
        return b""


def _read(frames: bytes) -> tuple[tuple[str, str], ...]:
    at = 0
    for _ in range(_MOST):
        if at + _HEAD > len(frames):
            return ()
        size = int.from_bytes(frames[at + 1 : at + _HEAD], "big")
        if frames[at] & _TRAILERS:
            return _pairs(frames[at + _HEAD : at + _HEAD + size])
        at += _HEAD + size
    return ()


def _pairs(block: bytes) -> tuple[tuple[str, str], ...]:
    lines = (line.partition(":") for line in block.decode("latin-1").splitlines())
    return tuple(
        (name.strip().lower(), unquote(value.strip())) for name, mark, value in lines if mark
    )
