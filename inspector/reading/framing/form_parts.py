"""Takes a multipart body apart: its parts by their names (RFC 7578)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_BOUNDARY = re.compile(r"""boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))""", re.IGNORECASE)
_NAME = re.compile(rb"""(?<![\w*])name="?([^";\r\n]{0,200})""", re.IGNORECASE)
_FILE = re.compile(rb"""filename="?([^";\r\n]{0,200})""", re.IGNORECASE)
_TYPE = re.compile(rb"(?m)^content-type:[ \t]*([^\r\n]{0,200})", re.IGNORECASE)
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")


class BodyPart(NamedTuple):
    """name: empty where the part has none. filename and type: as they were declared."""

    name: str
    filename: str
    type: str
    content: bytes


def multipart(content_type: str, body: bytes) -> Iterator[BodyPart] | None:
    """Return the parts in order; None where the type is another one or names no boundary."""
    found = _BOUNDARY.search(content_type)
    if not content_type.lower().lstrip().startswith("multipart/") or found is None:
        return None
    mark = b"--" + (found[1] or found[2]).encode("latin-1", "replace")
    if mark not in body:
        return None
    return _parts(body, mark)


def _parts(body: bytes, mark: bytes) -> Iterator[BodyPart]:
    for piece in body.split(mark)[1:]:
        if piece.startswith(b"--"):
            return
        found = _EMPTY_LINE.search(piece)
        head, content = (piece[: found.start()], piece[found.end() :]) if found else (piece, b"")
        content = content.removesuffix(b"\n").removesuffix(b"\r")
        yield BodyPart(_word(_NAME, head), _word(_FILE, head), _word(_TYPE, head), content)


def _word(pattern: re.Pattern[bytes], head: bytes) -> str:
    found = pattern.search(head)
    return found[1].decode("utf-8", "replace").strip() if found else ""


_FIELDS, _LONGEST = 60, 8192


def texts_of(content_type: str, body: bytes) -> dict[str, str]:
    """Return the fields of a multipart form that are short texts, without its files."""
    parts = islice(multipart(content_type, body) or (), _FIELDS)
    return {
        part.name: part.content.decode("utf-8", "replace")
        for part in parts
        if part.name and not part.filename and len(part.content) <= _LONGEST
    }
