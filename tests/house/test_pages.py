"""No HTML page of the program's own begins anywhere but in the one head that has the policy."""

import ast
import re
from pathlib import Path

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
BEGINS = re.compile(r"<!doctype|<html\b|<head\b", re.IGNORECASE)
HEAD = Path("inspector/protocol/page_head.py")
# They read pages, or are servers that answer with their own.
OTHERS = ("inspector/mocklab/", "inspector/reading/body.py", "inspector/protocol/tokens/saml.py")


def test_every_page_has_the_head_of_all():
    found = []
    for path in sorted((ROOT / "inspector").rglob("*.py")):
        place = path.relative_to(ROOT)
        if place == HEAD or str(place).startswith(OTHERS):
            continue
        for node in house.nodes(house.parsed(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found += [f"{place}:{node.lineno}"] if BEGINS.search(node.value) else []
    for path in sorted((ROOT / "resources").rglob("*.html")):
        text = path.read_text("utf-8")
        found += (
            [str(path.relative_to(ROOT))]
            if BEGINS.search(text) or "{{ head|safe }}" not in text
            else []
        )
    assert not found, found
