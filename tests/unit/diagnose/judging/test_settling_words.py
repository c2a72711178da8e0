"""Plain words that fit the request settle it; what only the status suggests stands back."""

import pytest

from inspector.diagnose import diagnose

BEARER = "> GET https://a.test/x\n> Authorization: Bearer abcdefgh12345678"
BASIC = "> GET https://a.test/x\n> Authorization: Basic YW5uOnMzY3JldA=="


def first(attempt, request, message, status="401 Unauthorized"):
    reply = f'< {status}\n< Content-Type: application/json\n<< {{"message":"{message}"}}'
    return diagnose(attempt(f"{request}\n{reply}")).findings[0]


@pytest.mark.parametrize(
    ("request_", "message", "slug", "word"),
    [
        (BEARER, "The token has expired", "token-expired", "certain"),
        (BEARER, "The token may have expired", "token-expired", "very-likely"),
        (BEARER, "Token was revoked", "token-revoked", "certain"),
        (BASIC, "Account locked", "account-disabled", "certain"),
        (BASIC, "Your password has expired", "password-expired", "certain"),
    ],
)
def test_one_reason_that_fits_the_request(attempt, request_, message, slug, word):
    found = first(attempt, request_, message)
    assert (found.slug, found.certainty) == (slug, word)


def test_words_that_only_refuse_settle_nothing(attempt):
    for message in ("Authentication error", "Invalid token", "Access denied"):
        assert first(attempt, BEARER, message).certainty != "certain"


def test_an_unknown_word_leaves_something_open_where_nothing_was_sent(attempt):
    bare = "> GET https://a.test/x"
    assert diagnose(attempt(f"{bare}\n< 401 Unauthorized")).findings[0].certainty == "certain"
    assert first(attempt, bare, "GNARL_FROB").certainty == "possible"


STAMPED = f"{BEARER}\n> X-Timestamp: 1700007200"
DATED = "401 Unauthorized\n< Date: Tue, 14 Nov 2023 22:13:20 GMT"


def test_words_of_a_time_are_certain_only_beside_a_clock(attempt):
    found = [first(attempt, BEARER, "Invalid timestamp"), first(attempt, STAMPED, "Bad timestamp")]
    assert {(one.slug, one.certainty) for one in found} == {("clock-differs", "very-likely")}
    shown = first(attempt, STAMPED, "Invalid timestamp", DATED)
    assert (shown.slug, shown.certainty) == ("clock-differs", "certain")


def test_a_cookie_of_unknown_use_may_have_said_who_calls(attempt):
    asked = "< 401 Unauthorized\n< WWW-Authenticate: Bearer"
    sent = "> GET https://a.test/x\n> Cookie: {}\n" + asked
    words = {
        cookie: diagnose(attempt(sent.format(cookie))).findings[0].certainty
        for cookie in ("house=h1c20e7", "house=green", "_ga=GA1.2.1", "lang=en1234")
    }
    assert words == {
        "house=h1c20e7": "possible",
        "house=green": "certain",
        "_ga=GA1.2.1": "certain",
        "lang=en1234": "certain",
    }


def test_two_reasons_are_both_named_and_neither_is_certain(attempt):
    reply = "< 401 No\n< Content-Type: text/plain\n<< The token is expired or invalid"
    found = diagnose(attempt(f"{BEARER}\n{reply}")).findings
    assert {one.slug for one in found[:2]} == {"token-expired", "token-not-accepted"}
    assert found[0].certainty == "possible"


def test_a_bare_refusal_is_possible_and_shows_what_looks_alike(attempt):
    bare = f"{BASIC}\n< 401 Unauthorized\n< WWW-Authenticate: Basic"
    found = diagnose(attempt(bare)).findings
    assert (found[0].slug, found[0].certainty) == ("wrong-password", "possible")
    assert len({one.cause for one in found}) > 3


