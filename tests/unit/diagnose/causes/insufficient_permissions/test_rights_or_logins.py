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


@pytest.mark.parametrize(
    ("before", "certainty"),
    [(("events/fire",), "very-likely"), ((), "possible")],
)
def test_what_was_refused_before_and_after_the_token_was_taken(attempt, before, certainty):
    """The token was good in between, so that it has not ended since."""
    refused = ("401 Unauthorized", "401: Unauthorized", JWT, "POST")
    first = (_call(path, *refused) for path in before)
    calls = (*first, _call("boats"), _call("events/fire", *refused))
    found = diagnose(attempt("".join(CALL.format(**one) for one in calls)[:-5])).findings[0]
    assert (found.slug, found.certainty) == ("works-elsewhere", certainty)


def test_a_field_called_pass_makes_no_login_of_a_call_with_a_token(attempt):
    body = '> Content-Type: application/json\n>> {"pass": "plumber", "door_id": "front"}\n'
    text = "".join(
        CALL.format(**one).replace("\n<", f"\n{body}<", 1)
        for one in (
            _call("doors", body="[]", method="POST"),
            _call("events", "401 Unauthorized", "401: Unauthorized", method="POST"),
            _call("doors", body="[]", method="POST"),
        )
    )
    found = diagnose(attempt(text[:-5])).findings
    assert found[0].slug == "works-elsewhere"
    assert "wrong-password" not in [one.slug for one in found]


def test_words_about_the_password_of_a_thing(attempt):
    """A share or archive has a password of its own, beside the token."""
    body = '> Content-Type: application/json\n>> {"password": "hay"}\n'
    words = '{"error": "wrong password"}'
    refused = CALL.format(**_call("shares/7/open", "401 Unauthorized", words, method="POST"))
    text = CALL.format(**_call("shares/7")) + refused.replace("\n<", f"\n{body}<", 1)
    assert diagnose(attempt(text[:-5])).findings[0].slug == "wrong-password"


@pytest.mark.parametrize(
    ("path", "words", "slug"),
    [
        ("query?db=reef&u=ann&p=plum-42", "ann has no permission to read this", "right-missing"),
        ("login?u=ann&p=plum-42", "ann has no permission to read this", "wrong-password"),
        ("query?db=reef&u=ann&p=plum-42", "wrong user name or password", "wrong-password"),
    ],
)
def test_words_of_a_right_to_who_shows_name_and_password_beside_a_call(attempt, path, words, slug):
    call = _call(path, "403 Forbidden", f'{{"error": "{words}"}}')
    text = CALL.format(**call).replace(f"> Authorization: Bearer {JWT}\n", "")[:-5]
    assert diagnose(attempt(text)).findings[0].slug == slug


# ---------------- Where it is said what somebody may not do, and where
UPLOAD = """> PUT https://boat.test/mill/prod/sails.whl
> Authorization: {auth}
< 401 Unauthorized
< Content-Type: text/plain
<< {words}"""
PAIR = "Basic YWxpY2U6cGx1bS00MiF4"


@pytest.mark.parametrize("auth", [PAIR, f"Bearer {JWT}"])
@pytest.mark.parametrize(
    ("words", "is_right"),
    [
        ("user 'alice' cannot upload to 'mill/prod'", True),
        ("cannot publish to index prod", True),
        ("You do not have enough rights", True),
        ("user 'alice' could not be authenticated", False),
    ],
)
def test_a_login_is_good_whose_user_may_not_do_it(attempt, auth, words, is_right):
    first = diagnose(attempt(UPLOAD.format(auth=auth, words=words))).findings[0]
    assert (first.slug == "right-missing") is is_right
