"""Cookies that earlier replies left, and why they would not be sent."""

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.cookies import cookies_kept


def kept(attempt, line, url="https://a.test/x"):
    text = f"""
    > POST https://a.test/login
    < 200 OK
    < Date: Wed, 15 Nov 2023 00:00:00 GMT
    < Set-Cookie: {line}
    ---
    > GET {url}
    < 401 Unauthorized
    < Date: Wed, 15 Nov 2023 00:10:00 GMT
    """
    (cookie,) = cookies_kept(Trace(attempt(text)).case(1))
    return cookie


def test_ordinary(attempt):
    cookie = kept(attempt, "sid=a; Path=/; Max-Age=3600")
    assert cookie.would_be_sent
    assert cookie.looks_like_session


def test_expired(attempt):
    assert kept(attempt, "sid=a; Max-Age=60").expired
    assert kept(attempt, "sid=a; Expires=Wed, 15-Nov-2023 00:05:00 GMT").expired


def test_path(attempt):
    assert not kept(attempt, "sid=a; Path=/admin").would_be_sent
    assert kept(attempt, "sid=a; Path=/admin", "https://a.test/admin/x").would_be_sent
