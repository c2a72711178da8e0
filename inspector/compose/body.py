"""Encodes the body of a request and names its content type."""

import hashlib
import mimetypes
from collections.abc import Sequence
from pathlib import Path

import msgspec

from inspector.compose import address
from inspector.compose.marked import Marked
from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.disk.reading import read_bytes
from inspector.model.exchange import Failure
from inspector.model.message import Span
from inspector.model.request import (
    Body,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    RawBody,
)
from inspector.wording import tr

# ---------------- Writes multipart/form-data (RFC 7578)
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


def encode_parts(parts: Sequence[Part], boundary: str) -> tuple[bytes, tuple[Span, ...]]:
    """Return the body and the byte ranges of it that are secret."""
    data = bytearray()
    secret: list[Span] = []
    for part in parts:
        data += _head(part, boundary)
        secret += [(len(data) + start, len(data) + end) for start, end in part.secret]
        data += part.data + b"\r\n"
    data += f"--{boundary}--\r\n".encode()
    return bytes(data), tuple(secret)


_LARGEST = 1024 * 1024 * 1024  # bytes of a file that is sent


class Encoded(msgspec.Struct, frozen=True, kw_only=True):
    """Body bytes with the ranges that are secret; data is None where no body is sent."""

    data: bytes | None = None
    secret: tuple[Span, ...] = ()
    content_type: str = ""

    def __repr__(self) -> str:
        size = 0 if self.data is None else len(self.data)
        return f"Encoded({size} bytes, {self.content_type!r})"


def encode(body: Body, scope: Scope, problems: list[Failure]) -> Encoded:
    """Return the bytes of a body; what goes wrong is added to problems."""
    match body:
        case JsonBody():
            return _text(fill(body.text, scope, problems), "application/json")
        case RawBody():
            return _text(fill(body.text, scope, problems), body.content_type)
        case FormBody():
            pairs = [
                (fill(field.name, scope, problems), fill(field.value, scope, problems))
                for field in body.fields
                if field.enabled
            ]
            return _text(address.form(pairs), "application/x-www-form-urlencoded")
        case MultipartBody():
            return _multipart(body, scope, problems)
        case FileBody():
            path = fill(body.path, scope, problems).text
            kind = body.content_type or type_of(path)
            return Encoded(data=read_file(path, problems), content_type=kind)
        case _:
            return Encoded()


def _text(text: Marked, content_type: str) -> Encoded:
    return Encoded(data=text.data, secret=text.spans, content_type=content_type)


def _multipart(body: MultipartBody, scope: Scope, problems: list[Failure]) -> Encoded:
    parts = [_part(field, scope, problems) for field in body.fields if field.enabled]
    boundary = boundary_for(parts)
    data, secret = encode_parts(parts, boundary)
    kind = f"multipart/form-data; boundary={boundary}"
    return Encoded(data=data, secret=secret, content_type=kind)


def _part(field: FormField, scope: Scope, problems: list[Failure]) -> Part:
    name = fill(field.name, scope, problems).text
    if not field.file:
        value = fill(field.value, scope, problems)
        return Part(name=name, data=value.data, secret=value.spans, content_type=field.content_type)
    path = fill(field.file, scope, problems).text
    return Part(
        name=name,
        data=read_file(path, problems),
        file_name=field.file_name or Path(path).name,
        content_type=field.content_type or type_of(path),
    )


def read_file(path: str, problems: list[Failure]) -> bytes:
    """Return the bytes of a file; where it can't be read, add a problem and return nothing."""
    try:
        return read_bytes(Path(path).expanduser(), largest=_LARGEST)
    except (OSError, ValueError) as error:
        problems.append(
            Failure(
                stage="compose",
                kind="unreadable-file",
                message=tr("The file {path} could not be read.", path=path),
                detail=getattr(error, "strerror", None) or str(error),
            )
        )
        return b""
