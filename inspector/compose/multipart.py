"""Writes multipart/form-data (RFC 7578); names can't break out of their header line."""

import hashlib
import mimetypes
from collections.abc import Sequence

import msgspec

from inspector.model.message import Span

_ESCAPES = {'"': "%22", "\r": "%0D", "\n": "%0A"}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One field; file_name is empty for text."""

    name: str
    data: bytes
    secret: tuple[Span, ...] = ()
    file_name: str = ""
    content_type: str = ""

    def __repr__(self) -> str:
        return f"Part({self.name!r}, {len(self.data)} bytes)"


def type_of(path: str) -> str:
    """Guess the content type from the name of a file."""
    return mimetypes.guess_type(path)[0] or "application/octet-stream"


def boundary_for(parts: Sequence[Part]) -> str:
    """Return a boundary that occurs in no part; the same parts give the same one."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.name.encode("utf-8", "replace") + b"\0" + part.data)
    boundary = "inspector-" + digest.hexdigest()[:24]
    while any(boundary.encode() in part.data for part in parts):
        digest.update(boundary.encode())
        boundary = "inspector-" + digest.hexdigest()[:24]
    return boundary


def escaped(name: str) -> str:
    """Escape quotes and line breaks as browsers do (WHATWG HTML §4.10.22.8)."""
    return "".join(_ESCAPES.get(char, char) for char in name)


def one_line(text: str) -> str:
    """Return a header value without line breaks and zero bytes."""
    return "".join(char for char in text if char not in "\r\n\0")


def _head(part: Part, boundary: str) -> bytes:
    disposition = f'Content-Disposition: form-data; name="{escaped(part.name)}"'
    if part.file_name:
        disposition += f'; filename="{escaped(part.file_name)}"'
    lines = [f"--{boundary}", disposition]
    if part.content_type:
        lines.append(f"Content-Type: {one_line(part.content_type)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")


def encode(parts: Sequence[Part], boundary: str) -> tuple[bytes, tuple[Span, ...]]:
    """Return the body and the byte ranges of it that are secret."""
    data = bytearray()
    secret: list[Span] = []
    for part in parts:
        data += _head(part, boundary)
        secret += [(len(data) + start, len(data) + end) for start, end in part.secret]
        data += part.data + b"\r\n"
    data += f"--{boundary}--\r\n".encode()
    return bytes(data), tuple(secret)
