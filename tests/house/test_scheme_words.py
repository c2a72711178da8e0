"""Scheme words are listed in one module, and an Authorization value is taken apart by it."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
LIST = "protocol/scheme_words.py"
WORD = re.compile(r"(?i)(?<![a-z_])(bearer|basic|digest|dpop|negotiate|ntlm|hawk|hoba)(?![a-z_])")
MANY = 3
ALLOWED = {
    "diagnose/facts/about_access.py": "words of sentences",
    "diagnose/causes/scheme_mismatch/scheme_words.py": "which schemes a rule speaks of",
    "diagnose/fixes/limits.py": "what curl can send by itself",
    "intake/curl/login.py": "curl's own options",
}


def lists_of_schemes(text):
    """Yield the line of each set, list or pattern that knows several scheme words."""
    for node in house.nodes(house.parsed(text)):
        if len({word.lower() for part in _texts(node) for word in WORD.findall(part)}) >= MANY:
            yield node.lineno


def _texts(node):
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        return [each.value for each in node.elts if _is_text(each)]
    named = getattr(
        getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", "")
    )
    if named in {"compile", "lazy_re", "match", "search", "fullmatch", "sub", "word_set"}:
        return [each.value for arg in node.args for each in ast.walk(arg) if _is_text(each)]
    return []


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize(
    "text",
    [
        'USUAL = frozenset({"basic", "bearer", "digest"})',
        'PREFIX = re.compile(r"(?:bearer|basic|dpop)\\s")',
        'WORDS = ("Bearer", "NTLM", "Negotiate")',
        'WORDS = word_set("bearer hawk hoba")',
    ],
)
def test_each_way_is_found(text):
    assert list(lists_of_schemes(text))


def test_a_question_about_two_is_left_alone():
    assert not list(lists_of_schemes('sent.scheme in {"bearer", "token", "dpop"}'))


def test_schemes_are_listed_by_one_module():
    seen = {
        (path.relative_to(PACKAGE).as_posix(), line)
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in lists_of_schemes(path.read_text(encoding="utf-8"))
    }
    others = sorted(f"{path}:{line}" for path, line in seen if path not in {LIST, *ALLOWED})
    assert not others, f"ask inspector/{LIST}: " + ", ".join(others)
