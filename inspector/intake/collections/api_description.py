"""What a description of an API says, with its references followed, and samples of its values."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from inspector.intake.collections.taking import Taking, mapping, text
from inspector.intake.results import Unreadable
from inspector.intake.text import plain
from inspector.intake.yaml_text import read_yaml
from inspector.model.collection import Problem
from inspector.wording import tr

_FARTHEST = 40  # references in a row
_DEEPEST = 5  # levels of a sample
_MOST = 40  # members of an object in a sample
_WORDS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "email": "user@example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "uri": "https://example.com",
    "url": "https://example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
}
_PLAIN: dict[str, Any] = {"integer": 0, "number": 0, "boolean": True, "string": "", "null": None}
_Entry = Mapping[str, Any]


class Description:
    """One document. whole: its root object."""

    def __init__(self, whole: _Entry, taking: Taking) -> None:
        self.whole = whole
        self._taking = taking

    def resolved(self, given: Any) -> _Entry:
        """Return an object, its `$ref` followed (also one after another); {} where it can't be."""
        found = mapping(given)
        for _ in range(_FARTHEST):
            ref = found.get("$ref")
            if not isinstance(ref, str):
                return found
            if not ref.startswith("#"):
                self._taking.lose(tr("{ref} is in another file, which is not read.", ref=ref))
                return {}
            found = mapping(self._at(ref))
        return {}

    def _at(self, ref: str) -> Any:
        """Return what a JSON Pointer (RFC 6901) in a fragment leads to."""
        value: Any = self.whole
        for part in ref.removeprefix("#").lstrip("/").split("/"):
            name = (
                part.replace("~1", "/").replace("~0", "~").replace("%7B", "{").replace("%7D", "}")
            )
            if isinstance(value, Mapping):
                value = value.get(name)
            elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
                value = value[int(name)]
            else:
                return None
        return value


def described(data: bytes, taking: Taking) -> Description:
    """Return what a file in JSON or YAML describes; raise Unreadable."""
    words = plain(data)
    if words.lstrip()[:1] == b"{":
        try:
            return Description(mapping(msgspec.json.decode(words)), taking)
        except (msgspec.DecodeError, ValueError, RecursionError):
            pass  # it may be YAML's way of writing objects, or JSON that only Python takes
    read = read_yaml(words.decode("utf-8", "replace"))
    for each in read.unquoted:
        taking.lose(each.problem)
    if not isinstance(read.value, Mapping):
        raise Unreadable(_no_object())
    return Description(read.value, taking)


class Samples:
    """Makes values that fit a schema: its example or default, else the plainest one."""

    def __init__(self, description: Description) -> None:
        self._description = description
        self._known: dict[tuple[str, int], Any] = {}

    def of_parameter(self, given: _Entry) -> str:
        """Return the value of a parameter as text; empty where nothing is said of it."""
        value = self._example(given)
        if value is None:
            schema = self._description.resolved(given.get("schema")) or given
            value = self._said(schema)
        return as_words(value)

    def of_media(self, media: _Entry) -> str:
        """Return a body as text: JSON of a value, a text as it is."""
        value = self._example(media)
        if value is None:
            value = self._value(media.get("schema"), 0)
        return as_body(value)

    def given(self, media: _Entry) -> Iterator[tuple[str, str]]:
        """Yield the examples that stand in the file, each with its name; "" for the only one."""
        if "example" in media:
            yield "", as_body(media["example"])
        for name, each in mapping(media.get("examples")).items():
            found = self._description.resolved(each)
            value = found.get("value", found.get("dataValue", found.get("serializedValue")))
            if value is not None:
                yield text(found.get("summary")) or text(name), as_body(value)

    def as_text(self, schema: _Entry) -> str:
        """Return a field of a form as text."""
        return as_words(self._value(schema, 0))

    def properties(self, schema: _Entry) -> dict[str, Any]:
        """Return the members of an object by their names, those of `allOf` too."""
        found: dict[str, Any] = {}
        parts = schema.get("allOf")
        for part in parts if isinstance(parts, list) else ():
            found |= mapping(self._description.resolved(part).get("properties"))
        found |= mapping(schema.get("properties"))
        return {text(name): each for name, each in found.items()}

    def _example(self, given: _Entry) -> Any:
        if "example" in given:
            return given["example"]
        examples = mapping(given.get("examples"))
        first = self._description.resolved(next(iter(examples.values()), {}))
        return first.get("value", first.get("dataValue"))

    def _said(self, schema: _Entry) -> Any:
        """Return what a schema says of itself: an example, a default, the only value."""
        for name in ("example", "default", "const", "x-example"):
            if schema.get(name) is not None:
                return schema[name]
        for name in ("examples", "enum"):
            if isinstance(schema.get(name), list) and schema[name]:
                return schema[name][0]
        return None

    def _value(self, given: Any, depth: int) -> Any:
        ref = mapping(given).get("$ref")
        key = (ref, depth) if isinstance(ref, str) else None
        if key is not None and key in self._known:
            return self._known[key]
        schema = self._description.resolved(given)
        said = self._said(schema)
        value = self._made(schema, depth) if said is None else said
        if key is not None:
            self._known[key] = value
        return value

    def _made(self, schema: _Entry, depth: int) -> Any:
        for name in ("oneOf", "anyOf"):
            parts = schema.get(name)
            if isinstance(parts, list) and parts and "properties" not in schema:
                return self._value(parts[0], depth)
        members = self.properties(schema)
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = next((each for each in kind if each != "null"), "null")
        if members or kind == "object" or "allOf" in schema:
            if depth >= _DEEPEST:
                return {}
            chosen = [
                (name, each) for name, each in members.items() if not mapping(each).get("readOnly")
            ]
            return {name: self._value(each, depth + 1) for name, each in chosen[:_MOST]}
        if kind == "array":
            return [] if depth >= _DEEPEST else [self._value(schema.get("items"), depth + 1)]
        return _WORDS.get(text(schema.get("format")), _PLAIN.get(text(kind), ""))


def as_words(value: Any) -> str:
    """Return a value of an example as the text of one parameter; lists by commas."""
    if isinstance(value, list):
        return ",".join(map(as_words, value))
    return _json(value) if isinstance(value, Mapping) else text(value)


def as_body(value: Any) -> str:
    """Return the value of an example as a body: JSON, a text as it is."""
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    try:
        return json.dumps(value, indent=2, ensure_ascii=False)
    except (TypeError, ValueError):  # a cycle through aliases
        return ""


def _no_object() -> Problem:
    return Problem(what=tr("This is no description of an API."), todo=tr("Give an OpenAPI file."))
