"""What of a secret is secret, and which of its parts tell it."""

import random
import string

import pytest

from inspector.protocol.masking.known_forms import (
    PART,
    Form,
    bare,
    forms,
    telling_part,
)
from inspector.protocol.masking.known_values import KnownValues
from tests.fixtures.experimenting import jwt

LONG = "".join(random.Random(7).choices(string.ascii_letters + "+/", k=3000))


@pytest.mark.parametrize(
    "value",
    ["Bearer {}", '"{}"', "  '{}' ", "bearer  {}", "Authorization: Bearer {}", "Token {}", "{}\n"],
)
def test_what_was_pasted_along_is_no_secret(value):
    token = jwt(b"s" * 32, sub="ada")
    assert bare(value.format(token)) == token
    known = KnownValues((value.format(token),))
    other = jwt(b"t" * 32, sub="bob", page=1)
    assert known.spans(f"Authorization: Bearer {other.split('.')[0]}.") == ()
    assert known.spans(f'Bearer "{token}"')


def test_the_head_of_a_token_or_key_is_no_secret():
    token = jwt(b"s" * 32, sub="ada", scope="orders")
    assert telling_part(token) == token.partition(".")[2]
    key = f"-----BEGIN PRIVATE KEY-----\nMII{'a' * 61}\n{LONG[:400]}\n"
    assert telling_part(key + "-----END PRIVATE KEY-----") == LONG[:400]


@pytest.mark.parametrize(
    ("part", "tells"),
    [
        ("kX81hbq0Zw7m", True),
        ("kX81hbq0Zw7", False),  # too short
        ("AAAAAAAAAAAAAAAA", False),
        ("orders/v1/2026", False),
        ("eyJpc3N1ZXIiOiJ0", False),  # {"issuer":" in Base64
    ],
)
def test_a_part_tells_only_where_nothing_else_looks_so(part, tells):
    form = Form("s", f"{part}{'-' * 40}", PART)
    assert form.tells(0, len(part)) is tells


def test_a_very_long_secret_is_known_by_its_ends():
    found = {form.cased for form in forms("start" + LONG * 9 + "end")}
    assert all(len(form) <= 3 * 8000 for form in found)
    assert any(form.startswith("start") for form in found)
    assert any(form.endswith("end") for form in found)
