"""Each event of a token's life is said in words, with where and when."""

from datetime import UTC, datetime

import pytest

from inspector.presentation.tokens.life_lines import life_lines
from tests.gui.life_samples import ASKED, OBTAINED, REFUSED, RENEWED, USED, event

NOW = datetime(2025, 11, 25, 14, tzinfo=UTC)


def _said(*events):
    return [(line.title, line.detail) for line in life_lines(events, NOW)]


def test_a_whole_life():
    assert _said(OBTAINED, USED, REFUSED, RENEWED) == [
        ("Obtained by POST login.example.com/token", "200, with user and password, 12:00:00"),
        ("Accepted in 4 attempts", "12:01:00 to 12:40:00, 2 of them experiments"),
        ("Refused: Your access token expired", "13:01:00"),
        (
            "Renewed into token 9f8e7d6c",
            "POST login.example.com/token, 200, with a refresh token, 13:02:00, by a fix",
        ),
    ]


@pytest.mark.parametrize(
    ("one", "title", "detail"),
    [
        (event("obtained", role="received", kind="session", status=302),
         "Set by GET api.example.com/orders", "302, 12:00:00"),
        (event("used", count=1, fixes=1), "Accepted in 1 attempt", "12:00:00, after a fix"),
        (event("used", 0, 5, count=9, fixes=2), "Accepted in 9 attempts",
         "12:00:00 to 12:05:00, 2 of them after fixes"),
        (event("used", kind="refresh"), "Spent by 1 request", "12:00:00"),
        (event("used", experiments=1), "Accepted in 1 attempt", "12:00:00, an experiment"),
        (event("refused", 0, 5, count=3, again=True), "Refused",
         "3 times, first 12:00:00, accepted again later"),
        (event("unjudged", 0, 1, count=2), "Sent in 2 attempts whose replies do not judge it",
         "12:00:00 to 12:01:00"),
        (event("refused", idle=798_000, past_end=True), "Refused",
         "12:00:00, 13 min 18 s after it was accepted last, past its lifetime"),
        (event("ended", role="ended", outcome="signed-out"), "Ended by signing out",
         "GET api.example.com/orders, 12:00:00"),
        (event("ended", role="ended", outcome="used-up"), "Used up",
         "GET api.example.com/orders, 12:00:00"),
        (event("renewed", other="9f", tie="source", grant="urn:example", **ASKED),
         "Followed by token 9f from the same place",
         "POST login.example.com/token, 200, urn:example, 12:00:00"),
        (event("renewed-from", other="9f", tie="source"), "Came after token 9f from the same place",
         "12:00:00"),
        (event("renewed-from", other="9f", tie="fix"), "Renewed from token 9f", "12:00:00"),
    ],
)  # fmt: skip
def test_one_event(one, title, detail):
    assert _said(one) == [(title, detail)]


def test_it_is_spoken_whole():
    (line,) = life_lines((REFUSED,), NOW)
    assert line.spoken == "Refused: Your access token expired: 13:01:00"
