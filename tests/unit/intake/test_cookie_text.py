"""Cookies are read from whatever people copy out of a browser or a terminal."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.intake.cookie_text import read_cookies
from inspector.intake.results import Unreadable

NOW = datetime(2026, 11, 27, tzinfo=UTC)
URL = "https://app.example.com/api/orders"
JSON = """[{"name": "sid", "value": "abc", "domain": ".example.com", "path": "/", "secure": true,
"httpOnly": true, "sameSite": "no_restriction", "expirationDate": 1795694400.5, "hostOnly": false},
{"name": "own", "value": "x", "domain": "app.example.com", "hostOnly": true, "session": true}]"""
FILE = (
    "# Netscape HTTP Cookie File\n"
    "#HttpOnly_.example.com\tTRUE\t/\tTRUE\t1795694400\tsid\tabc\n"
    "app.example.com\tFALSE\t/api\tFALSE\t0\town\tx\n"
)


def brought(text, url=URL):
    return {one.cookie.name: one for one in read_cookies(text, url, NOW)}


@pytest.mark.parametrize(
    "text", ["Cookie: sid=abc; own=x=y", "cookie:sid=abc;own=x=y", "sid=abc; own=x=y"]
)
def test_a_cookie_header_belongs_to_the_host_at_hand(text):
    found = brought(text)
    assert {name: one.cookie.value for name, one in found.items()} == {"sid": "abc", "own": "x=y"}
    assert {one.url for one in found.values()} == {URL}
    assert {one.cookie.domain for one in found.values()} == {""}


def test_set_cookie_lines_keep_their_attributes():
    found = brought("Set-Cookie: sid=abc; Domain=example.com; Max-Age=60; Secure\nset-cookie: b=1")
    assert found["sid"].cookie.domain == "example.com"
    assert found["sid"].cookie.expires == NOW + timedelta(seconds=60)
    assert set(found) == {"sid", "b"}


@pytest.mark.parametrize("text", [JSON, f'{{"cookies": {JSON}}}', FILE])
def test_files_and_exports_say_where_a_cookie_goes(text):
    found = brought(text, "")
    sid, own = found["sid"].cookie, found["own"].cookie
    assert (sid.domain, sid.is_secure, sid.is_http_only) == ("example.com", True, True)
    assert sid.expires is not None
    assert sid.expires.year == 2026
    assert (own.domain, own.expires) == ("", None)
    assert found["own"].url.startswith("https://app.example.com/")


def test_a_curl_command_has_its_host_and_cookies():
    found = brought("curl 'https://shop.example/cart' -H 'Cookie: sid=abcdefgh12345; b=1'", "")
    assert found["sid"].cookie.value == "abcdefgh12345"
    assert found["b"].url == "https://shop.example/cart"


@pytest.mark.parametrize("text", ["", "hello", "[1, 2", "{}", "curl https://a.example/", "# a\n"])
def test_what_holds_no_cookie_is_told(text):
    with pytest.raises(Unreadable):
        brought(text)


def test_a_header_without_a_host_is_told():
    with pytest.raises(Unreadable, match="which host"):
        brought("Cookie: a=1", "")


def test_no_value_is_in_what_is_printed():
    assert "abc" not in repr(read_cookies("sid=abc", URL, NOW))
