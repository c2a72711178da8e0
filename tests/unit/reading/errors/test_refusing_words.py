"""Texts that are nothing but a refusal, and texts that say something of a thing."""

import pytest

from inspector.reading.body import Content
from inspector.reading.errors.refusing_words import refuses_in_a_word


@pytest.mark.parametrize(
    "text",
    [
        "Denied",
        "DENIED\n",
        "Access denied.",
        "ERROR: Unauthorized",
        "Not logged in",
        "Login required",
        "Forbidden",
    ],
)
def test_a_refusal(text):
    assert refuses_in_a_word(Content(text.encode(), "text/plain"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("denied", "text/plain"),
        ("Denied 3 orders", "text/plain"),
        ("Permission denied: 0", "text/plain"),
        ("", "text/plain"),
        ('"Denied"', "application/json"),
        ("<p>Denied</p>", "text/html"),
    ],
)
def test_none(text, kind):
    assert not refuses_in_a_word(Content(text.encode(), kind))