def test_the_usual_cause_stands_back_where_another_exchange_shows_one(attempt):
    text = """> GET https://a.test/x
    > Authorization: Basic YW5uOmFiY2RlZmdoMTIzNDU2Nzg=
    < 200 OK
    ---
    > GET https://a.test/x
    > Authorization: Bearer abcdefgh12345678
    < 401 Unauthorized"""
    found = diagnose(attempt(text)).findings
    assert found[0].slug == "key-sent-in-another-way"
    assert found[0].score > 0.9


# ---------------- Two kinds of evidence that do not rest on one another
KEY = "k3y-0123456789abcdef"
TAKEN = "> GET https://a.test/y\n> Authorization: Token {key}\n< 200 OK\n---\n"
REFUSED = "> GET https://a.test/x\n> Authorization: Bearer {key}\n< 401 Unauthorized\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (TAKEN + REFUSED, "certain"),  # another entry, and this request
        (REFUSED, "possible"),  # the status alone
    ],
)  # fmt: skip
def test_certainty_takes_two_kinds_of_evidence(attempt, text, word):
    first = diagnose(attempt(text.replace("{key}", KEY))).findings[0]
    assert first.certainty.value == word


def test_that_it_is_refused_says_nothing_beside_what_is_shown(attempt):
    said = '< Content-Type: application/json\n<< {"message": "Invalid token"}'
    found = diagnose(attempt((TAKEN + REFUSED).format(key=KEY) + said)).findings
    assert found[0].certainty.value == "certain"
    assert found[0].cause.value == "scheme-mismatch"


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("You do not have the permission to create this index", "very-likely"),
        ("The role admin is required", "certain"),
        ("no permission to create index", "very-likely"),  # so nobody is told, too
    ],
)
def test_a_right_is_missing_for_certain_only_where_the_words_show_whose(attempt, message, word):
    found = first(attempt, BEARER, message, "403 Forbidden")
    assert (found.slug, found.certainty) == ("right-missing", word)


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("no permission to modify user <app.User object at 0x7f85>", "very-likely"),
        ("No permission to delete the tokens", "very-likely"),
        ("You have no permission to modify user ada", "certain"),
        ("No permission to delete this user", "very-likely"),
        ("Permission denied to this user", "certain"),
        ("Permission denied to the account", "certain"),
        ("Forbidden to a user without the permission", "certain"),
        ("This user has no permission to modify the list", "certain"),
    ],
)
def test_what_was_to_be_done_does_not_tell_that_the_caller_is_known(attempt, message, word):
    found = first(attempt, BEARER, message, "403 Forbidden")
    assert (found.slug, found.certainty) == ("right-missing", word)


# ---------------- A permission that is denied to "you"
TO_YOU = "You do not have permission to view this table"
GIVEN_ELSEWHERE = BEARER.replace("/x", "/y") + "\n< 200 OK\n---\n"
HANDED_OUT = """> POST https://a.test/login
< 200 OK
< Content-Type: application/json
<< {"token": "abcdefgh12345678"}
---
"""


@pytest.mark.parametrize(
    ("before", "request_", "message", "word"),
    [
        ("", BEARER, TO_YOU, "very-likely"),  # said to nobody as well
        ("", BASIC, "You don't have the necessary permissions", "very-likely"),
        (GIVEN_ELSEWHERE, BEARER, TO_YOU, "certain"),
        (HANDED_OUT, BEARER, TO_YOU, "certain"),
        ("", BEARER, "You do not have permission: the role buyer is needed", "certain"),
        ("", BEARER, "Your token does not have the permission", "certain"),
    ],
)
def test_a_right_is_certainly_missing_to_whom_the_server_knows(
    attempt, before, request_, message, word
):
    found = first(attempt, before + request_, message, "403 Forbidden")
    assert (found.cause.value, found.certainty.value) == ("insufficient-permissions", word)


def test_a_product_that_says_so_to_whom_it_knows_alone(attempt):
    forbidden = "403 Forbidden\n< WWW-Authenticate: JWT realm=orders"
    words = "you don't have permission to access this resource"
    assert first(attempt, BEARER, words, forbidden).certainty.value == "certain"
