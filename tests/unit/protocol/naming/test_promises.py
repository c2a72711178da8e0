"""What a name promises where its value decides."""

import re

import pytest

from inspector.protocol.naming.promises import LOGIN_BESIDE, is_secret_parameter, promise


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("access_token", "secret"),
        ("db_pass", "secret"),
        ("pass", "password"),
        ("guestPass", "password"),
        ("mfa_code", "factor"),
        ("code", "code"),
        ("key", "key"),
        ("session", "session"),
        ("user[ticket]", "session"),
        ("colour", ""),
        ("token_type", ""),
    ],
)
def test_a_name(name, told):
    assert promise(name) == told


@pytest.mark.parametrize(("name", "told"), [("pin", True), ("otp", True), ("page", False)])
def test_some_are_secret_in_a_query_whatever_they_hold(name, told):
    assert is_secret_parameter(name) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [('{"userName": "x"', True), ("grant_type=", True), ("<user>", True), ('"user": {', False),
     ("username of the", False)],
)  # fmt: skip
def test_what_stands_in_a_login(text, told):
    assert bool(re.search(f"(?i){LOGIN_BESIDE}", text)) == told
