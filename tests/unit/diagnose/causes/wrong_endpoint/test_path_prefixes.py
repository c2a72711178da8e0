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
