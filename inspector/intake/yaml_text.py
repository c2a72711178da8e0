"""Reads YAML with the meaning of YAML 1.2: `no` and `on` are words, dates are text.

Source: YAML 1.2.2, 10.3.2 (the core schema). PyYAML's C parser does the parsing; only what turns a
plain scalar into a value is ours. A value that begins with an unquoted `{{variable}}` would be a
mapping that no program means: it is read as text, and its line is told.
"""

import re
from typing import Any, NamedTuple

import yaml

from inspector.intake.results import Unreadable
from inspector.model.collection import Problem
from inspector.wording import tr

LARGEST_TREE = 5_000_000
"""Values a document may have when its aliases are written out; a "bomb" has many more."""
_DEEPEST = 400
_NULL, _BOOL = re.compile(r"~|null|Null|NULL|"), re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
# Blank lines with a tab, which YAML allows (1.2.2, 6.5 and 6.7) and the parser refuses.
_TABS = re.compile(r"^[ ]*\t[ \t]*$", re.MULTILINE)
# The start of a value: after `key:` or a dash, not within quotes; up to the end of the line.
_UNQUOTED = re.compile(
    r"^(?P<before>[ \t]*(?:-[ \t]+)*(?:[\w$.-]{1,200}[ \t]{0,9}:[ \t]+|-[ \t]+))"
    r"(?P<value>\{\{[^\n]*)$",
    re.MULTILINE,
)


class Unquoted(NamedTuple):
    """A line whose value begins with `{{` without quotes. line: from 1."""

    line: int
    text: str

    @property
    def problem(self) -> str:
        """The sentence with its cure."""
        return tr(
            "Line {line}: {text} begins with {{{{ and has no quotes. It was read as text; write it "
            'as "{text}".',
            line=self.line,
            text=self.text,
        )


class Yaml(NamedTuple):
    """A document's value, and the lines that had to be read as text."""

    value: Any
    unquoted: tuple[Unquoted, ...] = ()


class _Loader(yaml.CSafeLoader):
    """PyYAML's safe loader with the scalars of YAML 1.2."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as its base has it


def _number(loader: Any, node: Any) -> int | float:
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


for _tag, _pattern, _first in (
    ("bool", _BOOL, "tTfF"),
    ("null", _NULL, "~nN"),
    ("int", _INT, "-+0123456789"),
    ("float", _FLOAT, "-+0123456789."),
    ("merge", re.compile("<<"), "<"),
):
    whole = re.compile(rf"^(?:{_pattern.pattern})$")
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", whole, list(_first))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])
_Loader.add_constructor("tag:yaml.org,2002:int", _number)


def read_yaml(text: str) -> Yaml:
    """Return the value of the first document; raise Unreadable with the line and what to do."""
    text = _TABS.sub("", text) if "\t" in text else text
    try:
        return Yaml(_loaded(text))
    except (yaml.YAMLError, ValueError, TypeError) as error:
        unquoted = _unquoted(text)
        if not unquoted:
            raise Unreadable(_problem(error)) from None
    except RecursionError:
        raise Unreadable(_too_large()) from None
    try:
        return Yaml(_loaded(_with_quotes(text)), unquoted)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise Unreadable(_at(unquoted[0], error)) from None


def yaml_node(text: str) -> yaml.Node | None:
    """Return the first document as nodes, which know their lines; raise Unreadable as above."""
    shown = _with_quotes(text) if read_yaml(text).unquoted else text
    return next(iter(yaml.compose_all(shown, _Loader)), None)


def _with_quotes(text: str) -> str:
    return _UNQUOTED.sub(lambda found: found["before"] + _quoted(found["value"]), text)


def _loaded(text: str) -> Any:
    value = next(iter(yaml.load_all(text, _Loader)), None)
    _measure(value)
    return value


def _measure(value: Any) -> int:
    """Return how many values there are with aliases written out; raise Unreadable for too many."""
    sizes: dict[int, int] = {}
    stack: list[tuple[Any, bool]] = [(value, False)]
    open_: set[int] = set()
    while stack:
        node, done = stack.pop()
        if not isinstance(node, dict | list) or (id(node) in sizes and not done):
            continue
        inside = list(node.values()) if isinstance(node, dict) else node
        if done:
            sizes[id(node)] = 1 + sum(sizes.get(id(each), 1) for each in inside)
            open_.discard(id(node))
        elif id(node) in open_ or len(open_) > _DEEPEST:
            raise Unreadable(_too_large())
        else:
            open_.add(id(node))
            stack.append((node, True))
            stack.extend((each, False) for each in inside)
    total = sizes.get(id(value), 1)
    if total > LARGEST_TREE:
        raise Unreadable(_too_large())
    return total


def _unquoted(text: str) -> tuple[Unquoted, ...]:
    return tuple(
        Unquoted(text.count("\n", 0, found.start("value")) + 1, found["value"].strip())
        for found in _UNQUOTED.finditer(text)
        if not found["value"].rstrip().endswith(("'", '"')) or found["value"].startswith("{{")
    )


def _quoted(value: str) -> str:
    escaped = value.strip().replace("'", "''")
    return f"'{escaped}'"


def _at(unquoted: Unquoted, error: Exception) -> Problem:
    problem = _problem(error)
    return Problem(what=unquoted.problem, where=problem.where, todo=problem.todo)


def _problem(error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error)
    where = (
        tr("line {line}, column {column}", line=mark.line + 1, column=mark.column + 1)
        if mark
        else ""
    )
    return Problem(
        what=tr("This is no valid YAML: {reason}.", reason=str(said).rstrip(".")),
        where=where,
        todo=tr("Correct the file in a text editor, or export it again."),
    )


def _too_large() -> Problem:
    return Problem(
        what=tr("This YAML is too deep, or grows too large when its aliases are written out."),
        todo=tr("Export it again without aliases, or in smaller parts."),
    )
