"""A token's times against a clock, with leeway."""

import pytest

from inspector.annotate.tokens.expected import Expected
from tests.unit.annotate.tokens.test_checks import AT, found


@pytest.mark.parametrize(
    ("claims", "expected", "level", "words"),
    [
        ({"exp": AT + 60}, {}, "good", "1 min left"),
        ({"exp": AT - 30}, {}, "odd", "within the leeway"),
        ({"exp": AT - 60}, {}, "bad", "Expired 1 min"),
        ({"exp": AT - 30}, {"leeway": 0}, "bad", "Expired 30 s"),
        ({"exp": "soon"}, {}, "bad", "Not a number"),
        ({"exp": 253402300799}, {}, "good", " years left"),
        ({"nbf": -62135596800}, {}, "good", "In the past"),
        ({"nbf": AT + 61}, {}, "bad", "Not valid for another"),
        ({"nbf": AT + 60}, {}, "good", "In the past"),
        ({"nbf": []}, {}, "bad", "Not a number"),
        ({"iat": AT + 3600}, {}, "bad", "in the future"),
        ({"iat": None}, {}, "odd", "Not a number"),
    ],
)  # fmt: skip
def test_each_claim(claims, expected, level, words):
    (name,) = claims
    (one,) = (one for one in found(claims, Expected(**expected)) if one.name == name)
    assert (one.part, one.level) == ("payload", level)
    assert words in one.text
    assert bool(one.todo) == (level == "bad")


@pytest.mark.parametrize("name", ["iat", "nbf"])
def test_a_long_life_is_odd(name):
    texts = [one.text for one in found({name: AT - 10, "exp": AT + 999_999}) if one.name == name]
    assert any("longer than a day" in text for text in texts)
    assert not any("longer" in one.text for one in found({name: AT, "exp": AT + 3600}))
