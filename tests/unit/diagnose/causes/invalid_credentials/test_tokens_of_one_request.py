"""Tokens that are made for one request name it in a claim, which the server compares."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of
from tests.unit.diagnose.rare_findings import jwt

SLUG = "token-of-another-request"
TAKEN = "< 200 OK\n<< []"
REFUSED = "< 401 Unauthorized\n<< Unauthorized"


def _call(target, got, name="uri", method="GET", **claims):
    claims = {"iss": "keys", "sub": "k-1", name: claims.pop("said"), **claims}
    token = jwt(claims, signature=f"{abs(hash(str(claims))):043d}"[:43])
    return f"> {method} https://api.acme.test{target}\n> Authorization: Bearer {token}\n{got}"


def _first(*parts):
    return diagnose(attempt_of("\n---\n".join(parts))).findings[0]


def _given(target="/v2/orders", **more):
    return _call(target, TAKEN, said=f"GET api.acme.test{target.partition('?')[0]}", **more)


def test_the_query_stands_in_the_claim_of_the_refused_one_alone():
    target = "/v2/orders?limit=25&after=77c1"
    found = _first(_given(), _call(target, REFUSED, said=f"GET api.acme.test{target}"))
    assert (found.slug, found.cause) == (SLUG, "invalid-credentials")
    assert "77c1" not in str(found.evidence[0])


def test_a_token_that_was_sent_once_more_for_another_request():
    again = _call("/v2/users", REFUSED, said="GET api.acme.test/v2/orders")
    assert _first(_given(), again).slug == SLUG
    assert _first(again).slug == SLUG


def test_another_method():
    found = _first(
        _given(), _call("/v2/orders", REFUSED, said="GET api.acme.test/v2/orders", method="POST")
    )
    assert found.slug == SLUG


def test_a_path_alone_that_follows_the_request_in_accepted_ones():
    one, two = (_call(at, TAKEN, name="path", said=at) for at in ("/v2/orders", "/v2/users"))
    assert _first(one, two, _call("/v2/keys", REFUSED, name="path", said="/v2/users")).slug == SLUG


@pytest.mark.parametrize("name", ["uri", "aud", "scope_path"])
def test_a_claim_that_names_what_was_asked_tells_nothing(name):
    fits = _call("/v2/orders/7", REFUSED, name=name, said="GET api.acme.test/v2/orders/7")
    assert _first(_given(name=name), fits).slug != SLUG


def test_an_address_in_a_claim_that_does_not_follow_the_requests():
    home = "https://api.acme.test/v2"
    given = (_call(at, TAKEN, name="home", said=home) for at in ("/v2", "/v2/users"))
    assert _first(*given, _call("/v2/keys", REFUSED, name="home", said=home)).slug != SLUG


def test_a_proxy_may_put_the_beginning_of_the_path_before_it():
    behind = _call("/gateway/v2/orders", REFUSED, said="GET api.acme.test/v2/orders")
    assert _first(behind).slug != SLUG


def test_accepted_ones_hold_the_query_as_well():
    given = _call("/v2/orders?a=1", TAKEN, said="GET api.acme.test/v2/orders?a=1")
    fits = _call("/v2/orders?a=2", REFUSED, said="GET api.acme.test/v2/orders?a=2")
    assert _first(given, fits).slug != SLUG
    lacks = _call("/v2/orders?a=2", REFUSED, said="GET api.acme.test/v2/orders")
    assert _first(given, lacks).slug == SLUG


def test_words_before_an_address_are_no_region():
    assert (
        _first(_given(), _call("/v2/x", REFUSED, said="GET api.acme.test/v2/x")).slug
        != "wrong-region"
    )
