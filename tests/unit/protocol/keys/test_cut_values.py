"""Secrets that an address, a form or a cookie header reads otherwise than they were meant."""

import pytest

from inspector.protocol.keys.cut_values import (
    cut_in,
    cut_in_address,
    cut_in_cookies,
    sign_read_otherwise,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("user=ada&password=sun&fl0wer", ("password", "&", "fl0wer", False)),
        ("api_key=k3y&pretty", ("api_key", "&", "pretty", True)),
        ("password=Qx4+Zt81kQw9+b", ("password", "+", "Zt81kQw9+b", False)),
    ],
)
def test_a_form_cuts_a_secret(text, found):
    assert [tuple(each) for each in cut_in(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "user=ada&password=sunflower",
        "page=2&pretty",
        "password=correct+horse+battery",
        "",
        "password",
    ],
)
def test_a_form_leaves_others_whole(text):
    assert not list(cut_in(text))


def test_an_address_ends_at_its_hash():
    (cut,) = cut_in_address("https://a.test/login?user=ada&password=sun#fl0wer")
    assert (cut.name, cut.sign, cut.rest) == ("password", "#", "fl0wer")


@pytest.mark.parametrize("fragment", ["", "/orders", "!/orders", "top=1"])
def test_a_place_within_a_page_is_no_rest(fragment):
    assert not list(cut_in_address(f"https://a.test/login?password=sun#{fragment}"))


def test_a_cookie_ends_at_its_semicolon():
    (cut,) = cut_in_cookies("theme=dark; session=9f8e7d; c6b5a4")
    assert (cut.name, cut.sign, cut.rest) == ("session", ";", "c6b5a4")
    assert not list(cut_in_cookies("session=9f8e7d; theme=dark"))
    assert not list(cut_in_cookies("session=9f8e7d; active_logout=; theme=dark"))


@pytest.mark.parametrize(("value", "sign"), [("a+b", "+"), ("a%41", "%"), ("a b", ""), ("ab", "")])
def test_the_sign_that_a_form_reads_otherwise(value, sign):
    assert sign_read_otherwise(value) == sign
