"""URLs as people type them: taken apart, encoded, or refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.compose.address import Address, read
from inspector.compose.marked import Marked
from inspector.model.exchange import Failure


def _read(text):
    return read(Marked.plain(text))


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("http://a.example", "http://a.example/"),
        ("a.example/x", "http://a.example/x"),
        ("localhost:8000/x", "http://localhost:8000/x"),
        ("HTTPS://A.Example:443/X", "https://a.example/X"),
        ("https://a.example:8443", "https://a.example:8443/"),
        ("http://a.example?q=1", "http://a.example/?q=1"),
        ("http://a.example/a b/ä?q=ö#top", "http://a.example/a%20b/%C3%A4?q=%C3%B6"),
        ("http://a.example/%2F%zz|", "http://a.example/%2F%zz|"),
        ("http://[::1]:81/", "http://[::1]:81/"),
        ("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"),
        ("http://exämple.com/", "http://xn--exmple-cua.com/"),
        ("  http://a.example/  ", "http://a.example/"),
        ("http://a_b.example/", "http://a_b.example/"),
        ("http://a.example./", "http://a.example./"),
        (f"http://{'a' * 63}.example/", f"http://{'a' * 63}.example/"),
    ],
)
def test_urls(typed, url):
    assert _read(typed).url == url


@pytest.mark.parametrize(
    "typed",
    ["", "ftp://x", "http://", "http://a b/", "http://a:b/", "http://a:99999/", "http://a:0/",
     "http://[::g]/", "http://a/\r\nX: 1", "http://ä\u0301\u0000/", "mailto:x",
     "http://a..b/", "http://.example/", f"http://{'a' * 64}.example/", f"http://{'a.' * 127}b/"],
)  # fmt: skip
def test_what_can_not_be_sent_is_said(typed):
    failure = _read(typed)
    assert isinstance(failure, Failure)
    assert failure.kind == "bad-url"
    assert failure.message.endswith(".")


def test_user_and_password():
    address = _read("http://us%40er:p%3Ass@a.example/")
    assert (address.user, address.password, address.url) == ("us@er", "p:ss", "http://a.example/")
    assert _read("http://user@a.example/").password is None
    assert _read("http://a@b@c.example/").host == "c.example"
    assert "p:ss" not in repr(address)


def test_secrets_stay_marked():
    url = Marked.plain("http://a.example/x?k=") + Marked.secret("s ß")
    address = read(url)
    assert address.target.text == "/x?k=s%20%C3%9F"
    assert address.target.spans == ((5, 15),)


@given(st.text(max_size=40))
def test_never_raises_and_never_leaves_a_blank(text):
    address = _read(text)
    if isinstance(address, Address):
        assert address.target.text.isascii()
        assert not any(char.isspace() or char < " " for char in address.url)
