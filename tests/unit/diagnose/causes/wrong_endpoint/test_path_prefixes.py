"""The credential is known below another path of the host, and nobody at the one that refuses."""

import base64

import pytest

from inspector.diagnose import diagnose

LOGIN = base64.b64encode(b"ci-nightly:Quay-and-Lorne-7").decode()
CALL = """> {method} https://review.example{path}
> Authorization: Basic {login}
< {status}
< Content-Type: {kind}
<< {body}"""
SLUG = "known-below-another-path"


def _call(path, status="200 OK", body='{"name": "tools"}', method="GET"):
    kind = "application/json" if body.startswith("{") else "text/plain"
    return CALL.format(path=path, status=status, body=body, method=method, login=LOGIN, kind=kind)


def _refused(path="/projects/tools/labels", body="Authentication required", status="403 Forbidden"):
    return _call(path, status, body, "PUT")


KNOWN = _call("/a/accounts/self", body='{"username": "ci-nightly"}')


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("body", ["Authentication required", '{"error": "You must log in"}'])
def test_known_there_and_nobody_here(attempt, body):
    found = _slugs(attempt, KNOWN, _call("/projects/tools"), _refused(body=body))
    assert found[:1] == [SLUG]


OPEN = _call("/projects/tools")


@pytest.mark.parametrize(
    "parts",
    [
        (_call("/a/changes/7"), OPEN, _refused()),  # it may be open to all
        (KNOWN, _refused()),  # nothing shows that others are let in here
        (KNOWN, OPEN, _refused(body='{"error": "You lack the permission"}')),
        (KNOWN, OPEN, _refused(body='{"error": "The password is wrong"}')),
        (KNOWN, _call("/projects/tools", method="PUT"), _refused()),  # changes are taken here
        (KNOWN, OPEN, _refused("/a/projects/tools/labels")),
        (_call("/users/me"), OPEN, _refused()),  # a thing beside, no beginning of all
        (_call("/v1/me"), _refused("/v2/me", '{"error": "No token was sent"}', "401 Unauthorized")),
        (KNOWN, OPEN, _refused(body="Forbidden")),
        (f"{KNOWN}".replace("< 200 OK", "< 200 OK\n< Date: Tue, 14 Nov 2023 20:00:00 GMT"), OPEN, _refused()),
    ],
)  # fmt: skip
def test_what_shows_no_other_path(attempt, parts):
    assert SLUG not in _slugs(attempt, *parts)


# ---------------- The same call below another part of the path
TIMED = """> {method} https://trading.example{path}
> X-Session-Token: klrqceyc8gakfgsun72ckr4jvm0xx9n3
< {status}
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: application/json
<< {body}"""


def _timed(path, body, status="200 OK", time="20:00:00", method="GET"):
    return TIMED.format(path=path, body=body, status=status, time=time, method=method)


def _nobody(path, time="20:00:01", body='{"meta": {"is_authenticated": false}}', method="GET"):
    return _timed(path, body, "401 Unauthorized", time, method)


IN = '{"meta": {"is_authenticated": true}}'
APP, BROWSER = "/auth/app/v2/session", "/auth/browser/v2/session"


def test_a_session_good_for_the_same_call_below_another_part(attempt):
    found = diagnose(attempt(_timed(APP, IN) + "\n---\n" + _nobody(BROWSER))).findings
    assert found[0].slug == SLUG
    assert found[0].certainty.value == "very-likely"
    assert "/auth/app" in found[0].title
    assert not [one for one in found if one.certainty.value == "certain"]


@pytest.mark.parametrize(
    "parts",
    [
        (_timed(APP, IN), _nobody(BROWSER, "21:00:01")),  # it may have ended in an hour
        (_timed(APP, IN), _nobody("/auth/app/v2/email")),  # another call
        (_timed("/auth/app/session", IN), _nobody("/auth/app/email")),
        (_timed("/harbours/amble/crew", IN), _nobody("/harbours/eyemouth/crew")),  # another thing
        (_timed(APP, IN), _nobody(BROWSER, body='{"error": "You may not do this"}')),
        (_timed(APP, IN), _nobody(BROWSER, body='{"error": "The session has expired"}')),
        (_timed(APP, IN), _nobody(BROWSER, method="POST")),
    ],
)
def test_what_shows_no_other_part(attempt, parts):
    assert SLUG not in _slugs(attempt, *parts)


def test_what_may_be_open_to_all_there_says_less(attempt):
    there, here = "/api/public/v1/tides", "/api/private/v1/tides"
    found = diagnose(attempt(_timed(there, '{"tides": []}') + "\n---\n" + _nobody(here))).findings
    assert all(one.certainty.value == "possible" for one in found if one.slug == SLUG)


TOKEN = """> GET https://gw.example{path}
> Authorization: Bearer q8Rt5Lm2Xc9Vb7Nz4Kp1
< {status}"""


@pytest.mark.parametrize(
    ("path", "slug"),
    [("/edge/core/v1/ships", SLUG), ("/core/v1/crews", "works-elsewhere")],
)
def test_the_same_path_behind_a_beginning_that_takes_no_token(attempt, path, slug):
    """The token was taken again since, so that it is good."""
    parts = (("/core/v1/ships", "200 OK"), (path, "401 Unauthorized"), ("/core/v1/ships", "200 OK"))
    found = _slugs(attempt, *(TOKEN.format(path=p, status=s) for p, s in parts))
    assert found[0] == slug
