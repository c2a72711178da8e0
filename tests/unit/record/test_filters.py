"""The filter language reads what people type and says what it did not understand."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.record.search import KEYS, read_filter

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "sql", "values"),
    [
        ("status:401", "status = ?", (401,)),
        ("status:4xx", "status BETWEEN ? AND ?", (400, 499)),
        ("status:>=500", "status >= ?", (500,)),
        ("status:none", "status IS NULL", ()),
        ("method:post", "method = ?", ("POST",)),
        ("host:api", "(host LIKE ? ESCAPE '\\')", ("%api%",)),
        (
            "cause:expired",
            "(cause LIKE ? ESCAPE '\\' OR finding LIKE ? ESCAPE '\\')",
            ("%expired%",) * 2,
        ),
        ("path:50%_", "(path LIKE ? ESCAPE '\\')", ("%50\\%\\_%",)),
        ("is:pinned", "pinned = 1", ()),
        ("credential:AB12", "credential = ?", ("ab12",)),
    ],
)
def test_a_key_with_its_value(text, sql, values):
    (term,) = read_filter(text, NOW).terms
    assert (term.sql, term.values, term.negated) == (sql, values, False)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("after:2026-11-24", datetime(2026, 11, 24).astimezone()),
        ("after:2026-11-24T10:30+00:00", datetime(2026, 11, 24, 10, 30, tzinfo=UTC)),
        ("after:90m", datetime(2026, 11, 25, 10, 30, tzinfo=UTC)),
        ("before:2d", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("before:1w", datetime(2026, 11, 18, 12, tzinfo=UTC)),
    ],
)
def test_times_are_dates_or_ages(text, moment):
    (term,) = read_filter(text, NOW).terms
    assert term.values == (int(moment.timestamp() * 1000),)


def test_a_minus_turns_a_term_and_a_word_round():
    found = read_filter("-status:200 -health", NOW)
    assert found.terms[0].negated
    assert found.words == (("health", True),)


def test_quotes_hold_words_together():
    found = read_filter('"token expired" name:"Get order"', NOW)
    assert found.words == (("token expired", False),)
    assert found.terms[0].values == ("%Get order%",)


def test_an_address_is_searched_for():
    found = read_filter("https://api.example.com/orders", NOW)
    assert found.words == (("https://api.example.com/orders", False),)
    assert not found.problems


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("stauts:401", "stauts: is no key"),
        ("status:bad", "A status is a number"),
        ("after:yesterday", "A time is a date"),
        ("is:odd", "After is: comes"),
        ("after:99999999999w", "A time is a date"),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_counts(text, what):
    found = read_filter(f"{text} method:GET", NOW)
    assert found.problems[0].what.startswith(what)
    assert found.problems[0].where == text
    assert all(key in found.problems[0].todo for key in KEYS)
    assert len(found.terms) == 1


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    read_filter(text, NOW)
