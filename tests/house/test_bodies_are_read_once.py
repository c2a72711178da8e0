"""Mark-up is read by one module, and what a body is is worked out by one: nobody reads it again."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
# The page itself, how a body begins, and the pre-filter of the diagnosis, which reads no page.
READ_PAGES = {"reading/page.py", "reading/body.py", "story/triage.py"}
# It looks for attacks in what a client sent, not for elements in a page.
READ_NONE = {"diagnose/causes/network_blocked/front_servers.py"}
ELEMENT = re.compile(
    r"(?i)<\(?(?:\?:)?\\?/?(?:input|meta|form|title|script|style|body|head|h\[1|div|span|iframe|address)"
    r"|<\[\^<?>\]\*>|http-equiv"
)


def patterns(text):
    """Yield line and pattern of every regular expression that is written out."""
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str | bytes):
                    value = inner.value
                    yield node.lineno, value if isinstance(value, str) else value.decode("latin-1")


def reads_pages(text):
    """Return the lines at which mark-up is read by a pattern, or by a parser of its own."""
    found = [line for line, pattern in patterns(text) if ELEMENT.search(pattern)]
    return found + [
        number for number, line in enumerate(text.splitlines(), 1) if PARSER.search(line)
    ]


PARSER = re.compile(r"^\s*(?:from|import) html\.parser\b|\bHTMLParser\(")
# A kind that is asked of the words of a content type again.
KIND = re.compile(
    r"[\"'](?:json|html|xml|form-urlencoded|urlencoded|x-www-form-urlencoded)[\"'] (?:not )?in "
    r"\(?(?:kind|declared|content_type|first\(|\w+\.content_type)"
)


@pytest.mark.parametrize(
    "text",
    [
        'X = re.compile(r"<title[^>]*>([^<]*)")',
        'X = re.compile(rb"(?i)<input\\b")',
        'X = re.sub("<[^>]*>", "", page)',
        "from html.parser import HTMLParser",
    ],
)
def test_each_way_to_read_a_page_is_found(text):
    assert reads_pages(text)


@pytest.mark.parametrize(
    "text",
    [
        'is_json = "json" in kind',
        'x = "form-urlencoded" in body.content_type',
        'x = "json" in content_type.lower()',
    ],
)
def test_each_way_to_ask_for_a_kind_is_found(text):
    assert KIND.search(text)


def test_pages_are_read_in_one_place():
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := reads_pages(path.read_text("utf-8")))
    }
    assert {
        name: lines for name, lines in found.items() if name not in READ_PAGES | READ_NONE
    } == {}


def test_what_a_content_type_declares_is_asked_in_one_place():
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if KIND.search(line)
    ]
    assert found == []
