"""A token's text shows its parts, times and remarks."""

import re
import time
from datetime import UTC, datetime

import pytest

from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.presentation.terminal.token_text import token_text
from inspector.protocol.tokens.signing import signed


def test_everything_is_shown_in_order():
    token = Token(
        kind="jwt",
        title="A JSON Web Token",
        masked="eyJhbGciOi••••••••abcd",
        parts=(
            TokenPart(
                name="payload",
                title="Payload",
                rows=(
                    TokenRow(name="sub", value="ada"),
                    TokenRow(
                        name="exp",
                        value="100",
                        meaning="1970-01-01 00:01:40",
                        note="Expired",
                        level="bad",
                    ),
                ),
            ),
        ),
        expires=datetime(1970, 1, 1, 0, 1, 40, tzinfo=UTC),
        remarks=(TokenRemark(text="It ended long ago.", level="bad"),),
    )
    assert token_text(token).split("\n") == [
        "A JSON Web Token",
        "eyJhbGciOi••••••••abcd",
        "",
        "Payload",
        "  sub: ada",
        "! exp: 100 (1970-01-01 00:01:40) Expired",
        "",
        "Expires: 1970-01-01 00:01:40 UTC",
        "",
        "! It ended long ago.",
    ]


def test_a_token_that_says_nothing_is_only_named():
    assert token_text(Token(kind="opaque", title="An opaque token")) == "An opaque token"


def test_what_matters_and_what_to_do_frame_it():
    token = Token(kind="basic", title="Basic", result="Login of ada", masked="••••", todo="Try it.")
    assert token_text(token).split("\n") == ["Basic", "Login of ada", "••••", "", "Try it."]


@pytest.mark.parametrize("form", ["text", "json"])
def test_decode_says_that_the_signature_was_not_checked(cli, form):
    token = signed({"alg": "HS256"}, {"exp": int(time.time()) + 3570}, "k" * 32)
    ran = cli("decode", "--format", form, token)
    assert re.search(r"Not expired for another (?:59|60) minutes, signature not checked", ran.out)
    assert "Valid" not in ran.out
