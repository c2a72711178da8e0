"""JSON Schemas of everything that other programs may read or write."""

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import msgspec

from inspector.export import shapes, walk_shapes
from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.strict import PLACES
from inspector.logs.report import LogReport
from inspector.model.attempt import Attempt
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.settings.options import Option, groups, options
from inspector.settings.store import KEYS
from inspector.wording import tr

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def names() -> tuple[str, ...]:
    """Return the names of all schemas."""
    return tuple(_SCHEMAS)


def schema(name: str) -> Json:
    """Return the schema of that name. Raises KeyError for one that there is none of."""
    made, title = _SCHEMAS[name]
    return {"$schema": DRAFT, "title": title(), **_dedented(made())}


def _dedented(value: Any) -> Any:
    """Return it with its descriptions as docstrings are read: Python 3.13 cuts their margin."""
    if isinstance(value, dict):
        return {
            key: cleandoc(item)
            if key == "description" and isinstance(item, str)
            else _dedented(item)
            for key, item in value.items()
        }
    return [_dedented(item) for item in value] if isinstance(value, list) else value


def text(name: str) -> str:
    """Return the schema as it is printed and published."""
    data = msgspec.json.encode(schema(name))
    return msgspec.json.format(data, indent=2).decode() + "\n"


def _any_of(*kinds: type[msgspec.Struct]) -> Json:
    """Return the schema of a thing that has one of these shapes."""
    _, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    return {
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        "$defs": definitions,
    }


def _file(kind: type[msgspec.Struct]) -> Json:
    """Return the schema of a TOML file: strict, with references to secrets as files write them."""
    made = msgspec.json.schema(kind)
    definitions = made["$defs"]
    definitions.pop(SecretRef.__name__, None)
    for name, definition in definitions.items():
        definition.get("properties", {}).pop("id", None)
        if "properties" in definition:
            definition["additionalProperties"] = False
        if name == kind.__name__:
            definition["properties"] = {
                "format": {"const": 1, "description": tr("The format of the file.")},
                **definition["properties"],
            }
    definitions[SecretRef.__name__] = _secret()
    return made


def _secret() -> Json:
    return {
        "title": "SecretRef",
        "description": tr("Where a secret is kept, or text with variables."),
        "anyOf": [
            {"type": "string"},
            *(
                {
                    "type": "object",
                    "properties": {place: {"type": "string"}},
                    "required": [place],
                    "additionalProperties": False,
                }
                for place in sorted(PLACES)
            ),
        ],
    }


def _saved_attempt() -> Json:
    made = msgspec.json.schema(Attempt)
    return {
        "type": "object",
        "properties": {"format": {"const": 1}, "attempt": {"$ref": made["$ref"]}},
        "required": ["format", "attempt"],
        "additionalProperties": False,
        "$defs": made["$defs"],
    }


def _settings() -> Json:
    tables: Json = {
        group: {"type": "object", "title": title, "properties": {}, "additionalProperties": False}
        for group, title in groups().items()
    }
    for option in options():
        group, name = option.key.split(".")
        tables[group]["properties"][name] = _option(option)
    tables[KEYS] = {
        "type": "object",
        "title": tr("Shortcuts that were changed"),
        "description": tr("The keys of each command by its id, as Ctrl+M; F4; empty for none."),
        "additionalProperties": {"type": "string"},
    }
    return {"type": "object", "properties": tables, "additionalProperties": False}


def _option(option: Option) -> Json:
    kinds = {"flag": "boolean", "whole": "integer", "number": "number"}
    made: Json = {
        "type": kinds.get(option.kind, "string"),
        "title": option.title,
        "description": option.help,
        "default": option.default,
    }
    if option.choices:
        made["enum"] = [choice.value for choice in option.choices]
    if option.low is not None:
        made["minimum"] = option.low
    if option.high is not None:
        made["maximum"] = option.high
    return made


_SCHEMAS: dict[str, tuple[Callable[[], Json], Callable[[], str]]] = {
    "verdict": (
        lambda: _any_of(shapes.DiagnosedShape, shapes.UnreadableShape),
        lambda: tr("What `diagnose` prints for one file"),
    ),
    "send": (
        lambda: _any_of(shapes.SentShape, shapes.FixedShape),
        lambda: tr("What `send` prints"),
    ),
    "walk": (lambda: msgspec.json.schema(walk_shapes.WalkShape), lambda: tr("What `walk` prints")),
    "logs": (lambda: msgspec.json.schema(LogReport), lambda: tr("What `logs` prints")),
    "request": (lambda: _file(Request), lambda: tr("A request of a collection")),
    "collection": (lambda: _file(CollectionFile), lambda: tr("A collection")),
    "folder": (lambda: _file(FolderFile), lambda: tr("A folder of a collection")),
    "environment": (lambda: _file(EnvironmentFile), lambda: tr("An environment")),
    "saved-attempt": (_saved_attempt, lambda: tr("A saved attempt")),
    "settings": (_settings, lambda: tr("The settings")),
}
