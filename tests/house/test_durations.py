"""Lengths of time are written in `wording/durations.py`, days and times in `wording/dates.py` only."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
SENTENCES = {"tr", "tr_n"}
# A number with its unit: "{count} minutes", "{seconds} s", "{value} ms".
COUNTED = re.compile(
    r"\}[ \u00a0](?:ms|s|min|h|d|(?:milli)?seconds?|minutes?|hours?|days?|years?)\b"
)
# A moment in figures. What computers read has a T between its halves or has no hyphens at all.
FIGURES = re.compile(r"%[-_0^#EO]*[YymdHMSjf]")
WIRE = re.compile(r"T%H|%Y%m%d")


def counted_times(text):
    """Yield the line of each sentence that counts units of time itself."""
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SENTENCES:
            parts = [part.value for part in node.args if _is_text(part)]
            if any(COUNTED.search(part) for part in parts):
                yield node.lineno


def written_dates(text):
    """Yield the line of each place where a moment is written in figures for people."""
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            parts = [part.value for part in ast.walk(node.format_spec) if _is_text(part)]
        elif isinstance(node, ast.Call) and _name(node.func) in {"strftime", "isoformat", "format"}:
            parts = [part.value for part in node.args if _is_text(part)]
        else:
            continue
        if any(FIGURES.search(part) and not WIRE.search(part) for part in parts):
            yield node.lineno


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _name(node):
    return getattr(node, "attr", getattr(node, "id", ""))


def _found(search, writer):
    return [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "inspector").rglob("*.py"))
        if path != ROOT / "inspector" / "wording" / writer
        for line in search(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tr_n('{count} minute', '{count} minutes', n)",
        "tr('{hours} h {minutes} min', hours=1, minutes=2)",
        "tr('Try again in {seconds} s', seconds=3)",
        "tr_n('Kept for {count} day', 'Kept for {count} days', n)",
    ],
)
def test_a_second_writer_of_durations_is_noticed(text):
    assert list(counted_times(text))


@pytest.mark.parametrize("text", ["tr('Kept for {time}', time=span(x))", "tr('{count} s3 keys')"])
def test_a_sentence_with_a_written_duration_is_let_be(text):
    assert not list(counted_times(text))


@pytest.mark.parametrize(
    "text", ["f'{when:%H:%M}'", "when.strftime('%Y-%m-%d %H:%M UTC')", "format(when, '%Y-%m-%d')"]
)
def test_a_second_writer_of_dates_is_noticed(text):
    assert list(written_dates(text))


@pytest.mark.parametrize("text", ["when.strftime('%Y-%m-%dT%H:%M:%SZ')", "f'{count:,}'"])
def test_what_computers_read_is_let_be(text):
    assert not list(written_dates(text))


def test_durations_have_one_writer():
    assert _found(counted_times, "durations.py") == []


def test_dates_have_one_writer():
    assert _found(written_dates, "dates.py") == []
