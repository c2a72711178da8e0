"""The title says how the token's time fares by the server's clock, and what else fails."""

import base64
from datetime import timedelta

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.check import claim
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from inspector.annotate.tokens.standing import is_unsigned
from inspector.model.token import Token
from inspector.presentation.tokens.token_state import (
    advice,
    headline,
    is_checkable,
    kinds_of,
    plain_title,
)
from tests.fixtures.saml_attacks import RESPONSE
from tests.gui.token_samples import NOW, token
from tests.unit.protocol.tokens.test_paseto import V4

MOMENT = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("claims", "text", "level", "icon"),
    [
        ({}, "Access token expired 10 minutes ago", "bad", "timer-off"),
        ({"exp": MOMENT + 90}, "is not expired for another 90 seconds, signature not checked",
         "odd", "triangle-alert"),
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
    assert told.level == "odd"
    assert "not expired" in told.text


@pytest.mark.parametrize(
    ("state", "text", "level", "icon"),
    [
        ("valid", "Access token is valid for another 90 seconds", "good", "circle-check"),
        ("unchecked", "Access token is not expired for another 90 seconds, signature not checked",
         "odd", "triangle-alert"),
    ],
)  # fmt: skip
def test_only_a_checked_signature_makes_it_valid(state, text, level, icon):
    found = Signature(state=state, title="", text="")
    told = headline(decode(token(exp=MOMENT + 90)), Expected(server=NOW), NOW, (), found)
    assert tuple(told) == (text, level, icon)


def test_what_fails_besides_the_time_is_named():
    valid = decode(token(exp=MOMENT + 90))
    failed = [claim("aud", "Not for it", "bad", "todo"), claim("sub", "Personal", "odd")]
    told = headline(valid, Expected(server=NOW), NOW, failed)
    said = "Access token is not meant for this API"
    assert (told.text, told.level, told.icon) == (said, "bad", "circle-x")
    failed.append(claim("iss", "Not it", "bad", "todo"))
    assert headline(valid, Expected(server=NOW), NOW, failed).text == "Access token: aud, iss fail"


def test_the_kind_is_said_in_short():
    assert kinds_of(decode(token())) == ("JWT", "HS256")
    assert kinds_of(decode("opaque-value-123456")) == ()


@pytest.mark.parametrize(
    ("text", "said", "level"),
    [
        ("Basic YWRhOnBhc3N3b3Jk", "Basic login of ada", "info"),
        ("Basic YWRhOnBhc3N3b3JkIA==", "The password begins or ends with a blank", "bad"),
        ("eyJhbGciOiJIUzI1NiJ9.e%yJ.x", "Damaged token: character 23 can't stand in it", "bad"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzY29wZSI6ImEifQ.c2ln", "Access token never expires by itself",
         "odd"),
        ("v4.local.AAAA", "Encrypted token: only the API and the issuer can read it", "info"),
    ],
)  # fmt: skip
def test_what_matters_most_goes_before_the_kind(text, said, level):
    told = headline(decode(text), Expected(), NOW)
    assert (told.text, told.level) == (said, level)


def test_an_end_within_the_leeway_is_odd():
    told = headline(decode(token(exp=MOMENT - 20)), Expected(server=NOW, leeway=60), NOW)
    assert (told.text, told.level) == (
        "Access token expired 20 seconds ago, within the leeway",
        "odd",
    )


def test_what_to_do_depends_on_the_time():
    body = b'{"exp": "2019-01-01T00:00:00+00:00"}' + b"s" * 64
    over = decode("v2.public." + base64.urlsafe_b64encode(body).decode().rstrip("="))
    assert advice(over, Expected(), NOW).startswith("Get a new one")
    assert advice(decode("opaque-value-123456"), Expected(), NOW).startswith("Ask its issuer")


def test_the_short_name_of_a_kind_stands_beside_the_title():
    read = decode("v4.local.AAAA")
    assert (plain_title(read), kinds_of(read)) == ("Encrypted token", ("PASETO",))


def test_a_signature_that_was_refuted_goes_before_the_time_that_is_left():
    found = Signature(state="invalid", title="Signature is wrong", text="")
    valid = Token(kind="saml", title="SAML response", expires=NOW + timedelta(hours=1))
    told = headline(valid, Expected(), NOW, (), found)
    assert (told.text, told.level) == ("SAML response has a signature that is wrong", "bad")
    assert advice(valid, Expected(), NOW, found).startswith("Get a new one: this one was altered")
    right = Signature(state="valid", title="", text="")
    assert headline(valid, Expected(), NOW, (), right).level == "good"
    assert advice(valid, Expected(), NOW, right).startswith("Its signature holds.")


def test_an_encrypted_paseto_has_no_signature_to_check():
    assert is_checkable(decode(V4))
    assert not is_checkable(decode("v4.local.AAAA"))
    assert not is_checkable(decode("opaque-value-123456"))


def test_what_has_no_signature():
    assert is_unsigned(decode("eyJhbGciOiJub25lIn0.e30."))
    assert is_unsigned(decode(token().rpartition(".")[0] + "."))
    assert not is_unsigned(decode(token()))
    assert is_unsigned(decode(RESPONSE))
    assert not is_checkable(decode(RESPONSE[:300]))
