"""Encodes the body of a request and names its content type."""

from pathlib import Path

import msgspec

from inspector.compose import multipart, query
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
            return _text(query.form(pairs), "application/x-www-form-urlencoded")
        case MultipartBody():
            return _multipart(body, scope, problems)
        case FileBody():
            path = fill(body.path, scope, problems).text
            kind = body.content_type or multipart.type_of(path)
            return Encoded(data=read_file(path, problems), content_type=kind)
        case _:
            return Encoded()


def _text(text: Marked, content_type: str) -> Encoded:
    return Encoded(data=text.data, secret=text.spans, content_type=content_type)


def _multipart(body: MultipartBody, scope: Scope, problems: list[Failure]) -> Encoded:
    parts = [_part(field, scope, problems) for field in body.fields if field.enabled]
    boundary = multipart.boundary_for(parts)
    data, secret = multipart.encode(parts, boundary)
    kind = f"multipart/form-data; boundary={boundary}"
    return Encoded(data=data, secret=secret, content_type=kind)


def _part(field: FormField, scope: Scope, problems: list[Failure]) -> multipart.Part:
    name = fill(field.name, scope, problems).text
    if not field.file:
        value = fill(field.value, scope, problems)
        return multipart.Part(
            name=name, data=value.data, secret=value.spans, content_type=field.content_type
        )
    path = fill(field.file, scope, problems).text
    return multipart.Part(
        name=name,
        data=read_file(path, problems),
        file_name=field.file_name or Path(path).name,
        content_type=field.content_type or multipart.type_of(path),
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
