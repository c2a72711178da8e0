"""Times as a person says them."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.wording import spoken


@pytest.mark.parametrize(
    ("seconds", "short", "long"),
    [
        (1, "1 second", "1 s"),
        (1649, "27 minutes", "27 min 29 s"),
        (-1649, "27 minutes", "27 min 29 s"),
        (9000, "2 hours", "2 h 30 min"),
        (200_000, "2 days", "2 d 7 h"),
        (95_645_000, "3 years", "1107 d 0 h"),
    ],
)
def test_lengths(seconds, short, long):
    assert spoken.span(timedelta(seconds=seconds)) == short
    assert spoken.exact(timedelta(seconds=seconds)) == long


def test_moment_and_list():
    moment = datetime(2025, 11, 25, 14, 5, 12, tzinfo=UTC)
    assert spoken.clock(moment) == "14:05:12 UTC on 2025-11-25"
    assert spoken.listed(["a", "b"]) == "a, b"
