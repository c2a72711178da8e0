"""Reads a body as what it is: JSON, a form, XML, HTML or plain text; never raises."""

import codecs
import html
import json
import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import parse_qsl

from inspector.model.message import Header
from inspector.protocol import media_types
from inspector.protocol.cached import cached_property
from inspector.protocol.field_names import is_credential_field
from inspector.protocol.patterns import lazy_re
from inspector.protocol.streams.socket_messages import is_packet, packet
from inspector.reading.framing.form_parts import texts_of
from inspector.reading.page import NO_PAGE, Page, page_of

_READ = 262_144
_DEEP = 6
_MANY = 80
_LEAF = lazy_re(r"<([A-Za-z_][\w.:-]{0,60})(?:\s[^<>]{0,300})?>([^<>]{1,600})</\1\s*>")
_CDATA = lazy_re(r"<!\[CDATA\[([^<>\[\]]{0,600})\]\]>")
_ELEMENT = lazy_re(r"<[A-Za-z_][\w.:-]{0,60}(\s[^<>]{1,1000})>")
# finds `code="40101"`
# but not `code 40101`
_ATTRIBUTE = lazy_re(
    r"(?i)\b([\w.-]{0,40}?(?:code|message|msg|status|stat|reason|error|description|detail|result))"
    r"\s*=\s*([\"'])([^\"'<>]{1,400})\2"
)
_FORM = lazy_re(r"^[\w.~%+\[\]-]{1,200}=[^\s<{]*$")
_STRINGS_OF_A_FORM = 60
_HEAD, _NEAR = 2_000, 600  # characters that tell what a body is; where a page begins at the latest
_CHARSET_LOOK = 200_000
_PAGE = lazy_re(r"(?i)<(?:!doctype html|html\b)")
_PART_OF_A_PAGE = lazy_re(
    r"(?i)(?:<!--.{0,500}?-->\s*)?<(?:head|title|meta|body|div|form|input|script|p|h1|span|center)\b",
    re.DOTALL,
)
# Devices call their XML a page; what is an error as a whole is read as what it is.
# finds `<?xml version="1.0"?><error>`
# but not `<?xml version="1.0"?><html>`
_ONLY_AN_ERROR = lazy_re(r"(?i)<\?xml[^<>]{0,200}>\s{0,20}<(?:fault|error|exception)\b")
_ELEMENT_FIRST = lazy_re(r"<(?:\?xml|!--|[A-Za-z_][\w.\-]*(?::[\w.\-]+)?[\s>/])")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes(range(0x20)).translate(None, b"\t\n\v\f\r\x1b")
_MOST_CONTROLS = 20  # one in so many characters
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")

# What stands before JSON: the call of JSONP, a guard against inclusion, the lines of an event.
# finds `callback({"error":1})`, `{}&&{"error":1}`
# but not `see {this}`
_WRAPPING = lazy_re(
    r"(?:/\*[^*]{0,40}\*/\s*)?(?:[\w.$]{1,80}\(\s*|\)\]\}'?,?\s*|"
    r"(?:while\((?:1|true)\)|for\(;;\)|throw \w{1,20});\s*|\{\}\s*&&\s*|"
    r"(?:(?:event|id|retry)?:[^\n]{0,200}\n){0,4}data:\s*)(?=[\[{])"
)
# What is declared as JSON may have a guard of any making: nothing else is before it.
# finds `&&&START&&&{"code":1}`
# but not `no object here`
_GUARD = lazy_re(r"[^\s{\[]{1,40}\s{0,4}(?=[\[{])")

BodyKind = Literal[
    "empty", "json", "xml", "html", "form", "text", "multipart", "image", "protobuf", "binary"
]
NO_TEXT: frozenset[BodyKind] = frozenset({"binary", "image", "protobuf"})
Pair = tuple[str, object]


