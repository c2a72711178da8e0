"""Which statuses refuse is written in one table; nobody else keeps a set of them.

A single status has its name of the standard library, or one in the table where a product made it up.
"""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
TABLE = PACKAGE / "reading" / "statuses.py"
FAILED = range(300, 600)
STATUSES = range(100, 600)
# Below the table, where nobody can ask it.
BELOW = {"protocol", "model", "wording", "disk"}
# Classes of statuses where a layer below the table, or the sender, tells them apart itself.
CLASSES = {300, 400, 500}


def sets_of_statuses(text):
    """Yield the line of each set, list or range of statuses that fail."""
    tree = house.parsed(text)
    taken_apart = {
        id(node.value)
        for node in house.nodes(tree)
        if isinstance(node, ast.Assign) and _is_no_set(node.targets[0])
    }
    for node in house.nodes(tree):
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
    named = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "HTTPStatus"
    return named or _is_number(node, FAILED)


def _is_number(node, among):
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in among


def numbers_for_statuses(text):
    """Yield the line of each status that is held against a number, or against a name for one."""
    tree = house.parsed(text)
    named = set()
    for node in tree.body:
        if isinstance(node, ast.Assign):
            named |= set(_named_numbers(node.targets[0], node.value))
    for node in house.nodes(tree):
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        if any(_called(side).lower().endswith("status") for side in sides):
            held = [each for side in sides for each in getattr(side, "elts", [side])]
            if any(_is_number(one, STATUSES) or _called(one) in named for one in held):
                yield node.lineno


def _named_numbers(target, value):
    several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
    for name, each in zip(target.elts, value.elts, strict=True) if several else [(target, value)]:
        if _is_number(each, STATUSES):
            yield getattr(name, "id", "")


def _called(node):
    return getattr(node, "id", "") or getattr(node, "attr", "")


@pytest.mark.parametrize(
    "text",
    [
        "REFUSED = frozenset({401, 403})",
        "refused = status in (401, 403, 407)",
        "if status in [502, 503]: pass",
        "BROKEN = range(500, 600)",
        "REDIRECTS = {301, 302}",
        "if status in {HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED}: pass",
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


@pytest.mark.parametrize(
    "text",
    [
        "if case.status == 401: pass",
        "if reply.status >= 400: pass",
        "_REFUSED = 401\nif reply.status != _REFUSED: pass",
        "_OK, _GONE = 200, 410\nif status in {0, _GONE}: pass",
    ],
)
def test_each_number_is_found(text):
    assert list(numbers_for_statuses(text))


@pytest.mark.parametrize(
    "text",
    ["if status == HTTPStatus.GONE: pass", "if status in ERRORS: pass", "if status == 0: pass"],
)
def test_names_are_left_alone(text):
    assert not list(numbers_for_statuses(text))


def test_no_status_is_held_against_a_number():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != TABLE and path.relative_to(PACKAGE).parts[0] not in BELOW
        for line in numbers_for_statuses(path.read_text(encoding="utf-8"))
    ]
    assert not seen, "take http.HTTPStatus or inspector/reading/statuses.py: " + ", ".join(seen)
