"""Practice tokens are real JWTs of both algorithms; a changed one is no token."""

import pytest

from inspector.mocklab.checks.practice_tokens import bearer, claims_in, claims_of, sign


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
def test_a_token_gives_its_claims_back_though_it_ended(bench, algorithm):
    claims = claims_of(bench, ends_in=-60)
    token = sign(claims, algorithm)
    assert claims_in(token) == claims
    assert claims["exp"] == bench.clock.seconds() - 60


def test_a_changed_token_is_none(bench):
    head, body, signature = sign(claims_of(bench, ends_in=60)).split(".")
    assert claims_in(f"{head}.{body}.{signature[::-1]}") is None
    assert claims_in("") is None
    assert claims_in("opaque") is None


def test_two_tokens_have_different_numbers(bench):
    assert claims_of(bench, ends_in=1)["jti"] != claims_of(bench, ends_in=1)["jti"]


def test_the_token_of_a_bearer_value():
    assert bearer("bearer abc ") == "abc"
    assert bearer("Basic abc") == ""
