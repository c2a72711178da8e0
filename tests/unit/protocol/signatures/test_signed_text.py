"""A text that is signed is shown without what is secret in its message, in whatever coding."""

import pytest

from inspector.model.message import Header, Message
from inspector.protocol.signatures.signed_text import shown

KEY = "pear/plum+42 and more"


def message(**more):
    return Message(method="GET", url="https://api.example/x", **more)


@pytest.mark.parametrize("written", [KEY, "pear%2Fplum%2B42%20and%20more", KEY.upper()])
def test_a_secret_header_is_dots_however_the_text_writes_it(written):
    held = message(headers=(Header("X-Api-Key", KEY, secret=((0, len(KEY)),)),))
    made = shown(f"GET\n/x\nx-api-key:{written}\n", held)
    assert made.startswith("GET\n/x\nx-api-key:")
    assert "plum" not in made.lower()


@pytest.mark.parametrize("written", ["ab/c", "ab%2Fc"])
def test_a_short_one_is_found_too(written):
    held = message(headers=(Header("X-Api-Key", "ab/c", secret=((0, 4),)),))
    assert written not in shown(f"x-api-key:{written}", held)


def test_what_is_not_secret_stays():
    assert shown("GET\n/x\nhost:api.example", message()) == "GET\n/x\nhost:api.example"
