"""Places get their ends from the bytes they are in."""

import pytest

from inspector.export.place_json import place_object, value_of
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
    made = place_object(where, answer.attempt.exchanges)
    assert (made["start"], made["end"]) == (0, size)


def test_given_ends_stay(answer):
    made = place_object(place(part="body", start=3, end=5), answer.attempt.exchanges)
    assert made == {
        "entry": 1,
        "side": "reply",
        "part": "body",
        "name": None,
        "index": 0,
        "start": 3,
        "end": 5,
    }
    assert value_of(place(part="line", side="request"), answer.attempt.exchanges).startswith("/v1")


def test_no_place_is_null_everywhere():
    assert set(place_object(None, ()).values()) == {None}
