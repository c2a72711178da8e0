"""The title says how the token's time fares by the server's clock."""

from datetime import timedelta

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.expected import Expected
from inspector.gui.tokens.token_state import headline, life_marks
from tests.gui.token_samples import NOW, token

MOMENT = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("claims", "text", "level"),
    [
        ({}, "expired 10 min 0 s ago", "bad"),
        ({"exp": MOMENT + 90}, "valid for another 1 min 30 s", "good"),
        ({"nbf": MOMENT + 600, "exp": MOMENT + 900}, "not valid for another 10 min 0 s", "bad"),
    ],
)
def test_the_title(claims, text, level):
    told = headline(decode(token(**claims)), Expected(server=NOW), NOW)
    assert told.text.endswith(text)
    assert told.level == level


def test_the_servers_clock_goes_before_ours():
    later = NOW + timedelta(hours=5)
    told = headline(decode(token(exp=MOMENT + 90)), Expected(server=NOW), later)
    assert told.level == "good"


def test_without_times_the_title_is_the_kind():
    assert headline(decode("opaque-value-123456"), Expected(), NOW).level in {"info", "bad"}
    assert life_marks(decode("opaque-value-123456"), Expected(), NOW) is None


def test_the_marks_hold_all_times_between_their_ends():
    marks = life_marks(decode(token()), Expected(server=NOW), NOW + timedelta(minutes=5))
    assert marks.first < marks.begin < marks.end < marks.sent < marks.now < marks.last
