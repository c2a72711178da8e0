"""The ends of a period as people type them."""

from datetime import UTC, datetime

import pytest

from inspector.logs.times import moment

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-25T10:00", 10),
        ("2026-11-25T12:00+02:00", 10),
        ("Wed, 25 Nov 2026 10:00:00 GMT", 10),
        ("2h", 10),
        ("180 min", 9),
    ],
)
def test_moments(text, hour):
    assert moment(text, NOW) == NOW.replace(hour=hour).timestamp()


@pytest.mark.parametrize("text", ["", "soon", "2y", "25"[:0]])
def test_no_moment(text):
    assert moment(text, NOW) is None
