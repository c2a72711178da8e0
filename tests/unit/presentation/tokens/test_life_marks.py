"""The times of a token's life beside those of the exchange that carried it."""

from datetime import timedelta

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.standing import with_standing
from inspector.model.token import Token
from inspector.presentation.tokens.life_marks import clock, life_marks, spoken
from inspector.presentation.tokens.token_state import headline
from inspector.wording.durations import span
from tests.gui.token_samples import NOW, token

AT = int(NOW.timestamp())
SENT = Expected(sent=NOW, server=NOW)


def marks(expected=SENT, later=0, **claims):
    return life_marks(decode(token(**claims)), expected, NOW + timedelta(seconds=later))


def test_without_begin_or_end_there_is_no_life():
    assert life_marks(decode("opaque-value-123456"), Expected(), NOW) is None
    assert marks(exp=AT - 3600) is None


def test_a_server_of_the_same_time_has_no_mark_of_its_own():
    assert marks().server is None
    assert marks().sent == AT
    apart = Expected(sent=NOW, server=NOW + timedelta(seconds=3))
    assert marks(apart).server == AT + 3
    assert marks(apart).judged == AT + 3
    assert marks(Expected(server=NOW)).server == AT
    assert marks(Expected(), later=9).judged == AT + 9


@pytest.mark.parametrize(
    ("claims", "names", "issued"),
    [
        ({}, ("iat, nbf", "exp", "iat"), None),
        ({"nbf": AT - 3000}, ("nbf", "exp", "iat"), AT - 3600.0),
        ({"nbf": "never"}, ("iat", "exp", "iat"), None),
    ],
)
def test_the_marks_are_named_as_the_token_names_them(claims, names, issued):
    made = marks(**claims)
    assert (made.names, made.issued) == (names, issued)


def test_other_kinds_have_their_own_names():
    life = {"not_before": NOW - timedelta(hours=1), "expires": NOW}
    for kind, names in {
        "saml": ("NotBefore", "NotOnOrAfter", "IssueInstant"),
        "certificate": ("notBefore", "notAfter", ""),
        "session_cookie": ("valid from", "valid until", "issued"),
    }.items():
        made = life_marks(Token(kind=kind, title="x", **life), Expected(), NOW)
        assert made.names == names


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({}, "expired 10 minutes before it was used."),
        ({"exp": AT + 60}, "60 seconds left."),
        ({"nbf": AT + 60, "exp": AT + 600}, "begins in 60 seconds."),
    ],
)
def test_it_is_said_in_words(claims, words):
    said = spoken(marks(**claims))
    assert words in said
    assert said.startswith("From 25 Nov, ")
    assert "The request was sent at 12:00:00." in said
    assert "60 s of leeway after the end." in said
    assert said.endswith("Now it is 12:00:00 UTC.")


def test_the_servers_clock_is_said_where_it_differs():
    apart = Expected(sent=NOW, server=NOW + timedelta(seconds=90), leeway=0)
    assert "The server's clock said 12:01:30." in spoken(marks(apart))
    assert "leeway" not in spoken(marks(apart))


def test_a_token_of_which_no_use_is_known_expired_now():
    assert "expired 10 minutes ago." in spoken(marks(Expected()))


def test_a_long_life_needs_dates():
    assert clock(AT, marks()) == "12:00:00"
    assert clock(AT, marks(nbf=AT - 900_000, iat=AT - 900_000)) == "25 Nov, 12:00"


def test_a_very_long_life_is_told_by_days_with_their_years():
    made = marks(iat=AT - 86_400, nbf=AT - 86_400, exp=AT + 3650 * 86_400)
    assert made.years
    assert clock(made.end, made) == "22 Nov 2036"
    assert not marks().years


@pytest.mark.parametrize("seconds", [100, 3540, 26 * 3600, 6 * 365 * 86_400])
def test_title_bar_and_list_say_the_same_length_of_time(seconds):
    held = decode(token(exp=AT + seconds))
    left = span(timedelta(seconds=seconds))
    assert left in headline(held, Expected(), NOW).text
    assert left in with_standing(held, NOW).result
    assert left in spoken(life_marks(held, Expected(), NOW))
