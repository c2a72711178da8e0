"""What ended a credential between two requests is told by what stands between them."""

import pytest

from inspector.compare.credential_end import ended_between
from tests.fixtures.short_texts import attempt_of

SENT = "> GET https://a.test/me\n> Cookie: sid=abcdefgh12345678\n"
LOGIN = (
    "> POST https://a.test/login\n>> user=ann&password=s3cret-word\n"
    "< 200 OK\n< Set-Cookie: sid=abcdefgh12345678; Path=/; HttpOnly\n---\n"
)


def _trace(between):
    return attempt_of(f"{LOGIN}{SENT}< 200 OK\n---\n{between}{SENT}< 401 Unauthorized").exchanges


@pytest.mark.parametrize(
    ("between", "said"),
    [
        (
            "> POST https://a.test/logout\n> Cookie: sid=abcdefgh12345678\n< 200 OK\n---\n",
            "signed out",
        ),
        (
            "> GET https://a.test/other\n> Cookie: sid=abcdefgh12345678\n< 200 OK\n< Set-Cookie: sid=zyxwvuts87654321; Path=/\n---\n",
            "newer credential",
        ),
        ("> GET https://a.test/other\n> Cookie: sid=abcdefgh12345678\n< 200 OK\n---\n", ""),
    ],
)
def test_the_entry_between_tells(between, said):
    trace = _trace(between)
    told = ended_between(trace[1], trace[-1], trace)
    assert (said in told) if said else told == ""


def test_two_requests_alone_tell_nothing_that_stands_in_others():
    trace = _trace("> POST https://a.test/logout\n> Cookie: sid=abcdefgh12345678\n< 200 OK\n---\n")
    assert ended_between(trace[1], trace[-1]) == ""


def test_what_the_first_of_them_did_stands_not_between():
    out = "> POST https://a.test/logout\n> Cookie: sid=abcdefgh12345678\n< 200 OK"
    trace = attempt_of(f"{LOGIN}{out}\n---\n{SENT}< 401 Unauthorized").exchanges
    assert ended_between(trace[1], trace[-1], trace) == ""
