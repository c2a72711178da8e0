"""A login provider that calls itself otherwise in its description than its tokens do."""

import json

import pytest
from joserfc import jwk

from inspector.diagnose.causes.story.differing_claims import issuer_described_otherwise
from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.protocol.tokens.signing import signed

DESCRIBED = """> GET https://id.test/.well-known/openid-configuration
< 200 OK
< Content-Type: application/json
<< {body}"""
KEYS = """> GET https://id.test/keys
< 200 OK
< Content-Type: application/json
<< {body}"""
CALL = """> POST https://api.test/jobs
> Authorization: Bearer {token}
< {status}
< Date: Tue, 14 Nov 2023 09:00:00 GMT
<< {body}"""
NO = '{"message": "Authentication failed"}'
ENDS = 1699956000  # three hours later


@pytest.fixture(scope="module")
def keys():
    return [jwk.ECKey.generate_key("P-256", {"kid": name}) for name in ("one", "two")]


def _described(issuer, **more):
    told = {"issuer": issuer, "jwks_uri": "https://id.test/keys", **more}
    return DESCRIBED.format(body=json.dumps(told))


def _set(*keys):
    return KEYS.format(body=json.dumps({"keys": [one.as_dict(private=False) for one in keys]}))


def _call(key, iss, *, status="401 Unauthorized", body=NO, ends=ENDS):
    claims = {"iss": iss, "sub": "ann", "exp": ends}
    private = json.dumps(key.as_dict(private=True))
    token = signed({"alg": "ES256", "kid": key.kid}, claims, private)
    return CALL.format(token=token, status=status, body=body)


def _found(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


BARE, SLASH = "https://id.test", "https://id.test/"


@pytest.mark.parametrize(
    ("iss", "named", "word"),
    [
        (BARE, SLASH, "very-likely"),
        (SLASH, BARE, "very-likely"),
        ("http://id.test", BARE, "very-likely"),
        ("https://ID.test:443", BARE, "very-likely"),
        ("http://localhost:8080/realms/a", "https://id.test/realms/a", "possible"),
    ],
)
def test_the_keys_fit_and_the_names_differ(attempt, keys, iss, named, word):
    found = _found(attempt, _described(named), _set(*keys), _call(keys[0], iss))
    first = found[0]
    assert (first.slug, first.certainty) == ("issuer-not-trusted", word)
    assert named in first.explanation
    assert any("fit the token" in one.statement for one in first.evidence)


def test_where_nobody_asked_for_the_keys(attempt, keys):
    first = _found(attempt, _described(SLASH), _call(keys[0], BARE))[0]
    assert (first.slug, first.certainty) == ("issuer-not-trusted", "possible")


@pytest.mark.parametrize(
    ("named", "known", "call"),
    [
        (BARE, (0, 1), {}),  # they are the same
        (SLASH, (1,), {}),  # another's keys
        ("https://other.test", (), {}),  # another provider
        (SLASH, (0, 1), {"ends": 1699945200}),  # it is over
        (SLASH, (0, 1), {"status": "403 Forbidden", "body": "{}"}),
        (SLASH, (0, 1), {"body": '{"message": "audience not allowed"}'}),
        (SLASH, (0, 1), {"status": "200 OK", "body": "{}"}),
    ],
)
def test_what_shows_nothing(attempt, keys, named, known, call):
    listed = [_set(*(keys[n] for n in known))] if known else []
    parts = [_described(named), *listed, _call(keys[0], BARE, **call)]
    case = Trace(attempt("\n---\n".join(parts))).case(len(parts) - 1)
    assert list(issuer_described_otherwise(case)) == []


def test_where_the_host_takes_tokens_of_that_issuer(attempt, keys):
    taken = _call(keys[0], BARE, status="200 OK", body="{}").replace("/jobs", "/stock")
    found = _found(attempt, _described(SLASH), _set(*keys), taken, _call(keys[1], BARE))
    assert "issuer-not-trusted" not in [one.slug for one in found]


def test_a_description_with_room_for_a_tenant(attempt, keys):
    found = _found(
        attempt, _described("https://id.test/{tenant}"), _set(*keys), _call(keys[0], BARE)
    )
    assert "issuer-not-trusted" not in [one.slug for one in found]
