"""Hosts that can be mistaken for one another are marked, others are not."""

import pytest

from inspector.protocol.lookalikes import like


@pytest.mark.parametrize(
    "host",
    [
        "login.examp1e.com",
        "iogin.example.com",
        "login.exarnple.com",
        "login.ex\N{CYRILLIC SMALL LETTER A}mple.com",
        "l\N{LATIN SMALL LETTER O WITH DIAERESIS}gin.example.com".encode("idna").decode(),
        "login.exampl.com",
        "login.example.co",
        "login.exemple.com",
        "llogin.example.com",
        "login.\N{LATIN SMALL LETTER E WITH ACUTE}xample.com",
    ],
)
def test_marked(host):
    assert like(host, ["api.other.org", "login.example.com"]) == "login.example.com"


@pytest.mark.parametrize(
    "host", ["api.example.com", "login.example.com", "accounts.google.com", "a.io", ""]
)
def test_not_marked(host):
    assert like(host, ["login.example.com", "b.io"]) == ""


def test_an_address_in_numbers_is_none():
    assert like("127.0.0.2", ["127.0.0.1"]) == ""
