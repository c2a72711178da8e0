"""What ties an ID token to one login."""

import pytest

from inspector.annotate.tokens.expected import Expected
from tests.unit.annotate.tokens.test_checks import found


@pytest.mark.parametrize(
    ("claims", "expected", "level", "words"),
    [
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
