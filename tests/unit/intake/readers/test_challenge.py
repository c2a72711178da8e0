"""Challenges that stand alone."""

import pytest

from inspector import intake


@pytest.mark.parametrize(
    "text",
    [
        'Basic realm="x"',
        "WWW-Authenticate: Negotiate",
        'Bearer error="invalid_token"',
        "Negotiate, NTLM",
    ],
)
def test_challenges(text):
    reading = intake.read(text.encode())
    assert (reading.kind, reading.token) == ("challenge", text)


@pytest.mark.parametrize("text", ["Basic instinct was a film", "Token of thanks"])
def test_sentences_are_none(text):
    assert intake.recognise(text.encode()).kind != "challenge"
