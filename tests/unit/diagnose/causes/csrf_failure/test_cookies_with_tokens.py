"""A session cookie that came along with a token makes a page's request of a program's."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SLUG = "cookie-beside-token"
KEY = "> Authorization: Bearer 6d1f0b7a-52c4-4e1d-9a3b-0c8d7e6f5a41"
SID = "> Cookie: JSESSIONID=8A1DDEE7F60A267D46698200CC345DC3"
NO = '< 403 Forbidden\n<< {"status": 403, "error": "Forbidden"}'
MINE = "< 200 OK\n< Set-Cookie: JSESSIONID=8A1DDEE7F60A267D46698200CC345DC3; Path=/; HttpOnly"
READ = f"> GET https://scan.acme.test/api/me\n{KEY}\n{SID}\n< 200 OK"
TOKEN = "\n< Set-Cookie: XSRF-TOKEN=19f0aa66-3c11-4d7c-a9d3-726e175f0e33; Path=/"


def _write(*lines, at="/api/search"):
    return "\n".join([f"> POST https://scan.acme.test{at}", *lines])


def _first(*parts):
    return diagnose(attempt_of("\n---\n".join(parts))).findings[0]


def test_the_same_write_was_accepted_until_the_cookie_came_along():
    found = _first(_write(KEY, MINE), READ, _write(KEY, SID, NO))
    assert (found.slug, found.cause) == (SLUG, "csrf-failure")


def test_the_refusal_hands_out_a_token():
    refused = NO.replace("\n<<", f"{TOKEN}\n<<")
    assert _first(_write(KEY, MINE), _write(KEY, SID, refused)).slug == SLUG


def test_without_a_token_or_a_read_the_cookie_may_be_read_first():
    assert _first(_write(KEY, MINE), _write(KEY, SID, NO)).slug == "cookie-read-first"


@pytest.mark.parametrize(
    "parts",
    [
        # a write was given with both
        (
            _write(KEY, MINE),
            READ,
            _write(KEY, SID, "< 200 OK", at="/api/tags"),
            _write(KEY, SID, NO),
        ),
        # the key alone is refused as well
        (_write(KEY, MINE), READ, _write(KEY, SID, NO), _write(KEY, NO)),
        # another thing may be kept from it
        (_write(KEY, MINE), READ, _write(KEY, SID, NO, at="/api/users")),
        # nothing but a read
        (READ, _write(KEY, SID, NO)),
    ],
)
def test_what_shows_no_check_against_forgery(parts):
    assert _first(*parts).slug != SLUG


def test_who_nobody_knows_any_more():
    gone = '< 401 Unauthorized\n<< {"error": "Unauthorized"}'
    assert _first(_write(KEY, MINE), READ, _write(KEY, SID, gone)).slug != SLUG
