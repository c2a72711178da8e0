"""Every value of a file with the name it stands under and its line: JSON, YAML, TOML, plain lines.

What a file holds is read by its own reader elsewhere; this only tells where it stands.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from inspector.disk.toml_lines import Path, toml_lines
from inspector.intake.results import Unreadable
from inspector.intake.yaml_text import yaml_node
from inspector.protocol.patterns import lazy_re

_JSON_TEXT = lazy_re(r'"(?:[^"\\]|\\[\s\S])*+(?:"|\\?\Z)')
# finds `  token: abc`, `@name = abc`, `NAME=abc`
# but not `{`
_ROW = lazy_re(r"^[ \t]*[~@]?(?:export[ \t]+)?([\w.$-]{1,100})[ \t]*[:=][ \t]*(\S[^\r\n]*)$")
_COMMENT = lazy_re(r"^[ \t]*(?:#|//)(.*)$", re.MULTILINE)
_NUMBER = lazy_re(r"\d+")


class Leaf(NamedTuple):
    """A value of a file. path: its keys and places; name: its key, or that of its row."""

    path: Path
    name: str
    text: str
    line: int


class Broken(Exception):  # noqa: N818 - a state of the file, which becomes a remark
    """A file that does not parse. line: from 1."""

    def __init__(self, line: int, reason: str, todo: str = "") -> None:
        super().__init__(reason)
        self.line, self.reason, self.todo = line, reason, todo


def leaves_of(name: str, text: str) -> tuple[Leaf, ...]:
    """Return the values of a file in their order, its comments too; raise Broken.

    name: of the file; its end says how it is written.
    """
    try:
        return _leaves(name, text)
    except RecursionError:  # a reader goes deeper than the walk over what it read
        raise Broken(1, "too deep") from None


def _leaves(name: str, text: str) -> tuple[Leaf, ...]:
    if name.lower().endswith(".json"):
        return tuple(_json(text))
    if name.lower().endswith((".yaml", ".yml")):
        return (*_yaml(text), *_comments(text))
    if name.lower().endswith(".toml"):
        return (*_toml(text), *_comments(text))
    return (*_lines(text), *_comments(text))


# ---------------- JSON: its texts stand in the file in the order in which they are walked
class _Pairs(list[tuple[str, Any]]):
    """An object with all its keys, also those that are there twice."""


def _json(text: str) -> Iterator[Leaf]:
    try:
        value = json.loads(text, object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        raise Broken(error.lineno, error.msg) from None
    yield from _json_value(value, (), "", _text_lines(text))


def _text_lines(text: str) -> Iterator[int]:
    line, at = 1, 0
    for found in _JSON_TEXT.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        yield line


def _json_value(value: Any, path: Path, name: str, lines: Iterator[int]) -> Iterator[Leaf]:
    if isinstance(value, _Pairs):
        named = _row_name(dict(value))
        for key, inside in value:
            next(lines, 1)
            yield from _json_value(inside, (*path, key), _name(key, named), lines)
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from _json_value(inside, (*path, number), name, lines)
    elif isinstance(value, str):
        yield Leaf(path, name, value, next(lines, 1))


def _row_name(row: dict[str, Any]) -> str:
    """Return what a row of a table calls its value, empty where it is none."""
    named = row.get("key", row.get("name"))
    return named if isinstance(named, str) and "value" in row else ""


def _name(key: str, row: str) -> str:
    return row if row and key == "value" else key


# ---------------- YAML
def _yaml(text: str) -> Iterator[Leaf]:
    try:
        node = yaml_node(text)
    except Unreadable as error:
        found = _NUMBER.search(error.problem.where) or _NUMBER.search(error.problem.what)
        line = int(found[0]) if found else 1
        raise Broken(line, error.problem.what, error.problem.todo) from None
    if node is not None:
        yield from _yaml_node(node, (), "", set())


def _yaml_node(node: yaml.Node, path: Path, name: str, seen: set[int]) -> Iterator[Leaf]:
    if isinstance(node, yaml.ScalarNode):
        yield Leaf(path, name, node.value, node.start_mark.line + 1)
        return
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from _yaml_node(each, (*path, number), name, seen)
        return
    pairs = [(str(key.value), inside) for key, inside in node.value]
    named = _row_name({key: inside.value for key, inside in pairs})
    for key, inside in pairs:
        yield from _yaml_node(inside, (*path, key), _name(key, named), seen)


# ---------------- TOML
def _toml(text: str) -> Iterator[Leaf]:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise Broken(int(found[1]) if found else text.count("\n") + 1, str(error)) from None
    yield from _toml_value(data, (), "", toml_lines(text))


def _toml_value(value: Any, path: Path, name: str, lines: dict[Path, int]) -> Iterator[Leaf]:
    if isinstance(value, dict):
        named = _row_name(value)
        for key, inside in value.items():
            yield from _toml_value(inside, (*path, key), _name(key, named), lines)
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from _toml_value(inside, (*path, number), name, lines)
    elif isinstance(value, str):
        yield Leaf(path, name, value, _nearest(path, lines))


def _nearest(path: Path, lines: dict[Path, int]) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


# ---------------- Lines of `name: value`, and comments
def _lines(text: str) -> Iterator[Leaf]:
    for number, line in enumerate(text.splitlines(), 1):
        found = _ROW.match(line)
        name, value = (found[1], found[2].strip()) if found else ("", line.strip())
        if value and not line.lstrip().startswith(("#", "//")):
            yield Leaf((name, number) if name else (number,), name, value.strip("\"'"), number)


def _comments(text: str) -> Iterator[Leaf]:
    for found in _COMMENT.finditer(text):
        if found[1].strip():
            yield Leaf((), "", found[1].strip(), text.count("\n", 0, found.start(1)) + 1)
