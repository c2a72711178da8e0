"""The title says how the token's time fares by the server's clock, and what else fails."""

from datetime import timedelta

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.check import claim
from inspector.annotate.tokens.expected import Expected
from inspector.gui.tokens.token_state import headline, kinds_of, plain_title
from tests.gui.token_samples import NOW, token

MOMENT = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("claims", "text", "level", "icon"),
    [
        ({}, "Access token expired 10 minutes ago", "bad", "timer-off"),
        ({"exp": MOMENT + 90}, "is valid for another 90 seconds", "good", "circle-check"),
        ({"nbf": MOMENT + 600, "exp": MOMENT + 900}, "is not valid for another 10 minutes",
         "bad", "clock"),
    ],
)  # fmt: skip
def test_the_title(claims, text, level, icon):
    told = headline(decode(token(**claims)), Expected(server=NOW), NOW)
    assert told.text.endswith(text)
    assert (told.level, told.icon) == (level, icon)


def test_the_servers_clock_goes_before_ours():
    later = NOW + timedelta(hours=5)
    told = headline(decode(token(exp=MOMENT + 90)), Expected(server=NOW), later)
    assert told.level == "good"


def test_what_fails_besides_the_time_is_named():
    valid = decode(token(exp=MOMENT + 90))
    failed = [claim("aud", "Not for it", "bad", "todo"), claim("sub", "Personal", "odd")]
    told = headline(valid, Expected(server=NOW), NOW, failed)
    assert (told.text, told.level, told.icon) == ("Access token: aud fails", "bad", "circle-x")
    failed.append(claim("iss", "Not it", "bad", "todo"))
    assert headline(valid, Expected(server=NOW), NOW, failed).text == "Access token: aud, iss fail"


def test_without_times_the_title_is_the_kind():
    told = headline(decode("opaque-value-123456"), Expected(), NOW)
    assert told.text == plain_title(decode("opaque-value-123456"))
    assert told.level == "info"
    damaged = headline(decode("eyJhbGciOiJIUzI1NiJ9.e%yJ.x"), Expected(), NOW)
    assert (damaged.text, damaged.level) == ("Damaged token", "bad")


def test_the_kind_is_said_in_short():
    assert kinds_of(decode(token())) == ("JWT", "HS256")
    assert kinds_of(decode("opaque-value-123456")) == ()
