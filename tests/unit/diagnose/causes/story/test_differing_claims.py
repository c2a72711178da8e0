"""Two tokens of one owner for the same call, one taken and one refused: what differs tells."""

import base64
import json

import pytest

from inspector.diagnose.causes.story.differing_claims import another_use, one_claim_differs
from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace

CALL = """> GET https://grow.example/api/{path}
> Authorization: Bearer {token}
< {status}
< Date: Tue, 14 Nov 2023 10:00:00 GMT
< Content-Type: application/json
<< {told}"""
_NOW = 1699956000
GOOD = {
    "iss": "https://id.grow.example/realms/a",
    "sub": "ann-7",
    "aud": "grow",
    "scope": "beds:read beds:write",
    "exp": _NOW + 300,
}


def _token(head=None, **claims):
    parts = ({"alg": "RS256", "kid": "k1", **(head or {})}, {**GOOD, **claims})
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts)
    return ".".join(part.rstrip("=") for part in coded) + ".c2ln"


def _attempt(attempt, token, path="beds", words="no", status="401 Unauthorized", other=None):
    taken = other or _token(jti="1")
    good = CALL.format(path=path, token=taken, status="200 OK", told='{"beds": [4]}')
    told = json.dumps({"message": words})
    bad = CALL.format(path="beds", token=token, status=status, told=told)
    return attempt(f"{good}\n---\n{bad}")


@pytest.mark.parametrize(
    ("token", "slug"),
    [
        (_token(iss="http://localhost:8080/realms/a"), "issuer-not-trusted"),
        (_token({"kid": "k9"}, iss="http://localhost:8080/realms/a"), "issuer-not-trusted"),
        (_token(aud="account"), "audience-mismatch"),
        (_token(aud=""), "audience-mismatch"),
        (_token(aud="grow-web", token_use="id"), "id-token-used"),
        (_token({"alg": "HS256"}), "token-algorithm-not-accepted"),
        (_token({"kid": "k9"}), "signing-key-unknown"),
        (_token(scope="beds:read"), "scope-missing"),
    ],
)
def test_the_one_thing_that_differs(attempt, token, slug):
    assert diagnose(_attempt(attempt, token)).findings[0].slug == slug


@pytest.mark.parametrize(
    ("token", "other", "said"),
    [
        (_token({"kid": ""}), None, ["There kid is k1.", "Here kid is missing."]),
        (_token({"kid": "k9"}), _token({"kid": ""}, jti="1"), ["There kid is missing.", "Here kid is k9."]),
    ],
)  # fmt: skip
def test_a_claim_that_one_of_them_lacks_is_called_missing(attempt, token, other, said):
    (found,) = one_claim_differs(Trace(_attempt(attempt, token, other=other)).case(1))
    assert [one.statement for one in found.evidence[1:3]] == said


def test_another_tenant(attempt):
    mine, theirs = _token(tid="t-2"), _token(tid="t-1", jti="1")
    assert diagnose(_attempt(attempt, mine, other=theirs)).findings[0].slug == "wrong-tenant"
    assert "wrong-tenant" not in {
        one.slug for one in diagnose(_attempt(attempt, _token(tid="t-1"), other=theirs)).findings
    }


@pytest.mark.parametrize(
    ("token", "more"),
    [
        # Of somebody else, of two differences, for another call, and over by its own claim.
        (_token(sub="bob-9", iss="http://localhost/realms/a"), {}),
        (_token(aud="account", iss="http://localhost/realms/a"), {}),
        (_token(iss="http://localhost:8080/realms/a"), {"path": "rain"}),
        (_token(iss="http://localhost:8080/realms/a", exp=_NOW - 60), {}),
        (_token(iss="http://id.grow.example/realms/a"), {"words": "This token was revoked"}),
    ],
)
def test_more_or_something_else_differs(attempt, token, more):
    case = Trace(_attempt(attempt, token, **more)).case(1)
    assert list(one_claim_differs(case)) == []


# ---------------- What a token says it is for
@pytest.mark.parametrize(
    ("name", "mine", "theirs"),
    [
        ("typ", "AuthenticationToken", "ContextToken"),
        ("token_use", "id", "access"),
        ("tokenType", "mfa_pending", "access"),
        ("kind", "pre-auth", "session"),
    ],
)
def test_a_token_for_another_step(attempt, name, mine, theirs):
    trace = Trace(
        _attempt(
            attempt,
            _token(**{name: mine}),
            status="403 Forbidden",
            other=_token(**{name: theirs}, jti="1"),
        )
    )
    (found,) = another_use(trace.case(1))
    assert found.slug == "token-of-another-use"
    assert [one.statement for one in found.evidence[1:3]] == [
        f"There {name} is {theirs}.",
        f"Here {name} is {mine}.",
    ]


def test_it_comes_before_a_right_that_the_token_has_elsewhere(attempt):
    mine, theirs = _token(typ="AuthenticationToken"), _token(typ="ContextToken", jti="1")
    state = CALL.format(path="auth/7", token=mine, status="200 OK", told='{"redeemed": false}')
    calls = [
        CALL.format(path="beds", token=theirs, status="200 OK", told='{"beds": [4]}'),
        CALL.format(path="beds", token=mine, status="403 Forbidden", told=""),
    ]
    text = "\n---\n".join((state, *calls))
    assert diagnose(attempt(text)).findings[0].slug == "token-of-another-use"


@pytest.mark.parametrize(
    ("token", "other", "more"),
    [
        # Who it is for is no use; of another issuer; the same use; for another call; not named.
        (_token(type="customer"), _token(type="admin", jti="1"), {}),
        (_token(typ="a", iss="https://b.example"), _token(typ="b", jti="1"), {}),
        (_token(typ="access"), _token(typ="access", jti="1"), {}),
        (_token(typ="a"), _token(typ="b", jti="1"), {"path": "rain"}),
        (_token(typ="a"), _token(jti="1"), {}),
        (_token(typ="JWT"), _token(typ="access", jti="1"), {}),
        (_token(typ="a", exp=_NOW - 60), _token(typ="b", jti="1"), {}),
    ],
)
def test_what_it_is_for_says_nothing(attempt, token, other, more):
    case = Trace(_attempt(attempt, token, other=other, **more)).case(1)
    assert list(another_use(case)) == []


def test_of_two_tokens_for_clients_the_audience_tells(attempt):
    mine = _token(aud="grow-web", token_use="id")
    theirs = _token(aud="grow-app", token_use="id", jti="1")
    (found,) = one_claim_differs(Trace(_attempt(attempt, mine, other=theirs)).case(1))
    assert found.slug == "audience-mismatch"
