"""A reply that writes out how Authorization looks is said where something else was sent."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

CALL = """> POST https://a.test/graphql{query}
{sent}< {status}
< Content-Type: application/json
<< {{"errors": [{{"message": "{words}"}}]}}"""
FORMAT = "Format is Authorization: Bearer [token]"
LOGIN, TOKEN = "Basic YWRhOnB3LTEyMzQ1", "abcdefgh12345678"


def found(sent, words=FORMAT, status="200 OK", query=""):
    line = f"> Authorization: {sent}\n" if sent else ""
    text = CALL.format(sent=line, words=words, status=status, query=query)
    return diagnose(attempt_of(text)).findings


@pytest.mark.parametrize(
    ("sent", "words", "slug", "fix"),
    [
        (LOGIN, FORMAT, "other-scheme-wanted", "switch-to-bearer"),
        (LOGIN, "expected 'Bearer <your-token>'", "other-scheme-wanted", "switch-to-bearer"),
        (TOKEN, FORMAT, "scheme-word-missing", "add-scheme-word"),
    ],
)
def test_another_word_is_wanted(sent, words, slug, fix):
    first = found(sent, words)[0]
    assert first.slug == slug
    assert "Bearer" in first.title
    assert fix in {one.id for one in first.fixes}
    assert found(sent, words, "401 Unauthorized")[0].cause == first.cause


@pytest.mark.parametrize("words", [FORMAT, "Authorization: missing", "the bearer token is wrong"])
def test_the_word_that_was_sent_is_no_other(words):
    slugs = {one.slug for one in found(f"Bearer {TOKEN}", words, "401 Unauthorized")}
    assert "scheme-word-missing" not in slugs


def test_a_token_in_the_address_is_at_the_wrong_place_where_the_words_say_so():
    words = "Invalid request: do not send bearer tokens in query URLs"
    first = found("", words, "400 Bad Request", f"?access_token={TOKEN}")[0]
    assert (first.slug, first.cause) == ("key-in-wrong-place", "missing-credentials")
    assert "access_token" in first.title


KEY = "AIzaMzaEbg9dVwKgLSOlAP5hJCAKqtlAXy4AycM"
MODELS = "> GET https://models.test/v1/models{query}\n{sent}< {status}\n{more}< Content-Type: text/plain\n<< x"


def test_what_the_very_same_call_was_given_with_is_good_whatever_was_said_of_it():
    """A challenge for Bearer asks for what was sent, and calls it no token; it is a key."""
    challenge = '< WWW-Authenticate: Bearer realm="accounts", error="invalid_token"\n'
    refused = MODELS.format(
        query="", sent=f"> Authorization: Bearer {KEY}\n", status="401 No", more=challenge
    )
    taken = MODELS.format(query=f"?key={KEY}", sent="", status="200 OK", more="")
    first = diagnose(attempt_of(f"{refused}\n---\n{taken}")).findings[0]
    assert (first.slug, first.cause) == ("key-sent-in-another-way", "scheme-mismatch")
