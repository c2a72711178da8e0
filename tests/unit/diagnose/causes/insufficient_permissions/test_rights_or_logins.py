"""A right that is missing, where words ask for a login, too, or nothing is said of what was signed."""

import pytest

from inspector.diagnose import diagnose

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6InNhbSIsImV4cCI6Mjc5NjAyODUzMX0.c2lnbmF0dXJlLW9mLXRoZS1ib2F0"
CALL = """> {method} https://boat.test/{path}
> Authorization: Bearer {token}
< {status}
< Content-Type: application/json
<< {body}
---
"""


def _first(attempt, *calls):
    return diagnose(attempt("".join(CALL.format(**one) for one in calls)[:-5])).findings[0].slug


def _call(path, status="200 OK", body="{}", token=JWT, method="GET"):
    return {"path": path, "status": status, "body": body, "token": token, "method": method}


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("You do not have permission to view this. Please log in.", "works-elsewhere"),
        ("Please log in.", "authorization-stripped"),
    ],
)
def test_words_of_a_right_beside_those_of_a_login(attempt, words, slug):
    """In front of a server all its paths would lose the token."""
    refused = _call("users", "401 Unauthorized", f'"{words}"')
    assert _first(attempt, _call("me"), refused) == slug


@pytest.mark.parametrize(("token", "slug"), [(JWT, "forbidden"), ("d-8810c4", "worked-before")])
def test_what_is_signed_is_good_by_itself(attempt, token, slug):
    given = _call("course", token=token, method="PUT")
    refused = _call("course", "403 Forbidden", '{"message": "Unauthorised"}', token, "PUT")
    assert _first(attempt, given, refused) == slug
