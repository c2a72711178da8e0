"""A regular pace is a program's; people and crowds have none."""

import pytest

from inspector.logs.subjects import Subject, pace


@pytest.mark.parametrize(
    ("gaps", "seconds"),
    [
        ({5: 40}, 5),
        ({5: 25, 6: 12, 90: 2}, pytest.approx(5.3, abs=0.1)),
        ({0: 40}, 0),
        ({1: 4, 7: 5, 19: 5, 40: 5, 77: 5}, None),
        ({5: 4}, None),
        ({86400: 40}, None),
        ({}, None),
    ],
)
def test_pace(gaps, seconds):
    assert pace(Subject(count=sum(gaps.values()) + 1, gaps=gaps)) == seconds
