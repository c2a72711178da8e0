"""How a token is used: its binding, an ID token in its place, personal data."""

import pytest

from inspector.annotate.tokens.expected import Expected
from tests.unit.annotate.tokens.test_checks import found


@pytest.mark.parametrize(
    ("claims", "expected", "level", "words"),
    [
        ({"cnf": {"jkt": "a"}}, {}, "odd", "DPoP"),
        ({"cnf": {"x5t#S256": "a"}}, {}, "odd", "certificate"),
        ({"cnf": 7}, {}, "odd", "prove to hold"),
        ({"email": "a@b"}, {}, "odd", "Personal data"),
        ({"preferred_username": "ada"}, {}, "odd", "Personal data"),
    ],
)  # fmt: skip
def test_each_claim(claims, expected, level, words):
    (name,) = claims
    (one,) = (one for one in found(claims, Expected(**expected)) if one.name == name)
    assert (one.part, one.level) == ("payload", level)
    assert words in one.text
    assert bool(one.todo) == (level == "bad")


@pytest.mark.parametrize(
    ("proof", "level", "words"),
    [
        (None, "odd", "needs a DPoP proof"),
        ("", "bad", "No DPoP proof"),
        ("a", "good", "Fits"),
        ("b", "bad", "another key"),
    ],
)
def test_a_binding_is_compared_with_the_proof(proof, level, words):
    (one,) = (x for x in found({"cnf": {"jkt": "a"}}, Expected(proof=proof)) if x.name == "cnf")
    assert (one.level, words in one.text) == (level, True)


def _remarks(claims, *, refused=True, use="access", **header):
    made = found(claims, Expected(use=use, refused=refused), **header)
    return [(one.name, one.level) for one in made if "ID token" in one.text]


def test_an_id_token_in_place_of_an_access_token():
    assert _remarks({"nonce": "n", "aud": "a"}) == [("nonce", "bad")]
    assert _remarks({"at_hash": "n"}, refused=False) == [("at_hash", "odd")]
    assert _remarks({"token_use": "id", "aud": "a"}) == [("token_use", "bad")]
    assert _remarks({"typ": "ID", "nonce": "n"}) == [("typ", "bad")]
    assert _remarks({"nonce": "n"}, use="") == []
    assert _remarks({"nonce": "n", "scope": "r"}) == []
    assert _remarks({"nonce": "n"}, typ="at+jwt") == []


@pytest.mark.parametrize("aud", ["ui", ["ui"]])
def test_an_id_token_is_known_by_the_client_that_it_was_made_for(aud):
    claims = {"azp": "ui", "aud": aud, "email": "ada@example.com"}
    (one,) = (one for one in found(claims, Expected(use="access")) if "ID token" in one.text)
    assert one.name == "azp"
    assert "Only" not in one.text  # an access token has azp and aud, too
    assert _remarks({**claims, "aud": ["ui", "api"]}) == []


def test_an_address_of_a_person_is_seen_under_any_name():
    texts = {one.name: one.text for one in found({"sub": "ada@example.com", "jti": "a@b"})}
    assert texts["sub"] == "Personal data"
    assert "jti" not in texts
