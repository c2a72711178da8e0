"""Every cause, certainty and actor has words."""

from typing import get_args

import pytest

from inspector.export.words import actor_words, cause_words, certainty_words, place_words
from inspector.model.annotation import Part, Place
from inspector.model.finding import Actor, Cause, Certainty


@pytest.mark.parametrize("cause", Cause)
def test_causes(cause):
    assert cause_words(cause).lower().replace(" ", "-") == cause.value


def test_the_rest():
    assert all(certainty_words(certainty) for certainty in Certainty)
    assert all(actor_words(actor) for actor in get_args(Actor))
    assert len({place_words(Place(part=part)) for part in get_args(Part)}) == 4
