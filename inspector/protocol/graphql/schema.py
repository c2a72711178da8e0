"""Reads a GraphQL schema (introspection, GraphQL §4) and says what fits at a place of a query."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

INTROSPECTION = (
    "query Introspection { __schema { queryType { name } mutationType { name } "
    "subscriptionType { name } types { name kind fields(includeDeprecated: true) { name "
    "args { name } type { ...T } } inputFields { name } enumValues { name } } } } "
    "fragment T on __Type { name ofType { name ofType { name ofType { name ofType { name } } } } }"
)
_ROOTS = {"query": "queryType", "mutation": "mutationType", "subscription": "subscriptionType"}
_TOKEN = re.compile(
    r'#[^\n]*|"""(?:[^"]|"(?!""))*+(?:""")?|"(?:[^"\\\n]|\\.)*+"?|\.\.\.|[A-Za-z_]\w*|\S', re.DOTALL
)
_WORD = re.compile(r"(?<!\w)[A-Za-z_]\w*\Z")
_LARGEST = 32 * 1024 * 1024


class Field(msgspec.Struct, frozen=True):
    """A field of a type. type: what it returns, by its name; args: the names it takes."""

    type: str
    args: tuple[str, ...] = ()


class Schema(msgspec.Struct, frozen=True):
    """types: the fields of each type. roots: the type that each kind of operation begins with."""

    types: Mapping[str, Mapping[str, Field]]
    roots: Mapping[str, str]


def read_schema(body: bytes) -> Schema | None:
    """Return the schema in the reply to INTROSPECTION, None where there is none."""
    if len(body) > _LARGEST:
        return None
    try:
        found = json.loads(body)["data"]["__schema"]
        types = {each["name"]: dict(_fields(each)) for each in found["types"]}
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    named = {kind: (found.get(key) or {}).get("name") for kind, key in _ROOTS.items()}
    return Schema(types=types, roots={kind: name for kind, name in named.items() if name})


def _fields(given: Mapping[str, Any]) -> Iterator[tuple[str, Field]]:
    for each in given.get("fields") or ():
        args = tuple(arg["name"] for arg in each.get("args") or ())
        yield each["name"], Field(_named(each.get("type")), args)


def _named(given: Any) -> str:
    """Return the name of a type within lists and what may not be null."""
    while isinstance(given, dict):
        if given.get("name"):
            return str(given["name"])
        given = given.get("ofType")
    return ""


class _Place:
    """Where in a document the cursor stands: the types of the selections that are open."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.open: list[str] = []  # types, the innermost last
        self.arguments: Field | None = None  # of the field whose parentheses are open
        self._next = schema.roots.get("query", "")
        self._field: Field | None = None
        self._depth = 0  # of braces within arguments
        self._before = ""

    def take(self, word: str) -> None:
        """Go on by a token."""
        if self.arguments is not None:
            self._in_arguments(word)
        elif word == "(":
            self._depth, self.arguments = 1, self._field or Field("")
        elif word == "{":
            self.open.append(self._next)
        elif word == "}":
            self.open = self.open[:-1]
            self._next = "" if self.open else self._schema.roots.get("query", "")
            self._field = None
        else:
            self._named(word)
        self._before = word

    def _named(self, word: str) -> None:
        """Go on by the name of an operation, a type or a field."""
        if self._before == "on":
            self._next, self._field = word, None
        elif not self.open:
            self._next = self._schema.roots.get(word, self._next)
        elif word == "...":
            self._next = self.open[-1]
        elif word not in (":", "@"):
            known = self._schema.types.get(self.open[-1], {}).get(word)
            self._field, self._next = known, known.type if known is not None else ""

    def _in_arguments(self, word: str) -> None:
        self._depth += (word in {"(", "[", "{"}) - (word in {")", "]", "}"})
        if self._depth <= 0:
            self._depth, self.arguments = 0, None


def fitting(schema: Schema, before: str) -> tuple[str, tuple[str, ...]]:
    """Return what is begun at the end of a text, and the names that may stand there, sorted.

    before: the document up to the cursor.
    """
    found = _WORD.search(before)
    begun = found[0] if found is not None else ""
    place = _Place(schema)
    for word in _TOKEN.findall(before[: len(before) - len(begun)]):
        if not word.startswith("#"):
            place.take(word)
    if place.arguments is not None:
        names: tuple[str, ...] = place.arguments.args
    elif place.open:
        names = (*schema.types.get(place.open[-1], {}), "__typename")
    else:
        names = tuple(schema.roots)
    low = begun.lower()
    return begun, tuple(sorted(name for name in names if name.lower().startswith(low)))
