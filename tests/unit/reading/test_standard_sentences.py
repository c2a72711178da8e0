"""Sentences that list every reason say none; what stands beside them stays."""

import pytest

from inspector.reading.plain_words import plain
from inspector.reading.standard_sentences import (
    is_either_or,
    name_one_of,
    names_a_connection,
    names_two_reasons,
    own_words,
    repeats_a_status,
    says_that_it_broke,
    wants_a_valid_one,
    without_idle,
)


def left(text):
    return without_idle(plain(text))


def test_sentences_of_the_standards_are_taken_out():
    grant = (
        "The provided authorization grant is invalid, expired, revoked, does not match the "
        "redirection URI used in the authorization request, or was issued to another client."
    )
    assert left(grant) == ""
    assert left("HTTP Basic: Access denied.") == ""
    assert (
        left(
            "The access token provided is expired, revoked, malformed, or invalid for other reasons."
        )
        == ""
    )
    assert (
        left(
            "Unauthorized. The request lacks valid authentication credentials for the target resource. Token expired"
        )
        == "unauthorized token expired"
    )


def test_a_single_reason_stays():
    for text in (
        "The access token provided has expired",
        "The refresh token is invalid or was revoked",
    ):
        assert left(text) == plain(text)


def test_missing_or_invalid_leaves_both_open():
    assert is_either_or(plain("API Token is missing or invalid; please supply a valid token"))
    assert is_either_or(plain("Invalid or missing API key"))
    assert not is_either_or(plain("The API key is missing"))


def test_a_valid_one_is_wanted_of_whoever_has_none_and_whoever_has_a_wrong_one():
    for text in (
        "Access to this resource needs a valid token",
        "A valid API key is required",
        "No valid credentials provided",
        "Please provide proper credentials",
    ):
        assert wants_a_valid_one(plain(text))
    for text in ("A token is required", "valid until tomorrow", "no token was sent"):
        assert not wants_a_valid_one(plain(text))


def test_the_page_about_browsers_and_passwords_says_nothing():
    page = (
        "The server could not verify that you are authorized to access the URL requested. "
        "You either supplied the wrong credentials (e.g. a bad password), or your browser "
        "doesn't understand how to supply the credentials required."
    )
    assert left(page) == ""


def test_two_reasons_joined_by_or_are_told_from_one():
    for text in (
        "Unknown client or wrong secret",
        "The password is incorrect, or your account is locked",
        "The token has expired or was revoked",
    ):
        assert names_two_reasons(plain(text)), text
    for text in (
        "You've tried to sign in too many times with an incorrect user ID or password",
        "API keys are not supported by this API. Expected OAuth2 access token or other credentials",
    ):
        assert not names_two_reasons(plain(text)), text


def test_what_repeats_the_status_gives_no_reason():
    assert repeats_a_status(plain("Error 401 (Unauthorized)"))
    assert repeats_a_status("access denied")
    assert not repeats_a_status("token expired")
    assert not repeats_a_status("user locked")


def test_codes_that_stand_in_every_fault_are_taken_out():
    kept = [("faultcode", "wsse:FailedAuthentication"), ("faultstring", "s:Client"), ("Value", "7")]
    codes = [("faultcode", "s:Client"), ("Value", "env:Sender"), ("faultcode", "Server")]
    assert list(own_words([*codes, *kept])) == kept


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("https is required", True),
        ("http is not allowed", True),
        ("use a secure connection", True),
        ("this http status is not allowed in a rest api", False),
        ("method not allowed", False),
    ],
)
def test_words_of_a_connection(words, told):
    assert names_a_connection(words) is told


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (("faultcode", "s:Client"), []),
        (("faultcode", "s:Client.NoSuchKey"), [("faultcode", "NoSuchKey")]),
        (("faultcode", "wsse:FailedAuthentication"), [("faultcode", "wsse:FailedAuthentication")]),
        (("faultstring", "Client."), [("faultstring", "Client.")]),
    ],
)
def test_the_own_part_of_a_code_of_soap(told, left):
    assert list(own_words([told])) == left


def test_a_header_that_words_name():
    assert name_one_of("the correct key in the x apikey header", ["Accept", "X-Api-Key"])
    assert not name_one_of("the correct key", ["X-Api-Key"])


_BY_THE_RFC = (
    "The server encountered an unexpected condition which prevented it from fulfilling the request."
)


@pytest.mark.parametrize(
    ("words", "broke"),
    [
        ("500 Internal Server Error", True),
        (_BY_THE_RFC, True),
        ("We're sorry, but something went wrong.", True),
        ('Oops! An Error Occurred. The server returned a "500 Internal Server Error".', True),
        ("Oops! The token was returned to its owner", False),
        ("The server encountered an internal error: the account is locked", False),
    ],
)
def test_what_frameworks_write_of_any_break(words, broke):
    assert says_that_it_broke(plain(words)) is broke


def test_the_page_that_asks_for_a_report_of_any_break_says_nothing():
    page = (
        "Something is broken. Please let us know what you were doing when this error occurred. "
        "We will fix it as soon as possible. Sorry for any inconvenience caused."
    )
    assert left(page) == ""
    assert left("Something is broken: the signature") == plain("Something is broken: the signature")
