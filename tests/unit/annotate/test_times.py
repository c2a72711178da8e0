"""Times are said shortly."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.annotate.times import judged_at, server_time
from inspector.protocol.dates import from_seconds
from inspector.wording.dates import near_stamp, utc_dated
from inspector.wording.durations import length

NOW = datetime(2025, 11, 25, 14, 32, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59, "59 s"), (-1649, "27 min 29 s"), (5500, "91 min"), (86400, "1 day"),
     (200_000, "2 days"), (729 * 86400, "729 days"), (730 * 86400, "2 years")],
)  # fmt: skip
def test_lengths(seconds, text):
    assert length(timedelta(seconds=seconds)) == text


def test_the_date_is_said_where_it_is_another_day():
    assert near_stamp(NOW, NOW) == "14:32:41"
    assert near_stamp(NOW, NOW + timedelta(days=1)) == "2025-11-25 14:32:41"
    assert near_stamp(NOW, None) == "2025-11-25 14:32:41"


def test_the_year_is_said_where_it_is_another_one():
    assert utc_dated(NOW, NOW + timedelta(days=30)) == "25 Nov, 14:32:41 UTC"
    assert utc_dated(NOW, NOW + timedelta(days=60)) == "25 Nov 2025, 14:32:41 UTC"
    assert utc_dated(NOW, None) == "25 Nov 2025, 14:32:41 UTC"


@pytest.mark.parametrize("value", [None, "1", True, 1e300, float("nan"), []])
def test_what_is_no_time(value):
    assert from_seconds(value) is None


def test_the_servers_clock_goes_before_ours(attempt):
    assert from_seconds(0) == datetime(1970, 1, 1, tzinfo=UTC)
    ours = "2025-01-01T00:00:00+00:00"
    made = attempt(started=ours, got=[("Date", "Tue, 25 Nov 2025 14:32:41 GMT")]).exchanges[0]
    assert server_time(made) == judged_at(made) == NOW
    assert judged_at(attempt(started=ours).exchanges[0]).year == 2025
    assert judged_at(attempt(0).exchanges[0]) is None
