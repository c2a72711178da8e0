"""The same call was let in with a credential that a refused one lacks, whatever the status says."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.lacking_credential import lacking_credential

TOKEN, OTHER = "Authorization: Bearer q8Zr1Lx0Vn5TtYc2", "X-Tenant-Token: 5b0e9d7c1f3a8842"
COOKIE = "Cookie: sid=4f7a0b1c9d2e3f68"
GIVEN = '< 200 OK\n< Content-Type: application/json\n<< {"bed": 7, "rows": 3}'
GONE = '< 404 Not Found\n< Content-Type: application/json\n<< {"message": "no bed 7 is here"}'
BAD = "< 400 Bad Request\n<< The bed could not be shown."


def _call(reply, *headers, line="GET https://seeds.example/beds/7", body=""):
    sent = "".join(f"\n> {header}" for header in headers)
    return f"> {line}{sent}{f'{chr(10)}>> {body}' if body else ''}\n{reply}"


def _first(attempt, *parts):
    found = diagnose(attempt("\n---\n".join(parts))).findings
    return found[0].slug if found else ""


@pytest.mark.parametrize(
    "reply", [GONE, BAD, "< 403 Forbidden", "< 302 Found\n< Location: https://seeds.example/about"]
)
@pytest.mark.parametrize("header", [TOKEN, COOKIE])
def test_the_header_or_cookie_was_left_out(attempt, header, reply):
    parts = (_call(GIVEN, header), _call(reply))
    assert _first(attempt, *parts) == "no-credentials-sent"


def test_it_names_what_is_lacking_and_where_it_was_sent(attempt):
    case = Trace(attempt("\n---\n".join((_call(GIVEN, COOKIE), _call(GONE))))).case(1)
    lacking = lacking_credential(case)
    assert (lacking.accepted.index, lacking.life.name) == (0, "sid")


def test_one_of_two_was_left_out(attempt):
    parts = (_call(GIVEN, TOKEN, OTHER), _call(GONE, TOKEN))
    assert _first(attempt, *parts) == "second-part-missing"


def test_the_key_of_the_address_was_left_out(attempt):
    line = "GET https://seeds.example/beds/7?api_key=8d4f2b6a0c1e9357"
    assert _first(attempt, _call(GIVEN, line=line), _call(GONE)) == "no-credentials-sent"


def test_a_call_that_writes_what_it_asks(attempt):
    line, body = "POST https://seeds.example/seeds.v1.Beds/Get", '{"bed": 7}'
    parts = (_call(GIVEN, TOKEN, line=line, body=body), _call(GONE, line=line, body=body))
    assert _first(attempt, *parts) == "no-credentials-sent"


@pytest.mark.parametrize(
    "parts",
    [
        # It went in between, or was made after.
        (
            _call(GIVEN, TOKEN),
            _call("< 204 No Content", TOKEN, line="DELETE https://seeds.example/beds/7"),
            _call(GONE),
        ),
        (
            _call(GONE),
            _call("< 201 Created", TOKEN, line="PUT https://seeds.example/beds/7"),
            _call(GIVEN, TOKEN),
        ),
        # Others are let in without, or the same is refused with it, too.
        (_call(GIVEN, TOKEN), _call(GIVEN), _call(GONE)),
        # Another thing was asked for.
        (_call(GIVEN, TOKEN), _call(GONE, line="GET https://seeds.example/beds/8")),
        (_call(GIVEN, TOKEN), _call(GONE, line="GET https://seeds.example/beds/7?row=9")),
        (
            _call(GIVEN, TOKEN, line="POST https://seeds.example/find", body='{"bed": 7}'),
            _call(GONE, line="POST https://seeds.example/find", body='{"bed": 9}'),
        ),
    ],
)
def test_what_has_another_reason(attempt, parts):
    assert _first(attempt, *parts) == ""


def test_what_was_not_modified_since_is_no_refusal(attempt):
    sheet = "< {status}\n< Content-Type: text/css\n<< body {{ font-family: sans-serif }}"
    line, referer = "GET https://seeds.example/look.css", "Referer: https://seeds.example/"
    first = _call(sheet.format(status="200 OK"), TOKEN, referer, line=line)
    again = _call(sheet.format(status="304 Not Modified"), TOKEN, f"{referer}beds", line=line)
    assert _first(attempt, first, again) == ""


# ---------------- A success without any data
NOTHING = ["< 200 OK\n< Content-Type: application/json\n<< null",
           "< 200 OK\n< Content-Type: application/json\n<< {}"]  # fmt: skip


@pytest.mark.parametrize("reply", NOTHING)
@pytest.mark.parametrize("header", [TOKEN, COOKIE])
def test_nothing_is_given_to_who_had_been_given_something(attempt, header, reply):
    assert _first(attempt, _call(GIVEN, header), _call(reply)) == "no-credentials-sent"
    twice = (_call(GIVEN, header), _call(reply), _call(reply))
    assert _first(attempt, *twice) == "no-credentials-sent"


@pytest.mark.parametrize("reply", NOTHING)
def test_who_has_not_logged_in_yet_is_given_nothing(attempt, reply):
    assert _first(attempt, _call(reply), _call(GIVEN, COOKIE)) == ""


@pytest.mark.parametrize("reply", NOTHING)
def test_what_is_empty_for_the_same_caller_may_be_gone(attempt, reply):
    assert _first(attempt, _call(GIVEN, COOKIE), _call(reply, COOKIE)) == ""
