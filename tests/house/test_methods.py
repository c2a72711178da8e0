"""What methods promise is written in one table; nobody else keeps a set of those that only read."""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
TABLE = PACKAGE / "protocol" / "methods.py"
BOTH = {"GET", "HEAD"}


def sets_of_methods(text):
    """Yield the line of each set, list or tuple of methods that read and change nothing new."""
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            named = {each.value for each in node.elts if isinstance(each, ast.Constant)}
            if len(named) == len(node.elts) and named >= BOTH and "POST" not in named:
                yield node.lineno


@pytest.mark.parametrize(
    "text",
    [
        'SAFE = frozenset({"GET", "HEAD", "OPTIONS"})',
        'reads = method in ("HEAD", "GET")',
        'AGAIN = {"GET", "HEAD", "PUT", "DELETE"}',
    ],
)
def test_each_way_is_found(text):
    assert list(sets_of_methods(text))


@pytest.mark.parametrize("text", ['("GET", "POST", "HEAD")', '{"GET"}', '("HEAD", head, "GET")'])
def test_what_promises_nothing_is_let_be(text):
    assert not list(sets_of_methods(text))


def test_methods_stand_in_one_table():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != TABLE
        for line in sets_of_methods(path.read_text(encoding="utf-8"))
    ]
    assert not seen, "ask inspector/protocol/methods.py: " + ", ".join(seen)
