"""Reads a body as what it is: JSON, a form, XML, HTML or plain text; never raises."""

import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import parse_qsl

from inspector.reading.page import NO_PAGE, Page, page_of

_READ = 262_144
_DEEP = 6
_MANY = 80
_LEAF = re.compile(r"<([A-Za-z_][\w.:-]{0,60})(?:\s[^<>]{0,300})?>([^<>]{1,600})</\1\s*>")
_ELEMENT = re.compile(r"<[A-Za-z_][\w.:-]{0,60}(\s[^<>]{1,1000})>")
_ATTRIBUTE = re.compile(
    r"(?i)\b(code|message|msg|status|stat|reason|error|description|detail|errorcode|errormsg|result)"
    r"\s*=\s*([\"'])([^\"'<>]{1,400})\2"
)
_FORM = re.compile(r"^[\w.~%+\[\]-]{1,200}=[^\s<{]*$")
_STRINGS_OF_A_FORM = 60

Pair = tuple[str, object]


class Content:
    """One body with its content type; every reading is made when first asked for."""

    def __init__(self, body: bytes, content_type: str) -> None:
        self.bytes = body
        self.type = content_type.partition(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        """The first part of the body as text."""
        return self.bytes[:_READ].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")

    @cached_property
    def json(self) -> object:
        """The parsed JSON value, None where the body is no JSON."""
        start = self.text[:1]
        if start not in {"{", "["} and ("json" not in self.type or start != '"'):
            return None
        text = self.text.removeprefix(")]}',")
        return self._first_value(text)

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
        """The fields of a URL-encoded form; {} for anything else."""
        if "x-www-form-urlencoded" not in self.type and not (
            self.type in {"", "text/plain"} and _FORM.match(self.text[:2000])
        ):
            return {}
        try:
            pairs = parse_qsl(self.text, keep_blank_values=True, max_num_fields=_STRINGS_OF_A_FORM)
        except ValueError:
            return {}
        return dict(pairs)

    @cached_property
    def is_html(self) -> bool:
        """Whether the body is a page."""
        head = self.text[:600].lower()
        return "<html" in head or "<!doctype html" in head or ("html" in self.type and "<" in head)

    @cached_property
    def is_xml(self) -> bool:
        """Whether the body is XML other than a page."""
        head = self.text[:600].lstrip()
        return not self.is_html and (
            head.startswith("<?xml") or ("xml" in self.type and head.startswith("<"))
        )

    @cached_property
    def page(self) -> Page:
        """What a page holds; an empty one where the body is no page."""
        return page_of(self.text) if self.is_html else NO_PAGE

    def xml_leaves(self) -> Iterator[tuple[str, str]]:
        """Yield the elements of XML that hold only text: local name and text."""
        for found, _ in zip(_LEAF.finditer(self.text[:40_000]), range(_MANY), strict=False):
            yield found.group(1).rpartition(":")[2], _clean(found.group(2))

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
                if isinstance(words, str) and field.lower() in _LOGIN_FIELDS:
                    yield f"{field} {words}"

    def scalars(self) -> Iterator[Pair]:
        """Yield key and value of the texts and numbers in a JSON body, outermost first."""
        queue: list[tuple[str, object, int]] = [("", self.json, 0)]
        seen = 0
        while queue and seen < _MANY:
            key, value, depth = queue.pop(0)
            if isinstance(value, dict):
                queue.extend(_inner(value, depth))
            elif isinstance(value, list):
                queue.extend((key, item, depth + 1) for item in value[:10] if depth < _DEEP)
            elif value is not None:
                seen += 1
                yield key, value


_LOGIN_FIELDS = frozenset({"password", "credentials", "login", "token", "api_key"})


def _one_problem(one: dict[str, object]) -> Iterator[str]:
    where = one.get("loc") or one.get("field")
    what = one.get("msg") or one.get("code")
    if where and isinstance(what, str):
        parts = where if isinstance(where, list) else [where]
        yield " ".join([*map(str, parts), what])


def _inner(value: dict[str, object], depth: int) -> list[tuple[str, object, int]]:
    if depth >= _DEEP:
        return []
    return [(name, inner, depth + 1) for name, inner in list(value.items())[:40]]


def _clean(text: str) -> str:
    return " ".join(html.unescape(text).split())
