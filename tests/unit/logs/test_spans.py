"""Times, lengths, counts and shares in words."""

import pytest

from inspector.logs.spans import length, when
from inspector.wording.numbers import number, percent


def test_words():
    assert when(0) == "1970-01-01 00:00:00"
    assert when(None) == "at an unknown time"
    assert number(1234567.4) == "1,234,567"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (90, "90 seconds"),
        (300, "5 minutes"),
        (7200, "2 hours"),
        (172800, "2 days"),
    ],
)
def test_length(seconds, words):
    assert length(seconds) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.0001, "< 0.1 %"), (0.045, "4.5 %"), (0.456, "46 %")]
)
def test_percent(share, words):
    assert percent(share).replace("\u00a0", " ") == words
