"""Undoes the transfer coding and gzip of a body that was captured as it crossed the wire."""

import re
import zlib

from inspector.model.message import Header, first
from inspector.wording import tr

_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
MAX_BODY = 50_000_000


def decoded(headers: tuple[Header, ...], raw: bytes) -> tuple[bytes, str]:
    """Return the body as its receiver reads it, and what is wrong with it ("" when nothing)."""
    body = raw
    if "chunked" in (first(headers, "transfer-encoding") or "").lower():
        body = _joined(raw)
    if body[:2] == b"\x1f\x8b" and "gzip" in (first(headers, "content-encoding") or "").lower():
        return _unpacked(body)
    return body[:MAX_BODY], ""


def _joined(raw: bytes) -> bytes:
    """Join the chunks; text that is not chunked (any more) comes back unchanged."""
    parts: list[bytes] = []
    position = 0
    while found := _CHUNK.match(raw, position):
        size = int(found.group(1), 16)
        if not size:
            return b"".join(parts)
        parts.append(raw[found.end() : found.end() + size])
        position = found.end() + size
    return b"".join(parts) if parts and position >= len(raw) else raw


def _unpacked(body: bytes) -> tuple[bytes, str]:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, MAX_BODY)
    except zlib.error:
        return body, tr("The gzip data of the body is damaged.")
    return unpacked, "" if unpacker.eof else tr("The gzip data of the body is not complete.")