def content_of(headers: tuple[Header, ...], body: bytes) -> "Content":
    """Return the body of a message."""
    return Content(body, media_types.content_type(headers))


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text: a zero byte or many control characters near the start."""
    start = data[:_HEAD]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return b"\0" in start or controls * _MOST_CONTROLS > len(start)


class Content:
    """One body with its content type; every reading is made when first asked for."""

    def __init__(self, body: bytes, content_type: str) -> None:
        self.bytes = body
        self.type = media_types.media_type(content_type)
        self._content_type = content_type

    @cached_property
    def charset(self) -> str:
        """The character set that shows itself or is declared, `iso-8859-1` where no UTF-8 is."""
        for mark, name in _MARKS:
            if self.bytes.startswith(mark):
                return name
        declared = media_types.charset(self._content_type)
        if declared:
            return declared
        try:
            codecs.getincrementaldecoder("utf-8")().decode(self.bytes[:_CHARSET_LOOK])
        except UnicodeDecodeError:
            return "iso-8859-1"
        return "utf-8"

    @cached_property
    def text(self) -> str:
        """The first part of the body as text."""
        return self.bytes[:_READ].decode(self.charset, "replace").lstrip("\ufeff \t\r\n")

    @cached_property
    def kind(self) -> BodyKind:
        """What the body is, by its beginning; the content type decides where that is open."""
        declared = media_types.family(self._content_type)
        if not self.bytes[:_READ].strip():
            return "empty"
        if declared == "multipart" and b"--" in self.bytes[:_READ]:
            return "multipart"
        if not is_binary(self.bytes) or self.bytes.startswith(_UTF16):
            return self._kind_of_text(declared)
        if declared == "image" or self.bytes.startswith(_IMAGES):
            return "image"
        return "protobuf" if declared == "protobuf" else "binary"

    def _kind_of_text(self, declared: media_types.Family) -> BodyKind:
        start = self.text[:_HEAD]
        if start[:1] in {"{", "["} or (declared == "json" and start[:1] == '"'):
            return "json"
        called_a_page = declared == "html" and not _ONLY_AN_ERROR.match(start)
        if _PAGE.search(start[:_NEAR]) or (called_a_page and "<" in start[:_NEAR]):
            return "html"
        if _ELEMENT_FIRST.match(start):
            is_part = declared != "xml" and _PART_OF_A_PAGE.match(start)
            return "html" if is_part else "xml"
        return "form" if declared == "form" or self._looks_like_a_form else "text"

    @property
    def _looks_like_a_form(self) -> bool:
        return self.type in {"", "text/plain"} and _FORM.match(self.text[:_HEAD]) is not None

    @cached_property
    def json(self) -> object:
        """The parsed JSON value, None where the body is no JSON.

        Of a script that hands JSON to a function, and of a stream of events, the first value.
        """
        start = self.text[:_HEAD]
        if self.kind == "text" and is_packet(start):
            return packet(self.text)
        wrapped = _WRAPPING.match(start) if self.kind in {"json", "text"} else None
        if wrapped is None and self.kind == "text" and self._is_declared_as_json:
            wrapped = _GUARD.match(start)
        if wrapped is not None:
            return self._wrapped_value(wrapped.end())
        return self._first_value(self.text) if self.kind == "json" else None

    @property
    def _is_declared_as_json(self) -> bool:
        return media_types.family(self._content_type) == "json"

    def _wrapped_value(self, start: int) -> object:
        try:
            return json.JSONDecoder().raw_decode(self.text, start)[0]
        except (ValueError, RecursionError):
            return None

    @staticmethod
    def _first_value(text: str) -> object:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass
        line = text.splitlines()[0] if text else ""
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def object(self) -> dict[str, object]:
        """The JSON object, or the first object of a JSON list; {} for anything else."""
        value = self.json
        if isinstance(value, list) and value:
            value = value[0]
        return value if isinstance(value, dict) else {}

    @cached_property
    def form(self) -> dict[str, str]:
        """The fields of a URL-encoded or multipart form; {} for anything else."""
        if self.kind == "multipart":
            return texts_of(self._content_type, self.bytes[:_READ])
        if self.kind != "form":
            return {}
        try:
            pairs = parse_qsl(self.text, keep_blank_values=True, max_num_fields=_STRINGS_OF_A_FORM)
        except ValueError:
            return {}
        return dict(pairs)

    @property
    def is_html(self) -> bool:
        """Whether the body is a page."""
        return self.kind == "html"

    @property
    def is_xml(self) -> bool:
        """Whether the body is XML other than a page."""
        return self.kind == "xml"

    @cached_property
    def page(self) -> Page:
        """What a page holds; an empty one where the body is no page."""
        return page_of(self.text) if self.is_html else NO_PAGE

    def xml_leaves(self) -> Iterator[tuple[str, str]]:
        """Yield the elements of XML that hold only text: local name and text.

        What is called no more than an id has the name of the token or session that it is.
        """
        text = _CDATA.sub(r"\1", self.text[:40_000])
        for found, _ in zip(_LEAF.finditer(text), range(_MANY), strict=False):
            name = found.group(1).rpartition(":")[2]
            yield _holder(text, found.start(), name), _clean(found.group(2))

    def xml_attributes(self) -> Iterator[tuple[str, str]]:
        """Yield the attributes of XML that tell of an error: name and value."""
        for element, _ in zip(_ELEMENT.finditer(self.text[:40_000]), range(_MANY), strict=False):
            for found in _ATTRIBUTE.finditer(element.group(1)):
                yield found.group(1), _clean(found.group(3))

    def validation_problems(self) -> Iterator[str]:
        """Yield place and message of single problems in a list, each as one sentence."""
        for name in ("detail", "errors", "details"):
            problems = self.object.get(name)
            for one in problems[:10] if isinstance(problems, list) else ():
                if isinstance(one, dict):
                    yield from _one_problem(one)
            for field, what in list(problems.items())[:10] if isinstance(problems, dict) else ():
                words = what[0] if isinstance(what, list) and what else what
                if isinstance(words, str) and is_credential_field(field):
                    yield f"{field} {words}"
        yield from self._by_field()

    def _by_field(self) -> Iterator[str]:
        """Yield what is said of a login's fields, each with a list of words (Django's REST)."""
        for field, words in list(self.object.items())[:10]:
            told = words[0] if isinstance(words, list) and words else None
            if isinstance(told, str) and is_credential_field(field):
                yield f"{field} {told}"

    def scalars(self) -> Iterator[Pair]:
        """Yield key and value of the texts and numbers in a JSON body, outermost first."""
        queue: list[tuple[str, object, int]] = [("", self.json, 0)]
        seen = 0
        while queue and seen < _MANY:
            key, value, depth = queue.pop(0)
            if isinstance(value, dict):
                queue.extend(_inner(key, value, depth))
            elif isinstance(value, list):
                queue.extend((key, item, depth + 1) for item in value[:10] if depth < _DEEP)
            elif value is not None:
                seen += 1
                yield key, value


def _holder(text: str, start: int, name: str) -> str:
    """Return the name of the token or session whose id begins there, else the element's own."""
    if name.lower() not in _OF_AN_ID:
        return name
    around = _HOLDS_ONE.search(text, max(0, start - _LONGEST_TAG), start)
    return around.group(1) if around is not None else name


