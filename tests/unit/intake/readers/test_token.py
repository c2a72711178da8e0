"""Tokens and challenges that stand alone keep their whole text."""

import pytest

from inspector import intake

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"


@pytest.mark.parametrize(
    "text",
    [JWT, f"Bearer {JWT}", f"Authorization: Bearer {JWT}", JWT[:30], "ghp_" + "a" * 36,
     "Basic YTpi", "PHNhbWxwOlJlc3BvbnNlPg==", "<samlp:Response/>", "a" * 10_000],
)  # fmt: skip
def test_tokens(text):
    reading = intake.read(f" {text}\n".encode())
    assert (reading.kind, reading.token) == ("token", text)


@pytest.mark.parametrize("text", ["two words", "a\nb", "x"])
def test_what_is_no_token(text):
    assert intake.recognise(text.encode()).kind == ""
