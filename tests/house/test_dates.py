"""No date is written or read with names that the C library takes from the system's language."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"%[-_0^#EO]*[aAbBhcpPxXr+]")
USUAL = re.compile(r"%[-_0^#EO]*[YymdHIMSjf]|\{[^{}]*:[^{}]*%")
CALLS = {"strftime", "strptime"}
# Names of months and days in the system's language, too.
WORDS = {"month_name", "month_abbr", "day_name", "day_abbr", "nl_langinfo"}


def dates_by_locale(text):
    """Yield the line of each place where a date is written or read by the system's language."""
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            parts = [part.value for part in ast.walk(node.format_spec) if _is_text(part)]
        elif isinstance(node, ast.Call) and _name(node.func) in {*CALLS, "format", "__format__"}:
            parts = [part.value for part in node.args if _is_text(part)]
        elif _is_text(node) and USUAL.search(node.value):
            parts = [node.value]
        elif isinstance(node, ast.Attribute | ast.Name) and _name(node) in WORDS:
            yield node.lineno
            continue
        else:
            continue
        if any(NAMED.search(part) for part in parts):
            yield node.lineno


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _name(node):
    return getattr(node, "attr", getattr(node, "id", ""))


@pytest.mark.parametrize(
    "text",
    [
        "f'{moment:%d %b}'",
        'f\'{moment:{"%a" if short else "%A"}}\'',
        "moment.strftime('%x')",
        "FORM = '%I:%M %p'",
        "datetime.strptime(text, '%a, %d %b %Y')",
        "format(moment, '%c')",
        "'{:%B}'.format(moment)",
        "calendar.month_abbr[3]",
    ],
)
def test_each_way_is_found(text):
    assert list(dates_by_locale(text))


@pytest.mark.parametrize("text", ["f'{m:%Y-%m-%d %H:%M:%S}'", "f'{n:,}'", "'%s and %d' % (a, b)"])
def test_what_asks_for_no_names_is_let_be(text):
    assert not list(dates_by_locale(text))


def test_dates_are_written_by_one_writer():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "inspector").rglob("*.py"))
        for line in dates_by_locale(path.read_text("utf-8"))
    ]
    assert not found, found
