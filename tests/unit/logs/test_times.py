"""Times of logs, with and without a zone, good and bad."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.logs.times import any_time, apache_error, clf, iso, nginx_error

AT = datetime(2026, 11, 25, 10, 4, 35, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "text",
    ["25/Nov/2026:10:04:35 +0000", "25/Nov/2026:12:04:35 +0200", "25/Nov/2026:04:34:35 -0530"],
)
def test_the_time_of_an_access_log(text):
    assert clf(text) == AT


@pytest.mark.parametrize(
    "text", ["", "x", "32/Nov/2026:10:04:35 +0000", "25/Foo/2026:10:04:35 +0000"]
)
def test_no_time(text):
    assert clf(text) is None


@given(st.text(max_size=40))
def test_any_text_is_survived(text):
    for read in (clf, iso, any_time, apache_error, nginx_error):
        read(text)


@pytest.mark.parametrize(
    ("value", "zoned"),
    [
        ("2026-11-25T10:04:35Z", True),
        ("2026-11-25T12:04:35+02:00", True),
        ("2026-11-25 10:04:35", False),
        (AT, True),
        (AT * 1000, True),
        ("25/Nov/2026:10:04:35 +0000", True),
        ("Wed, 25 Nov 2026 10:04:35 GMT", True),
    ],
)
def test_a_time_in_json(value, zoned):
    assert any_time(value) == (AT, zoned)


def test_error_logs_write_the_local_time():
    assert nginx_error("2026/11/25 10:04:35") == AT
    assert apache_error("Wed Nov 25 10:04:35.500000 2026") == AT + 0.5
    assert apache_error("Wed Foo 25 10:04:35 2026") is None
