"""What is known of a word: a product reads another than its challenge names, letters count."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.named_places import wanted_form
from tests.fixtures.experimenting import jwt

KEY = "9b74c9897bac770ffc029102a200c5de"
GIN = '< 401 Unauthorized\n< WWW-Authenticate: JWT realm=mill\n< Content-Type: application/json\n<< {"code":401,"message":"cookie token is empty"}'
FLASK = GIN.replace("realm=mill", 'realm="Login Required"').replace(
    "cookie token is empty", "Request does not contain an access token"
)
CALL = "> GET https://mills.example/sacks\n"


@pytest.mark.parametrize(("reply", "word"), [(GIN, "Bearer"), (FLASK, "JWT")])
def test_a_product_reads_its_own_word_whatever_its_challenge_is_called(attempt, reply, word):
    assert wanted_form(Trace(attempt(CALL + reply)).case(0)).word == word


def test_a_word_that_the_product_reads_is_no_other_scheme(attempt):
    text = f"{CALL}> Authorization: Bearer {jwt()}\n{GIN}"
    slugs = [one.slug for one in diagnose(attempt(text)).findings]
    assert "other-scheme-wanted" not in slugs
    other = text.replace("realm=mill", 'realm="mill"')
    assert "other-scheme-wanted" in [one.slug for one in diagnose(attempt(other)).findings]


ETCD = '{"code":16, "message":"etcdserver: %s"}'


@pytest.mark.parametrize(
    ("sent", "words", "first"),
    [
        (f"> Authorization: Bearer {KEY}\n", "invalid auth token", "key-sent-in-another-way"),
        (f"> Authorization: {KEY}\n", "invalid auth token", "token-not-accepted"),
        ("", "user name is empty", "no-credentials-sent"),
    ],
)
def test_a_product_that_reads_a_token_without_a_word(attempt, sent, words, first):
    told = f"< 401 Unauthorized\n< Content-Type: application/json\n<< {ETCD % words}"
    asked = attempt(f"{CALL}{sent}{told}")
    assert wanted_form(Trace(asked).case(0)).word == ""
    assert diagnose(asked).findings[0].slug == first


def test_a_product_that_compares_letters(attempt):
    first = diagnose(attempt(f"{CALL}> Authorization: bearer {jwt()}\n{GIN}")).findings[0]
    assert first.slug == "scheme-word-in-small-letters"


# ---------------- A header of which only the letters are odd
BAD = '< 400 Bad Request\n< Content-Type: application/json\n<< {{"error": "invalid_request", "error_description": "{}"}}'
OF_THE_HEADER = "Invalid request: malformed authorization header"


@pytest.mark.parametrize(
    ("sent", "words", "told"),
    [
        (f"bearer {KEY}", OF_THE_HEADER, True),
        (f"Bearer {KEY}", OF_THE_HEADER, False),
        (f"bearer {KEY} {KEY}", OF_THE_HEADER, False),
        (f"bearer {KEY}", "The access token is malformed", False),
    ],
)
def test_small_letters_are_what_is_wrong_with_a_header(attempt, sent, words, told):
    text = f"{CALL}> Authorization: {sent}\n{BAD.format(words)}"
    found = diagnose(attempt(text)).findings
    assert (bool(found) and found[0].slug == "scheme-word-in-small-letters") == told


# ---------------- A code that names a lack is more than a general resemblance
def test_a_token_that_a_code_calls_missing_was_not_looked_at(attempt):
    told = '< 401 Unauthorized\n< Content-Type: application/json\n<< {"message": "Token Error", "error_type": "MissingTokenError"}'
    first = diagnose(attempt(f"{CALL}> Cookie: access_token={jwt()}\n{told}")).findings[0]
    assert (first.slug, first.cause) == ("credential-not-recognised", "missing-credentials")


def test_a_machine_that_nobody_has_let_in_yet_is_shut_out(attempt):
    text = '> POST https://mills.example/v1/watchers/login\n> Content-Type: application/json\n>> {"machine_id": "bob", "password": "plum-42"}\n< 401 Unauthorized\n< WWW-Authenticate: JWT realm=Crowdsec API local\n< Content-Type: application/json\n<< {"code": 401, "message": "machine bob not validated"}'
    assert diagnose(attempt(text)).findings[0].cause == "account-locked"


@pytest.mark.parametrize(
    ("sent", "slug"),
    [
        (f"Token {KEY}", "other-scheme-wanted"),
        (f"JWT {KEY}", "other-scheme-wanted"),
        (f"Bearer {KEY}", "credential-malformed"),
    ],
)
def test_a_header_that_is_called_malformed_may_begin_with_another_word(attempt, sent, slug):
    told = BAD.format(OF_THE_HEADER).replace("400 Bad Request", "401 Unauthorized")
    first = diagnose(attempt(f"{CALL}> Authorization: {sent}\n{told}")).findings[0]
    assert first.slug == slug
    assert (first.fixes[0].id == "switch-word") == (slug == "other-scheme-wanted")


def test_a_word_that_the_reply_offers_is_not_doubted(attempt):
    told = BAD.format(OF_THE_HEADER).replace("400 Bad Request", "401 Unauthorized")
    offered = told.replace("\n", "\n< WWW-Authenticate: Token\n", 1)
    first = diagnose(attempt(f"{CALL}> Authorization: Token {KEY}\n{offered}")).findings[0]
    assert first.slug == "credential-malformed"
