"""A token fetched anew says what the one before said: it is the same caller's, of the same maker."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.clocks.tokens_alike import is_alike
from tests.fixtures.experimenting import part
from tests.fixtures.short_texts import attempt_of

CLAIMS = {"iss": "https://login.example/", "aud": "https://cache.example", "sub": "ci"}
BARE = '< 401 Unauthorized\n< Content-Type: application/json\n<< {"message": "Unauthorized"}'
LACK = BARE.replace('"Unauthorized"', '"Authentication credentials were not provided."')
GIVEN = '< 200 OK\n< Content-Type: application/json\n<< {"orders": ["lamp"]}'
FRONT = "< Server: nginx/1.26.3\n< Content-Type"


def token(made, kid="k1", **claims):
    head = {"alg": "RS256", "kid": kid, "typ": "JWT"}
    said = {**CLAIMS, "iat": made, "exp": 1_900_000_000, **claims}
    return f"{part(head)}.{part(said)}.c2lnbmF0dXJlLW9mLSVz{made}"


OLDER, NEWER = token(1_790_000_000), token(1_790_000_300)


def get(sent, reply, port=8080, path="/v8/artifacts/7"):
    return f"> GET http://127.0.0.1:{port}{path}\n> Authorization: Bearer {sent}\n{reply}"


def found(*parts):
    return {one.slug: one for one in diagnose(attempt_of("\n---\n".join(parts))).findings}


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (NEWER, True),
        (OLDER, False),
        (token(1_790_000_300, kid="k2"), False),
        (token(1_790_000_300, aud="https://other.example"), False),
        (token(1_790_000_300, scope="cache:write"), False),
    ],
)
def test_what_is_alike(other, alike):
    trace = Trace(attempt_of(f"{get(OLDER, GIVEN)}\n---\n{get(other, GIVEN)}"))
    one, two = (trace.case(at).sent.main for at in (0, 1))
    assert is_alike(one, two) is alike


def test_an_audience_that_this_host_took_is_not_doubted():
    assert "audience-mismatch" in found(get(NEWER, BARE))
    for path in ("/v8/artifacts/7", "/v8/other"):
        got = found(get(OLDER, GIVEN, path=path), get(NEWER, BARE))
        assert not {"audience-mismatch", "issuer-not-trusted"} & got.keys()


def test_an_audience_that_another_host_took_is_doubted_here():
    other = get(OLDER, GIVEN).replace("127.0.0.1:8080", "shop.example")
    assert "audience-mismatch" in found(other, get(NEWER, BARE))


def test_what_the_program_took_by_itself_is_lost_at_the_server_in_front():
    direct = get(OLDER, GIVEN, port=8000)
    got = found(direct, get(NEWER, LACK.replace("< Content-Type", FRONT)))
    assert next(iter(got)) == "authorization-stripped"
    other = token(1_790_000_300, sub="eve")
    got = found(direct, get(other, LACK.replace("< Content-Type", FRONT)))
    assert next(iter(got)) != "authorization-stripped"


def test_what_is_called_wrong_came_through_the_server_in_front():
    wrong = BARE.replace('"Unauthorized"', '"Invalid token"').replace("< Content-Type", FRONT)
    got = found(get(OLDER, GIVEN, port=8000), get(NEWER, wrong))
    assert next(iter(got)) != "authorization-stripped"
