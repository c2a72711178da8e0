"""SD-JWTs: disclosures, digests, the holder's proof."""

import base64
import hashlib
import json

import pytest

from inspector.protocol.tokens import sd_jwt


def _encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _digest(text, algorithm="sha256"):
    made = hashlib.new(algorithm, text.encode()).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _token(claims):
    return f"{_encoded({'alg': 'ES256'})}.{_encoded(claims)}.c2ln"


def test_disclosures_inside_disclosures():
    inner = _encoded(["s", "city", "Ulm"])
    outer = _encoded(["s", "address", {"_sd": [_digest(inner)], "country": "DE"}])
    element = _encoded(["s", "FR"])
    claims = {"_sd": [_digest(outer), "decoy"], "nations": [{"...": _digest(element)}, "DE"]}
    text = f"{_token(claims)}~{outer}~{inner}~{element}~"
    found = sd_jwt.read(text)
    assert found.claims == {
        "nations": ["FR", "DE"],
        "address": {"city": "Ulm", "country": "DE"},
    }
    assert [one.is_used for one in found.disclosures] == [True] * 3
    assert (found.hidden, found.repeated, found.proof) == (1, 0, None)
    assert [text[a:b] for a, b in (one.span for one in found.disclosures)] == [
        outer,
        inner,
        element,
    ]
    assert repr(found) == "SdJwt(disclosures=3)"


def test_another_hash():
    one = _encoded(["s", "a", 1])
    found = sd_jwt.read(f"{_token({'_sd': [_digest(one, 'sha512')], '_sd_alg': 'sha-512'})}~{one}~")
    assert found.claims == {"a": 1}
    assert found.is_known_algorithm
    assert not sd_jwt.read(f"{_token({'_sd_alg': 'md5'})}~").is_known_algorithm


def test_a_digest_that_stands_twice_is_taken_once():
    one = _encoded(["s", "a", 1])
    digest = _digest(one)
    found = sd_jwt.read(f"{_token({'_sd': [digest, digest]})}~{one}~")
    assert (found.claims, found.repeated) == ({"a": 1}, 1)


def test_a_disclosure_can_not_replace_a_claim():
    one = _encoded(["s", "iss", "evil"])
    found = sd_jwt.read(f"{_token({'iss': 'good', '_sd': [_digest(one)]})}~{one}~")
    assert found.claims == {"iss": "good"}


def test_a_disclosure_that_holds_itself_ends():
    """No digest can stand in its own text; a chain of a thousand ends all the same."""
    chain, text = [], _encoded(["s", "end", 1])
    for _ in range(300):
        chain.append(text)
        text = _encoded(["s", "next", {"_sd": [_digest(text)]}])
    found = sd_jwt.read(f"{_token({'_sd': [_digest(text)]})}~{text}~{'~'.join(chain)}~")
    assert "next" in found.claims


@pytest.mark.parametrize(
    "piece", ["", "%%", "AA", _encoded({}), _encoded(["s"]), _encoded(["s", 1, 2])]
)
def test_damaged_disclosures(piece):
    found = sd_jwt.read(f"{_token({})}~{piece}~")
    assert [one.is_read for one in found.disclosures] == [False]


@pytest.mark.parametrize("text", ["", "~", "a~b", _token({}), "a.b.c~d~"])
def test_what_is_none(text):
    assert sd_jwt.read(text) is None
