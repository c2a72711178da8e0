"""The header or parameter that a reply asks for by name."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.callers.unread_tokens import looks_elsewhere
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.named_places import named_place, second_part
from inspector.model.finding import Cause


def found(attempt, words, sent="Authorization: Bearer abcdefgh12345678"):
    text = f"> GET https://a.test/\n> {sent}\n< 401 No\n< Content-Type: text/plain\n<< {words}"
    told = named_place(Trace(attempt(text)).case(0))
    return told[0] if told else ""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Missing X-API-Key header", "X-API-Key"),
        ("No `apikey` request header was found", "apikey"),
        ("You must supply the 'access_token' query parameter.", "access_token"),
        ("Required header: X-Auth-Token", "X-Auth-Token"),
        ("Client-Id header required", "Client-Id"),
        ("The X-API-Key header is invalid", ""),
        ("Missing Content-Type header", ""),
        ("Missing X-CSRF-Token header", ""),
        ("Missing Authorization header", ""),
        ("The token header is missing", ""),
        ("Nothing to see", ""),
    ],
)
def test_named_place(attempt, words, name):
    assert found(attempt, words) == name


def test_a_name_that_was_sent_is_not_wanted(attempt):
    assert found(attempt, "Missing X-API-Key header", "x_api_key: abcdefgh12345678") == ""


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("X-Functions-Key header is required", "Authorization: Basic YTphYmNkZWZnaA=="),
        ("Missing Authorization header", "X-Api-Key: abcdefgh12345678"),
        ("Please provide the api_key parameter", "Authorization: Token abcdefgh12345678"),
    ],
)
def test_the_key_stands_elsewhere(attempt, words, sent):
    text = f'> GET https://a.test/\n> {sent}\n< 401 No\n<< {{"message": "{words}"}}'
    first = diagnose(attempt(text)).findings[0]
    assert (first.cause, first.slug) == (Cause.MISSING_CREDENTIALS, "key-in-wrong-place")


@pytest.mark.parametrize(
    ("challenge", "cause", "slug"),
    [
        # Who challenges reads Authorization, and met another scheme there.
        ('< WWW-Authenticate: Basic realm="a"\n', "scheme-mismatch", "key-sent-in-another-way"),
        # Who names a header of its own alone has found nothing.
        ("", "missing-credentials", "key-in-wrong-place"),
    ],
)
def test_a_key_behind_bearer_where_the_reply_names_a_header(attempt, challenge, cause, slug):
    sent, words = "Authorization: Bearer abcdefgh12345678", "X-Functions-Key header is required"
    text = f'> GET https://a.test/\n> {sent}\n< 401 No\n{challenge}<< {{"message": "{words}"}}'
    first = diagnose(attempt(text)).findings[0]
    assert (first.cause, first.slug) == (cause, slug)


@pytest.mark.parametrize(
    ("words", "sent", "part"),
    [
        ("Client ID is missing", "Authorization: Bearer abcdefgh12345678", "client id"),
        ("Must provide an app ID", "Authorization: Bearer abcdefgh12345678", "app id"),
        ("Must provide a subscription key", "Authorization: Bearer abcd1234", "subscription key"),
        ("Developer token not found", "Authorization: Bearer abcd1234", "developer token"),
        ("Client ID is missing", "Client-Id: abcdefgh12345678", ""),
        ("Client ID is invalid", "Authorization: Bearer abcdefgh12345678", ""),
    ],
)
def test_a_second_part_that_is_missing(attempt, words, sent, part):
    text = f"> GET https://a.test/\n> {sent}\n< 401 No\n< Content-Type: text/plain\n<< {words}"
    told = second_part(Trace(attempt(text)).case(0))
    assert (told[0] if told else "") == part
    slugs = {one.slug for one in diagnose(attempt(text)).findings}
    assert ("second-part-missing" in slugs) is bool(part)


@pytest.mark.parametrize(
    ("words", "sent", "elsewhere"),
    [
        ("query token is empty", "Authorization: Bearer abcdefgh12345678", True),
        ("no apikey in the query", "X-Api-Key: abcdefgh12345678", True),
        ("no token in cookie", "Authorization: Bearer abcdefgh12345678", True),
        ("no token in the form", "Cookie: session=abcdefgh12345678", False),
        ("the request has no token", "Authorization: Bearer abcdefgh12345678", False),
        ("the query is empty", "Authorization: Bearer abcdefgh12345678", False),
    ],
)
def test_it_is_looked_for_in_another_place_than_the_header(attempt, words, sent, elsewhere):
    text = f'> GET https://a.test/\n> {sent}\n< 401 No\n<< {{"message": "{words}"}}'
    assert looks_elsewhere(Trace(attempt(text)).case(0)) is elsewhere
