"""A sister host let the same call in with more than a refused one carries."""

import pytest

from inspector.diagnose.diagnosing import diagnose

KEY = "api_token=gh0-5b1e77c2d94a4f0e8a63"
COOKIES = "Cookie: lang=fi; guest_session=91f3ac77d05b4e2288b1; box=q2Vw8ZkLr5Tn0XyJc4Hs"
TAKEN = '< 200 OK\n< Content-Type: application/json\n<< {"ok": true, "seats": 4}'
NO = '< 401 Unauthorized\n< Content-Type: application/json\n<< {"error": "invalid token"}'
IN_200 = '< 200 OK\n< Content-Type: application/json\n<< {"ok": false, "error": "invalid_auth"}'


def _call(host, reply, *headers, body=KEY, path="/api/seats.list"):
    sent = "".join(f"\n> {header}" for header in headers)
    form = "\n> Content-Type: application/x-www-form-urlencoded"
    return f"> POST https://{host}{path}{form}{sent}\n>> {body}\n{reply}"


def _with_cookies(**more):
    return _call("stalls.opera.example", TAKEN, COOKIES, **more)


def _findings(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("reply", [NO, IN_200])
def test_the_cookie_is_lacking(attempt, reply):
    first = _findings(attempt, _with_cookies(), _call("opera.example", reply))[0]
    assert (first.slug, first.cause.value) == ("second-part-missing", "missing-credentials")
    assert "guest_session" in first.title
    assert {one.place.entry for one in first.evidence} == {0, 1}


def test_what_the_address_adds_to_the_query_does_not_matter(attempt):
    asked = _with_cookies(path="/api/seats.list?_trace=81-2")
    assert _findings(attempt, asked, _call("opera.example", NO))[0].slug == "second-part-missing"


def test_a_bearer_token_is_mostly_all_that_is_read(attempt):
    token = "Authorization: Bearer q8Zr1Lx0Vn5TtYc2"
    found = _findings(
        attempt,
        _call("stalls.opera.example", TAKEN, token, COOKIES, body="row=7"),
        _call("opera.example", NO, token, body="row=7"),
    )
    assert found[0].slug == "other-host-knows-credential"


@pytest.mark.parametrize(
    "parts",
    [
        [_with_cookies(), _call("circus.example", NO)],  # of another site
        [_with_cookies(path="/api/seats.free"), _call("opera.example", NO)],
        [_with_cookies(body="api_token=gh0-000000c2d94a4f0e8a63"), _call("opera.example", NO)],
        # It is enough there.
        [_with_cookies(), _call("stalls.opera.example", TAKEN), _call("opera.example", NO)],
        # It is known here.
        [
            _with_cookies(),
            _call("opera.example", TAKEN, path="/api/rows.list"),
            _call("opera.example", NO),
        ],
        [
            _with_cookies(),
            _call("stalls.opera.example", TAKEN, COOKIES, path="/logout", body="now=1"),
            _call("opera.example", NO),
        ],
    ],
)
def test_what_shows_nothing_of_it(attempt, parts):
    slugs = [one.slug for one in _findings(attempt, *parts)]
    assert "second-part-missing" not in slugs
