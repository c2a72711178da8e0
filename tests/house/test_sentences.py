"""Sentences can be collected for translation: `tr` and `tr_n` get literals only."""

import ast
from pathlib import Path

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
WHOLE = {"tr": 1, "tr_n": 2}


def _not_literal(path):
    for node in house.nodes(house.parsed(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WHOLE:
            sentences = node.args[: WHOLE[node.func.id]]
            if not all(isinstance(one, ast.Constant) for one in sentences):
                yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_sentences_are_literals():
    """A sentence of a file or a table goes through `tr_declared`, as its own module says."""
    places = [
        place
        for path in (ROOT / "inspector").rglob("*.py")
        if path.name != "translate.py"
        for place in _not_literal(path)
    ]
    assert places == []


def test_words_of_a_reply_are_quoted_in_one_place():
    """`quoted` of the suspicions names the header, code or page that the words stand in."""
    lead = ("Server said: {", "Server said {")
    places = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "inspector").rglob("*.py"))
        for node in house.nodes(house.parsed(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and str(node.value).startswith(lead)
    ]
    assert set(places) == {"inspector/diagnose/facts/suspicion.py"}
