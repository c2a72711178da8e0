"""Cells, tooltips and spoken words of a row."""

from datetime import timedelta

import pytest

from inspector.model.token import TokenPart, TokenRow
from inspector.presentation.tokens.claim_words import cells, listed, spoken, tips
from tests.gui.token_samples import NOW

MOMENT = int(NOW.timestamp())


def test_a_row_without_a_check_says_so():
    shown = cells(TokenRow(name="jti", value="a\u202eb", meaning="Token's own number"))
    assert shown == ("jti", "a\ufffdb", "Token's own number", "Nothing to check")


@pytest.mark.parametrize(("seconds", "words"), [(-1649, "27 min 29 s ago"), (60, "in 1 min")])
def test_a_time_is_relative_and_local_in_its_tooltip(seconds, words):
    row = TokenRow(name="exp", value=str(MOMENT + seconds), meaning="25 Nov")
    first, second = tips(row, NOW).meaning.splitlines()
    local = (NOW + timedelta(seconds=seconds)).astimezone()
    assert first == "25 Nov"
    assert second == f"{words}, {local.day} Nov, {local:%H:%M:%S} local time"


@pytest.mark.parametrize("value", ["soon", "1e400", "-1e300"])
def test_what_is_no_time_has_no_such_line(value):
    assert tips(TokenRow(name="exp", value=value, meaning="m"), NOW).meaning == "m"


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("good", "Passes: Valid"),
        ("odd", "Look at it: Valid"),
        ("bad", "Fails: Valid"),
        ("info", "Valid"),
    ],
)
def test_the_check_is_read_aloud_with_its_result(level, said):
    assert spoken(TokenRow(name="exp", value="1", note="Valid", level=level)) == said


def test_of_thousands_of_rows_the_first_are_listed():
    rows = tuple(TokenRow(name=f"c{number}", value="1") for number in range(20_000))
    found = listed(TokenPart(name="payload", title="Payload", rows=rows))
    assert len(found) == 501
    assert found[-1].value == "19,500 more are not listed"
    few = TokenPart(name="payload", title="Payload", rows=rows[:500])
    assert listed(few) == few.rows


@pytest.mark.parametrize(
    "value", ["2026-11-25T11:59:00Z", "2026-11-25 11:59:00 UTC", "2026-11-25T12:59:00+01:00"]
)
def test_a_time_that_is_written_out_is_relative_too(value):
    row = TokenRow(name="NotOnOrAfter", value=value, meaning="25 Nov")
    assert tips(row, NOW).meaning.splitlines()[1].startswith("1 min ago, ")


def test_a_date_without_a_zone_is_left_alone():
    row = TokenRow(name="x", value="2026-11-25T11:59:00", meaning="m")
    assert tips(row, NOW).meaning == "m"
