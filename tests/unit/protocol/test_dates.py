from datetime import UTC, datetime, timedelta

import pytest

from inspector.model.message import Header
from inspector.protocol import dates

MOMENT = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 09:49:37 +0100",
    ],
)
def test_all_three_formats_in_utc(text):
    assert dates.http_date(text) == MOMENT
    assert dates.any_date(text) == MOMENT
    assert dates.http_date(text).tzinfo is UTC


@pytest.mark.parametrize("text", ["", "0", "-1", "yesterday", "x" * 1000, "Sun, 99 Foo 1994"])
def test_no_date(text):
    assert dates.http_date(text) is None


@pytest.mark.parametrize(
    "text", ["1994-11-06T08:49:37Z", "1994-11-06 08:49:37", "1994-11-06T09:49:37+01:00"]
)
def test_iso(text):
    assert dates.any_date(text) == MOMENT


@pytest.mark.parametrize(
    "value",
    [784111777, 784111777.0, "784111777", 784111777000, 784111777000000],
)
def test_epoch_by_size(value):
    assert dates.any_date(value) in {MOMENT, datetime.fromtimestamp(784111777, UTC)}


@pytest.mark.parametrize("value", [True, None, [], {}, float("nan"), float("inf"), 10**400, "1e5"])
def test_no_epoch(value):
    assert dates.epoch(value) is None


def test_retry_after():
    assert dates.retry_after("120", MOMENT) == timedelta(minutes=2)
    assert dates.retry_after("Sun, 06 Nov 1994 08:50:37 GMT", MOMENT) == timedelta(minutes=1)
    assert dates.retry_after("Sun, 06 Nov 1990 08:50:37 GMT", MOMENT) == timedelta()
    assert dates.retry_after("soon", MOMENT) is None


def test_server_time_and_writing():
    text = dates.write(MOMENT)
    assert text == "Sun, 06 Nov 1994 08:49:37 GMT"
    assert dates.server_time((Header("date", text),)) == MOMENT
    assert dates.server_time(()) is None


def test_the_basic_form():
    assert dates.basic_date("19941106T084937Z") == MOMENT
    assert dates.basic_date("1994-11-06T08:49:37Z") is None
    assert dates.basic_date("19941306T084937Z") is None


def test_a_time_without_a_zone():
    assert dates.iso_date("1994-11-06T08:49:37") == MOMENT
    assert dates.iso_date("1994-11-06T08:49:37", zoned=True) is None


@pytest.mark.parametrize("value", [784111777, "784111777", 784111777000.0])
def test_a_numeric_date_as_issuers_write_it(value):
    assert dates.loose_numeric_date(value) == MOMENT


@pytest.mark.parametrize("value", [True, 0, -1, "soon", None, 1e18, float("nan"), "inf"])
def test_no_numeric_date(value):
    assert dates.loose_numeric_date(value) is None


def test_a_date_to_wait_for_needs_a_clock():
    assert dates.retry_after("Sun, 06 Nov 1994 08:50:37 GMT", None) is None
    assert dates.retry_after("5", None) == timedelta(seconds=5)
