"""Whom a token is of and for, against what is expected."""

import pytest

from inspector.annotate.tokens.expected import Expected
from tests.unit.annotate.tokens.test_checks import found


@pytest.mark.parametrize(
    ("claims", "expected", "level", "words"),
    [
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
        ({"iss": "a"}, {"issuer": "a", "discovered": "a"}, "good", "Matches discovery"),
    ],
)  # fmt: skip
def test_each_claim(claims, expected, level, words):
    (name,) = claims
    (one,) = (one for one in found(claims, Expected(**expected)) if one.name == name)
    assert (one.part, one.level) == ("payload", level)
    assert words in one.text
    assert bool(one.todo) == (level == "bad")


@pytest.mark.parametrize(
    ("aud", "levels"),
    [
        ("https://other.example/v1", ["odd"]),
        (["https://a.example", "https://other.example"], ["odd"]),
        (["https://other.example", "https://api.example/v2"], []),
        ("orders", []),
        (["orders", "https://other.example"], []),
    ],
)
def test_without_an_expectation_the_called_host_counts(aud, levels):
    told = found({"aud": aud}, Expected(called="https://api.example/v1/orders"))
    assert [one.level for one in told if one.name == "aud"] == levels
    assert not [one for one in found({"aud": aud}, Expected()) if one.name == "aud"]
