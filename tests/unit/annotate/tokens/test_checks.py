"""Every check of a token's members."""

import base64
import json
from datetime import UTC, datetime

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.checks import checked, checks, closing
from inspector.annotate.tokens.expected import Expected
from inspector.protocol import jose

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AT = 1767225600


def token_of(claims, **header):
    parts = [
        base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")
        for one in ({"alg": "RS256", **header}, claims)
    ]
    return ".".join([*parts, "c2lnbmF0dXJl"])


def found(claims, expected=None, **header):
    return checks(jose.read(token_of(claims, **header)), expected or Expected(), NOW)


@pytest.mark.parametrize(
    ("claims", "expected", "level", "words"),
    [
        ({"exp": AT + 60}, {}, "good", "Valid for another 1 min"),
        ({"exp": AT - 30}, {}, "odd", "within the leeway"),
        ({"exp": AT - 60}, {}, "bad", "Expired 1 min 0 s"),
        ({"exp": AT - 30}, {"leeway": 0}, "bad", "Expired 30 s"),
        ({"exp": "soon"}, {}, "bad", "Not a number"),
        ({"exp": 253402300799}, {}, "good", "Valid for another"),
        ({"nbf": -62135596800}, {}, "good", "In the past"),
        ({"nbf": AT + 61}, {}, "bad", "Not valid for another"),
        ({"nbf": AT + 60}, {}, "good", "In the past"),
        ({"nbf": []}, {}, "bad", "Not a number"),
        ({"iat": AT + 3600}, {}, "bad", "in the future"),
        ({"iat": None}, {}, "odd", "Not a number"),
        ({"aud": "a"}, {"audience": "a"}, "good", "Matches this API"),
        ({"aud": ["b", "a"]}, {"audience": "a"}, "good", "Matches this API"),
        ({"aud": "a/"}, {"audience": "a"}, "bad", "slash"),
        ({"aud": {}}, {"audience": "a"}, "bad", "Not for a"),
        ({"iss": "a"}, {"issuer": "a"}, "good", "Matches"),
        ({"iss": "a/"}, {"issuer": "a"}, "bad", "slash"),
        ({"iss": 7}, {"issuer": "a"}, "bad", "Not a"),
        ({"scope": "r w"}, {"scope": "w"}, "good", "Has w"),
        ({"scp": ["r"]}, {"scope": "r w"}, "bad", "Lacks w"),
        ({"scope": 7}, {"scope": "r"}, "bad", "Lacks r"),
        ({"scope": {}}, {"scope": "r"}, "bad", "Lacks r"),
        ({"azp": "me"}, {"client": "me"}, "good", "Your client"),
        ({"client_id": "x"}, {"client": "me"}, "bad", "another client"),
        ({"cnf": {"jkt": "a"}}, {}, "odd", "DPoP"),
        ({"cnf": {"x5t#S256": "a"}}, {}, "odd", "certificate"),
        ({"cnf": 7}, {}, "odd", "prove to hold"),
        ({"email": "a@b"}, {}, "odd", "Personal data"),
        ({"nonce": "n"}, {"nonce": "n"}, "good", "Matches the login"),
        ({"nonce": "m"}, {"nonce": "n"}, "bad", "Of another login"),
        ({"at_hash": "77QmUPtjPfzWtF2AnpK9RQ"},
         {"access_token": "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"}, "good", "Fits"),
        ({"at_hash": "x"}, {"access_token": "a"}, "bad", "Does not fit the access token"),
        ({"c_hash": ["x"]}, {"code": "a"}, "bad", "Does not fit the code"),
    ],
)  # fmt: skip
def test_each_claim(claims, expected, level, words):
    (name,) = claims
    (one,) = (one for one in found(claims, Expected(**expected)) if one.name == name)
    assert (one.part, one.level) == ("payload", level)
    assert words in one.text
    assert bool(one.todo) == (level == "bad")


@pytest.mark.parametrize(
    ("header", "level", "words"),
    [
        ({"alg": "none"}, "bad", "Not signed"),
        ({"typ": "at+jwt"}, "good", "RFC 9068"),
        ({"typ": "application/DPoP+jwt"}, "bad", "Not an access token"),
        ({"crit": ["a", "b"]}, "odd", "2 members"),
        ({"crit": 7}, "odd", "1 member"),
    ],
)
def test_each_member_of_the_header(header, level, words):
    (one,) = found({}, **header)
    assert (one.part, one.level) == ("header", level)
    assert words in one.text


def test_a_long_life_is_seen_beside_a_good_time():
    text = token_of({"iat": AT - 10, "exp": AT + 999_999})
    shown = checked(decode(text, NOW), checks(jose.read(text), Expected(), NOW))
    row = next(row for part in shown.parts for row in part.rows if row.name == "iat")
    assert (row.level, "longer than a day" in row.note) == ("odd", True)


def test_the_closing_line():
    assert closing(found({"exp": AT + 9})).startswith("No check fails")
    assert closing(found({"exp": AT - 99})).startswith("Only exp fails. Renewing")
    both = found({"exp": AT - 99, "aud": "x"}, Expected(audience="a"))
    assert closing(both).startswith("exp, aud fail.")


def test_a_payload_without_claims():
    assert checks(jose.read("eyJhbGciOiJIUzI1NiJ9.AAAA.AAAA"), Expected(), NOW) == ()
