"""The lab's clock stands still, moves and writes HTTP dates."""

from datetime import UTC, datetime

from inspector.mocklab.clock import LabClock


def test_a_stopped_clock_stands_until_it_is_moved():
    clock = LabClock(stopped_at=datetime(2026, 3, 4, 12, 0, tzinfo=UTC))
    assert clock.http_date() == "Wed, 04 Mar 2026 12:00:00 GMT"
    clock.advance(90)
    assert clock.now() == datetime(2026, 3, 4, 12, 1, 30, tzinfo=UTC)
    assert clock.http_date(ahead=-90) == "Wed, 04 Mar 2026 12:00:00 GMT"


def test_a_running_clock_is_near_the_computers():
    before = int(datetime.now(UTC).timestamp())
    assert before <= LabClock().seconds() <= before + 5
