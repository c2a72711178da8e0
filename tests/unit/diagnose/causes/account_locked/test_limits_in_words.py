"""A limit of requests that 401 or 403 tells in words alone."""

import pytest

from inspector.diagnose import diagnose

NOTE = """> POST https://notes.example/new?uri=%2Fone%2F
> Content-Type: application/json
>> {{"text": "A good read"}}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}"""


def _slugs(attempt, words, status="403 Forbidden"):
    text = NOTE.format(words=words, status=status)
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize(
    "words",
    [
        "403 Forbidden: 10.0.0.0: ratelimit exceeded (1, 2, 3)",
        "Rate limit exceeded",
        "You have exceeded our API rate limit",
        "The rate limit has been reached, wait a minute",
    ],
)
def test_it_is_no_missing_credential(attempt, words):
    assert _slugs(attempt, words)[0] == "rate-limited"


@pytest.mark.parametrize(
    "words",
    ["Log in to have a higher rate limit", "Authentication required, see the docs on rate limits"],
)
def test_a_limit_that_is_only_named(attempt, words):
    assert "rate-limited" not in _slugs(attempt, words, "401 Unauthorized")


@pytest.mark.parametrize(
    ("more", "found"),
    [("Retry-After: 2", True), ("X-RateLimit-Remaining: 0", True), ("Vary: Accept", False)],
)
def test_a_503_that_counts_says_so_twice(attempt, more, found):
    status = f"503 Service Unavailable\n< {more}"
    slugs = _slugs(attempt, "Your requests are exceeding the allowable rate limit", status)
    assert (slugs[:1] == ["rate-limited"]) is found
