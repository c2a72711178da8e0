"""Words of a status that refuses nobody, about the caller, the host that was called, a field of a login."""

import json

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.about_access import limits_the_credential
from inspector.diagnose.facts.case import Trace
from tests.fixtures.short_texts import sent_from_here

KEY = "> X-Api-Key: k-8f2c41d09a7be35560\n"
REPLY = "> POST https://api.test/x\n{sent}< {status}\n< Content-Type: application/json\n<< {body}"


def _made(attempt, words, status="400 Bad Request", sent=KEY):
    body = json.dumps({"error": words})
    return attempt(REPLY.format(sent=sent, status=status, body=body))


def _slugs(*asked, **more):
    return [one.slug for one in diagnose(_made(*asked, **more)).findings]


# ---------------- What a key or a user may not do
@pytest.mark.parametrize(
    "words",
    [
        "The access key is not permitted to read",
        "The token is not allowed to do that",
        "This user is not allowed to access the ledger",
        "This role does not have permission to access orders",
    ],
)
def test_what_a_known_caller_may_not_do_is_a_limit_of_the_credential(attempt, words):
    assert limits_the_credential(Trace(_made(attempt, words)).case(0))
    assert not limits_the_credential(Trace(_made(attempt, words, sent="")).case(0))
    assert _slugs(attempt, words)[0] == "right-missing"


@pytest.mark.parametrize(
    "words",
    [
        "The key is not allowed characters",
        "The user is not allowed to edit closed orders",
        "The box is not allowed to move",
    ],
)
def test_what_may_not_be_done_to_a_thing_limits_no_credential(attempt, words):
    assert not limits_the_credential(Trace(_made(attempt, words)).case(0))


# ---------------- The name by which the host was called
@pytest.mark.parametrize("words", ["Bad hostname provided", "This hostname is not allowed"])
def test_a_host_that_misses_its_own_name_tells_so_by_404(attempt, words):
    assert _slugs(attempt, words, "404 Not Found") == ["host-not-served"]


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("The host cancelled the party", KEY),
        ("No such host in the list", KEY),
        ("Bad hostname provided", ""),
    ],
)
def test_another_host_and_nobody_are_told_of_a_thing(attempt, words, sent):
    assert _slugs(attempt, words, "404 Not Found", sent) == []


# ---------------- A field that says who calls
READER = "Failed to deserialize the JSON body: missing field `client_secret` at line 1 column 9"
STATUSES = ("400 Bad Request", "422 Unprocessable Content")


@pytest.mark.parametrize("words", [READER, "SAMLResponse is required"])
@pytest.mark.parametrize("status", STATUSES)
def test_a_field_of_a_login_that_a_reader_misses_was_not_sent(attempt, words, status):
    found = diagnose(sent_from_here(_made(attempt, words, status, sent=""))).findings
    assert [one.slug for one in found] == ["no-credentials-sent"]


@pytest.mark.parametrize("status", STATUSES)
def test_another_field_that_a_reader_misses_says_nothing_of_who_calls(attempt, status):
    words = READER.replace("client_secret", "colour")
    assert not diagnose(sent_from_here(_made(attempt, words, status, sent=""))).findings


# ---------------- What another user is to have
TO_MAKE = """> POST https://api.test{path}
{sent}> Content-Type: application/json
>> {{"username": "", "password": "plum-42!x"}}
< 400 Bad Request
< Content-Type: application/json
<< {{"message": "{words}"}}"""
BEARER = "> Authorization: Bearer k-8f2c41d09a7be35560\n"


@pytest.mark.parametrize("sent", [KEY, BEARER])
@pytest.mark.parametrize(
    ("path", "words", "silent"),
    [
        ("/users", "Username cannot be empty", True),
        ("/api/admin/users", "Username cannot be empty", True),
        ("/users", "Missing API key", False),  # that is about who calls
    ],
)
def test_a_user_who_is_to_be_made_is_not_the_caller(attempt, sent, path, words, silent):
    text = TO_MAKE.format(path=path, sent=sent, words=words)
    assert (diagnose(sent_from_here(attempt(text))).findings == ()) is silent
    assert (diagnose(attempt(text)).findings == ()) is silent
