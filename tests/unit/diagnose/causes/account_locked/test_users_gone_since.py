"""What the very same call was answered for before is a user who is gone since."""

import pytest

from inspector.diagnose import diagnose

BEARER, KEY = "Authorization: Bearer dk-55c1a0e97b20", "X-Api-Key: dk-55c1a0e97b20"
GONE = '400 Bad Request\n< Content-Type: application/json\n<< {"error": "User not found"}'


def call(sent=KEY, path="/sacks", reply=GONE):
    return f"> GET https://mills.example{path}\n> {sent}\n< {reply}"


def first(attempt, *calls):
    found = diagnose(attempt("\n---\n".join(calls))).findings
    return found[0].slug if found else ""


@pytest.mark.parametrize("sent", [KEY, BEARER])
def test_the_account_of_a_caller_who_was_known_is_gone(attempt, sent):
    assert first(attempt, call(sent, reply="200 OK"), call(sent)) == "account-disabled"
    assert first(attempt, call(sent)) == ""


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ({}, True),
        ({"path": "/sacks/7"}, False),  # the user who is looked for may be another
        ({"sent": "X-Api-Key: dk-000000000000"}, False),
        ({"reply": "403 Forbidden"}, False),
    ],
)
def test_a_user_who_is_asked_for_is_nobody_who_calls(attempt, before, told):
    given = call(**{"reply": "200 OK", **before})
    assert (first(attempt, given, call()) == "account-disabled") is told


@pytest.mark.parametrize(
    ("path", "words", "told"),
    [
        ("/users/ada/tokens", "User ada not found or no permissions to make tokens", False),
        ("/users/ada/tokens", "User ada not found", False),  # she may be the one who is looked for
        ("/tokens", "User ada not found", True),
    ],
)
def test_the_user_of_the_path_is_nobody_who_calls(attempt, path, words, told):
    refusal = f'403 Forbidden\n< Content-Type: application/json\n<< {{"message": "{words}"}}'
    found = first(attempt, call(BEARER, reply="200 OK"), call(BEARER, path, refusal))
    assert (found == "account-disabled") is told