_OF_AN_ID = frozenset({"identifier", "id", "value"})
_LONGEST_TAG = 400
# finds `<wsc:SecurityContextToken>`, `<Session xmlns="urn:a">`
# but not `<Sessions>`, `<TokenType>`
_HOLDS_ONE = lazy_re(
    r"(?i)<(?:[\w.-]{1,40}:)?(\w{0,40}(?:token|ticket|session))(?:\s[^<>]{0,300})?>\s{0,40}\Z"
)


def _one_problem(one: dict[str, object]) -> Iterator[str]:
    where = one.get("loc") or one.get("field")
    what = one.get("msg") or one.get("code")
    if where and isinstance(what, str):
        parts = where if isinstance(where, list) else [where]
        yield " ".join([*map(str, parts), what])


def _inner(key: str, value: dict[str, object], depth: int) -> list[tuple[str, object, int]]:
    """Return the members of one named `key`; a text beside its language has that name (OData 3)."""
    if depth >= _DEEP:
        return []
    if value.keys() == _IN_A_LANGUAGE:
        return [(key, value["value"], depth + 1)]
    return [(name, inner, depth + 1) for name, inner in list(value.items())[:40]]


_IN_A_LANGUAGE = {"lang", "value"}


def _clean(text: str) -> str:
    return " ".join(html.unescape(text).split())
