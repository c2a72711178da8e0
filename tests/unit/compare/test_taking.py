"""One change is taken over by its id, whichever kind it is of."""

import pytest

from inspector.compare.taking import take
from tests.unit.compare.test_conformance_changes import MINE, THEIRS


@pytest.mark.parametrize(
    "change",
    ["token-renewed", "token-claim:aud", "credential-added", "host", "header:Origin", "body"],
)
def test_a_change_is_taken(change):
    assert take(MINE, THEIRS, change) not in (None, MINE)


@pytest.mark.parametrize("change", ["redirects", "no-such-change", ""])
def test_what_can_not_be_taken_is_none(change):
    assert take(MINE, THEIRS, change) is None


def test_what_is_the_same_already_is_none():
    assert take(MINE, MINE, "host") is None
