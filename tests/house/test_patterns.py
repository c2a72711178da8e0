"""A regular expression of several lines has a match and a non-match beside it, which hold.

They stand above it in backticks: "finds …" and "but not …", one text a line.
"""

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
ROOMS = ("diagnose", "reading", "protocol", "logs")
COMPILING = {"re.compile", "lazy_re"}
EXAMPLE = re.compile(r"(?:^| )(finds|but not) `([^`]*)`")


def _long(tree):
    """Yield the patterns of several lines, each with the line that its definition begins on."""
    for node in house.nodes(tree):
        named = isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        pairs = [(node.lineno, node.value)] if named else []
        if isinstance(node, ast.Dict):
            pairs = [
                (key.lineno, value)
                for key, value in zip(node.keys, node.values, strict=True)
                if key is not None
            ]
        for line, value in pairs:
            call = isinstance(value, ast.Call) and ast.unparse(value.func) in COMPILING
            if call and value.args[0].end_lineno > value.args[0].lineno:
                yield line, node, value


def _patterns():
    for room in ROOMS:
        for path in sorted((ROOT / "inspector" / room).rglob("*.py")):
            text = path.read_text("utf-8")
            for line, node, call in _long(house.parsed(text)):
                place = f"{path.relative_to(ROOT)}:{line}"
                yield pytest.param(path, text, line, node, call, id=place)


def _examples(text, line):
    """Return the comments right above a line as (kind, text); one may be broken at a blank."""
    above = []
    for each in reversed(text.splitlines()[: line - 1]):
        if not each.lstrip().startswith("#"):
            break
        above.insert(0, each.strip().removeprefix("# "))
    return EXAMPLE.findall(" ".join(above))


def _how(text, node, pattern):
    """Return the method that the module calls the pattern with; `search` where it shows none.

    One that matches nothing at all matches everywhere: it is asked for the whole text.
    """
    if pattern.search(b"" if isinstance(pattern.pattern, bytes) else ""):
        return "fullmatch"
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    name = getattr(targets[0], "id", "")
    used = set(re.findall(rf"\b{name}\.(search|match|fullmatch)\(", text)) if name else set()
    return used.pop() if len(used) == 1 else "search"


@pytest.mark.parametrize(("path", "text", "line", "node", "call"), list(_patterns()))
def test_a_long_pattern_has_a_match_and_a_non_match(path, text, line, node, call):
    name = str(path.relative_to(ROOT).with_suffix("")).replace("/", ".")
    module = importlib.import_module(name.removesuffix(".__init__"))
    pattern = eval(ast.unparse(call), vars(module))
    examples = _examples(text, line)
    assert {kind for kind, _ in examples} == {"finds", "but not"}, ast.unparse(call)[:200]
    how = _how(text, node, pattern)
    for kind, example in examples:
        subject = example.encode() if isinstance(pattern.pattern, bytes) else example
        found = getattr(pattern, how)(subject)
        assert (found is not None) is (kind == "finds"), (kind, example)
