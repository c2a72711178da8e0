"""Which statuses refuse is written in one table; nobody else keeps a set of them."""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
TABLE = PACKAGE / "reading" / "statuses.py"
FAILED = range(400, 600)
# Classes of statuses where a layer below the table, or the sender, tells them apart itself.
CLASSES = {300, 400, 500}


def sets_of_statuses(text):
    """Yield the line of each set, list or range of statuses that fail."""
    tree = house.parsed(text)
    taken_apart = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_no_set(node.targets[0])
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple) and id(node) not in taken_apart:
            found = len(node.elts) > 1 and all(map(_is_status, node.elts))
        else:
            found = isinstance(node, ast.Call) and _is_class(node)
        if found:
            yield node.lineno


def _is_no_set(target):
    # A window's size looks like two statuses.
    return isinstance(target, ast.Tuple) or getattr(target, "id", "").endswith("SIZE")


def _is_class(call):
    named = getattr(call.func, "id", "") == "range" and call.args
    return bool(named) and getattr(call.args[0], "value", None) in CLASSES


def _is_status(node):
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in FAILED


@pytest.mark.parametrize(
    "text",
    [
        "REFUSED = frozenset({401, 403})",
        "refused = status in (401, 403, 407)",
        "if status in [502, 503]: pass",
        "BROKEN = range(500, 600)",
    ],
)
def test_each_way_is_found(text):
    assert list(sets_of_statuses(text))


@pytest.mark.parametrize("text", ["PROXY, PORTAL = 407, 511", "LOCKED = 423", "range(100, 600)"])
def test_a_single_status_is_left_alone(text):
    assert not list(sets_of_statuses(text))


def test_statuses_stand_in_one_table():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != TABLE
        for line in sets_of_statuses(path.read_text(encoding="utf-8"))
    ]
    assert not seen, "ask inspector/reading/statuses.py: " + ", ".join(seen)
