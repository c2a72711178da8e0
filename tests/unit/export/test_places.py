"""Places get their ends from the bytes they are in."""

import pytest

from inspector.export.places import ends, value_of
from inspector.model.annotation import Place


def place(**parts):
    return Place(entry=1, **parts)


@pytest.mark.parametrize(
    ("where", "size"),
    [
        (place(part="header", name="Date", index=0), 29),
        (place(part="header", index=99), 0),
        (place(part="line"), 12),
        (place(part="connection"), 0),
        (Place(entry=9, part="body"), 0),
        (Place(entry=2, part="body"), 0),
    ],
)
def test_a_place_without_end_is_the_whole_value(answer, where, size):
    assert ends(where, answer.attempt.exchanges) == (0, size)


def test_given_ends_stay(answer):
    assert ends(place(part="body", start=3, end=5), answer.attempt.exchanges) == (3, 5)
    assert value_of(place(part="line", side="request"), answer.attempt.exchanges).startswith("/v1")
