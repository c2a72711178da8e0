"""Times are read and written by `protocol/dates.py`; nobody else calls what Python has for that."""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
DATES = "protocol/dates.py"
READERS = frozenset({"fromtimestamp", "utcfromtimestamp", "fromisoformat", "strptime"})
# What only there is written so: a log line's clock may lack its zone; a person types local days.
OWN = {"logs/times.py", "record/search.py"}


def readers_of_dates(text):
    """Yield the line of each call that makes a time of a number or a text, or writes an HTTP date."""
    for node in house.nodes(house.parsed(text)):
        reads = isinstance(node, ast.Attribute) and node.attr in READERS
        takes = isinstance(node, ast.ImportFrom) and node.module == "email.utils"
        named = isinstance(node, ast.FunctionDef) and node.name in {"http_date", "retry_after"}
        if reads or takes or (named and not _is_method(node)):
            yield node.lineno


def _is_method(node):
    return bool(node.args.args) and node.args.args[0].arg == "self"


@pytest.mark.parametrize(
    "text",
    [
        "when = datetime.fromtimestamp(seconds, UTC)",
        "when = datetime.strptime(text, '%Y%m%dT%H%M%SZ')",
        "when = datetime.fromisoformat(text)",
        "from email.utils import parsedate_to_datetime",
        "def http_date(text): ...",
    ],
)
def test_each_way_is_found(text):
    assert list(readers_of_dates(text))


def test_dates_are_read_by_one_module():
    seen = {
        (path.relative_to(PACKAGE).as_posix(), line)
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in readers_of_dates(path.read_text(encoding="utf-8"))
    }
    others = sorted(f"{path}:{line}" for path, line in seen if path not in {DATES, *OWN})
    assert not others, f"ask inspector/{DATES}: " + ", ".join(others)
    assert {path for path, _ in seen} >= OWN
