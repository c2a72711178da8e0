"""A mask is written once, in `model/secret.py`; everybody else names it, or asks the redaction."""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
HOME = PACKAGE / "model" / "secret.py"
READ_AS = {"lazy_re", "compile"}  # a pattern looks for masks, and makes none


def masks(text):
    """Yield the line of each mask that is written out; a single dot is the bullet of a list."""
    tree = house.parsed(text)
    patterns = {
        id(part)
        for node in house.nodes(tree)
        if isinstance(node, ast.Call) and _name(node.func) in READ_AS
        for part in ast.walk(node)
    }
    for node in house.nodes(tree):
        if id(node) in patterns:
            continue
        if isinstance(node, ast.Constant) and "••" in str(node.value):
            yield node.lineno
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            yield from (node.lineno for one in (node.left, node.right) if _is_a_dot(one))


def _name(called):
    return getattr(called, "id", "") or getattr(called, "attr", "")


def _is_a_dot(node):
    return isinstance(node, ast.Constant) and node.value == "•"


@pytest.mark.parametrize(
    "text",
    ['DOTS = "•" * 12', 'shown = "••••"', 'f"Secret(•••)"', "f\"{'•••' if hidden else text}\""],
)
def test_each_way_is_found(text):
    assert list(masks(text))


@pytest.mark.parametrize("text", ['lazy_re(r"••+|\\*{3}")', 'bullet = "• "', "DOTS[:4]"])
def test_patterns_and_bullets_are_left_alone(text):
    assert not list(masks(text))


def test_masks_stand_in_one_place():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != HOME
        for line in masks(path.read_text("utf-8"))
    ]
    assert not seen, "take DOTS of inspector/protocol/redaction.py: " + ", ".join(seen)
