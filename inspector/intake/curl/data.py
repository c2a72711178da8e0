"""The body of a curl command, and the method that follows from it."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from inspector.disk.reading import read_bytes
from inspector.intake.curl.command import Command, Given
from inspector.intake.results import Unreadable
from inspector.model.collection import Problem
from inspector.model.request import (
    Body,
    FileBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    RawBody,
)
from inspector.protocol.media_types import FORM, family
from inspector.wording import tr

_DATA = ("data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json")
_OF_FORMS = ("form", "form-string")
_UNSENT = str.maketrans("", "", "\r\n\0")


class Content(NamedTuple):
    """A body, the query it became with -G, and the method curl takes by itself."""

    body: Body
    query: str
    method: str


def content(command: Command, content_type: str) -> Content:
    """Return what is sent; raise Unreadable for a file that can't be read.

    content_type: the value of a Content-Type header that was given, else empty.
    """
    pieces = command.all(*_DATA)
    if command.has("get"):
        method = "HEAD" if command.has("head") else "GET"
        return Content(NoBody(), _joined(pieces), method)
    if command.has("head"):
        return Content(NoBody(), "", "HEAD")
    if command.has("upload-file"):
        return Content(FileBody(path=command.value("upload-file")), "", "PUT")
    if pieces:
        return Content(_body(pieces, content_type), "", "POST")
    if command.has(*_OF_FORMS):
        fields = tuple(_field(one) for one in command.all(*_OF_FORMS))
        return Content(MultipartBody(fields=fields), "", "POST")
    return Content(NoBody(), "", "GET")


def query_of(command: Command) -> list[str]:
    """Return the parts that --url-query adds to the URL's query."""
    return [
        one.value[1:] if one.value.startswith("+") else _encoded(one.value)
        for one in command.all("url-query")
    ]


def _body(pieces: list[Given], content_type: str) -> Body:
    first = pieces[0]
    if len(pieces) == 1 and first.name in ("data-binary", "json") and first.value[:1] == "@":
        kind = "application/json" if first.name == "json" else FORM
        return FileBody(path=first.value[1:], content_type=content_type or kind)
    text = _joined(pieces)
    if any(one.name == "json" for one in pieces) or family(content_type) == "json":
        return JsonBody(text=text)
    return RawBody(text=text, content_type=content_type or FORM)


def _joined(pieces: list[Given]) -> str:
    """Join the pieces by &; --json pieces follow one another directly."""
    text = ""
    for one in pieces:
        glue = "&" if text and one.name != "json" else ""
        text += glue + _piece(one)
    return text


def _piece(one: Given) -> str:
    value = one.value
    if one.name == "data-urlencode":
        return _encoded(value)
    if one.name == "data-raw" or not value.startswith("@"):
        return value
    text = _file(value[1:])
    return text if one.name in ("data-binary", "json") else text.translate(_UNSENT)


def _encoded(value: str) -> str:
    """Encode `content`, `=content`, `name=content`, `@file` or `name@file`."""
    equals, at = value.find("="), value.find("@")
    if equals >= 0 and (at < 0 or equals < at):
        name, text = value[:equals], value[equals + 1 :]
    elif at >= 0:
        name, text = value[:at], _file(value[at + 1 :])
    else:
        name, text = "", value
    encoded = _quoted(text)
    return f"{name}={encoded}" if name else encoded


def _quoted(text: str) -> str:
    """Percent-encode, but leave `{{variables}}` alone; a blank becomes + as with curl 7.84."""
    if "{{" in text:
        return text
    return quote(text, safe="-._~", errors="surrogateescape").replace("%20", "+")


def _file(path: str) -> str:
    if path == "-":
        raise Unreadable(
            Problem(
                what=tr("The command reads its data from standard input."),
                where="@-",
                todo=tr("Put the data into a file and give @file instead."),
            )
        )
    try:
        return read_bytes(Path(path).expanduser()).decode("utf-8", "surrogateescape")
    except (OSError, ValueError) as error:
        raise Unreadable(
            Problem(
                what=tr("The file {path} that the command sends can't be read.", path=path),
                where=getattr(error, "strerror", None) or path,
                todo=tr("Give the file's full path, or put its text into the command."),
            )
        ) from None


def _field(one: Given) -> FormField:
    """Read `name=value`, `name=@file;type=…;filename=…` or `name=<file` (curl manual, -F)."""
    name, _, value = one.value.partition("=")
    if one.name == "form-string" or value[:1] not in ("@", "<"):
        text, kind = (value, "") if one.name == "form-string" else _typed(value)
        return FormField(name, text, content_type=kind)
    parts = value[1:].split(";")
    extra = dict(part.strip().partition("=")[::2] for part in parts[1:])
    kind = extra.get("type", "").strip('"')
    if value[0] == "<":
        return FormField(name, _file(parts[0]), content_type=kind)
    shown = extra.get("filename", "").strip('"')
    return FormField(name, file=parts[0].strip('"'), content_type=kind, file_name=shown)


def _typed(value: str) -> tuple[str, str]:
    text, mark, kind = value.partition(";type=")
    return (text, kind) if mark else (value, "")
