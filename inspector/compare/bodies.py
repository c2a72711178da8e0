"""Takes bodies apart for comparing: by key, field, part or element, other text by line."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl
from xml.parsers import expat

import msgspec

from inspector.compare.fact import Fact
from inspector.compare.records import Weight
from inspector.disk.encoding import encoded
from inspector.model.message import Header
from inspector.protocol.field_names import is_password_name
from inspector.protocol.masking.secret_spans import is_secret_pair
from inspector.protocol.media_types import content_type
from inspector.protocol.redaction import KnownValues, mask, masked_text
from inspector.reading.body import NO_TEXT, BodyKind, content_of
from inspector.reading.framing.form_parts import BodyPart, multipart
from inspector.wording import tr

# ---------------- XML taken apart for comparing
Part = tuple[str, str]
_DEEPEST = 200


class _Refused(Exception):  # noqa: N818 - it is no mistake: such text is compared by line
    """A document type: entities can be made to blow up, so none is expanded."""


class _Enough(Exception):  # noqa: N818 - as above
    """As many parts as were asked for."""


def xml_parts(body: bytes, most: int) -> Iterator[Part] | None:
    """Return names and values, at most that many; None for what is no XML or has a document type.

    A name is the path without prefixes, repeats numbered: Envelope.Fault.faultcode, item[1]@id.
    A text stands where its element ends.
    """
    reader = _Reader(most)
    try:
        reader.parser.Parse(body, True)
    except _Enough:
        return iter(reader.parts[:most])
    except (expat.ExpatError, _Refused, ValueError, LookupError):
        return None
    return iter(reader.parts)


class _Reader:
    def __init__(self, most: int) -> None:
        self.parts: list[Part] = []
        self._most = most
        self._path: list[str] = []
        self._seen: list[Counter[str]] = [Counter()]
        self._text: list[list[str]] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = _refuse

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._path) >= _DEEPEST:
            raise _Refused
        if len(self.parts) >= self._most:
            raise _Enough
        own = name.rpartition(":")[2]
        number = self._seen[-1][own]
        self._seen[-1][own] += 1
        self._path.append(f"{own}[{number}]" if number else own)
        self._seen.append(Counter())
        self._text.append([])
        at = ".".join(self._path)
        self.parts += [
            (f"{at}@{key.rpartition(':')[2]}", value)
            for key, value in attributes.items()
            if not key.startswith("xmlns")
        ]

    def _end(self, _name: str) -> None:
        text = "".join(self._text.pop()).strip()
        if text:
            self.parts.append((".".join(self._path), text))
        self._path.pop()
        self._seen.pop()

    def _characters(self, text: str) -> None:
        self._text[-1].append(text)


def _refuse(*_declared: object) -> None:
    raise _Refused


MOST_PARTS = 2000
LARGEST = 5 * 1024 * 1024  # bytes that are taken apart; larger bodies are compared as a whole
_LONGEST = 300
_AUTH = frozenset(
    [
        "error",
        "error_description",
        "error_uri",
        "code",
        "message",
        "detail",
        "reason",
        "title",
        "scope",
        "aud",
        "active",
        "grant_type",
        "client_id",
        "audience",
        "resource",
        "redirect_uri",
        "username",
        "type",
    ]
)


def body_facts(headers: tuple[Header, ...], body: bytes, known: KnownValues) -> Iterator[Fact]:
    """Return the parts of a body; identities are whole, texts masked and shortened."""
    if not body:
        return
    pieces = multipart(content_type(headers), body)
    kind = content_of(headers, body).kind
    if len(body) > LARGEST or (pieces is None and kind in NO_TEXT):
        text = tr("{count} bytes", count=len(body))
        yield Fact(name=tr("Body"), text=text, identity=_digest(body))
    elif pieces is not None:
        yield from _multipart(pieces, known)
    else:
        parts = _named(kind, body) or _lines(headers, body)
        for name, value in islice(parts, MOST_PARTS):
            yield leaf_fact(name, value, known)


def _named(kind: BodyKind, body: bytes) -> Iterator[tuple[str, str]] | None:
    """Return names and values of a body that has such; None where it is compared by line."""
    if kind == "json":
        return _json(body)
    if kind == "xml":
        return xml_parts(body, MOST_PARTS)
    if kind == "form":
        return iter(parse_qsl(body.decode("latin-1"), keep_blank_values=True))
    return None


def _multipart(pieces: Iterable[BodyPart], known: KnownValues) -> Iterator[Fact]:
    """Return the parts of a multipart body; a file is compared whole and shown by its size."""
    for number, piece in enumerate(islice(pieces, MOST_PARTS), 1):
        name = piece.name or tr("Part {number}", number=number)
        typed = (Header("Content-Type", piece.type),) if piece.type else ()
        content = content_of(typed, piece.content)
        if piece.filename or content.kind in NO_TEXT:
            size = tr("{count} bytes", count=len(piece.content))
            text = ", ".join(filter(None, (piece.filename, piece.type, size)))
            yield Fact(name=name, text=masked_text(text, known), identity=_digest(piece.content))
        else:
            yield leaf_fact(name, piece.content.decode(content.charset, "replace"), known)


def leaf_fact(name: str, value: str, known: KnownValues) -> Fact:
    """Return one part of a body, masked and shortened to show."""
    last = name.rpartition(".")[2].rpartition("@")[2].partition("[")[0]
    if is_secret_pair(last, value, is_form=is_password_name(last)):
        text = mask(value)
    elif len(value) > _LONGEST or known.spans(value):
        text = masked_text(value, known)[:_LONGEST]  # never cut first: half a secret is not found
    else:
        text = value
    weight: Weight = "auth" if last.lower() in _AUTH else "plain"
    return Fact(name=name, text=text, identity=value, weight=weight)


def _digest(body: bytes) -> bytes:
    """Return what stands for a large body; made while other threads go on."""
    return hashlib.sha256(body).digest()


def _json(body: bytes) -> Iterator[tuple[str, str]] | None:
    try:
        content = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return _leaves("", content)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every leaf by its path; without recursion, deep ones included."""
    waiting = [(path, value)]
    while waiting:
        at, found = waiting.pop()
        if isinstance(found, dict) and found:
            inner = [(f"{at}.{name}" if at else str(name), item) for name, item in found.items()]
            waiting += reversed(inner)
        elif isinstance(found, list) and found:
            waiting += [(f"{at}[{place}]", found[place]) for place in reversed(range(len(found)))]
        else:
            yield leaf_name(at), leaf_word(found)


def leaf_name(path: str) -> str:
    """Return the name of the line that a leaf of JSON is compared in."""
    return path or tr("Body")


def leaf_word(value: Any) -> str:
    """Return a leaf of JSON as text."""
    return value if isinstance(value, str) else encoded(value).decode()


def text_lines(headers: tuple[Header, ...], body: bytes) -> Iterator[tuple[str, str]]:
    """Return names and texts of the lines of a body that is compared by line, else nothing."""
    kind = content_of(headers, body).kind
    if kind in NO_TEXT or multipart(content_type(headers), body) is not None:
        return iter(())
    return iter(()) if _named(kind, body) is not None else _lines(headers, body)


def _lines(headers: tuple[Header, ...], body: bytes) -> Iterator[tuple[str, str]]:
    text = body.decode(content_of(headers, body).charset, "replace")
    for number, line in enumerate(text.splitlines(), 1):
        yield tr("Line {number}", number=number), line
