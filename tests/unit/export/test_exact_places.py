"""Places are said in words, counted as in the JSON."""

import pytest

from inspector.export.words import exact_place_words
from inspector.model.annotation import Place


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (
            Place(entry=1, name="Date", index=2, start=3, end=5),
            "exchange 1, reply, header Date, line 2, bytes 3 to 5",
        ),
        (Place(side="request", part="line"), "exchange 0, request, first line"),
        (Place(part="body"), "exchange 0, reply, body"),
        (Place(part="connection"), "exchange 0, reply, connection"),
    ],
)
def test_a_place_is_said_in_words(place, words):
    assert exact_place_words(place) == words
