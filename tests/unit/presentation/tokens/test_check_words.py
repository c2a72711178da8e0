"""How the checks went, beside the fields and in the status bar."""

from datetime import timedelta

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.check import claim, header
from inspector.annotate.tokens.expected import Expected
from inspector.presentation.tokens.check_words import field_levels, lateness, remark_of
from inspector.presentation.tokens.token_rows import Counted
from tests.gui.token_samples import NOW, token

MOMENT = int(NOW.timestamp())


def test_each_expectation_has_the_worst_level_of_its_claims():
    found = [
        claim("aud", "", "good"),
        claim("scope", "", "good"),
        claim("scp", "", "bad", "todo"),
        claim("iss", "", "odd"),
        header("azp", "", "bad"),
    ]
    expected = Expected(audience="a", scope="s", client="c")
    assert field_levels(found, expected) == {"audience": "good", "scope": "bad"}


@pytest.mark.parametrize(
    ("claims", "leeway", "text", "level"),
    [
        ({"exp": MOMENT - 1649}, 60, "60 s allowed, the token is 27 min 29 s late", "bad"),
        ({"exp": MOMENT - 9}, 60, "60 s allowed, the token is 9 s late", "info"),
        ({"exp": MOMENT + 1200}, 0, "0 s allowed, 20 min left", "info"),
        ({"nbf": MOMENT + 90, "exp": MOMENT + 99}, 60,
         "60 s allowed, the token is 1 min 30 s early", "bad"),
        ({"exp": "x"}, 1000, "1,000 s allowed", "info"),
    ],
)  # fmt: skip
def test_the_leeway_is_set_against_the_time(claims, leeway, text, level):
    expected = Expected(server=NOW, leeway=leeway)
    late = lateness(decode(token(**claims)), expected, NOW + timedelta(days=1))
    assert tuple(late) == (text, level)


@pytest.mark.parametrize(
    ("counted", "icon", "text"),
    [
        (Counted(11, 10, 0, 1), "circle-x", "1 of 11 checks fails"),
        (Counted(11, 8, 1, 2), "circle-x", "2 of 11 checks fail"),
        (Counted(5, 4, 1, 0), "triangle-alert", "No check fails, 1 to look at"),
        (Counted(5, 5, 0, 0), "circle-check", "All 5 checks pass"),
    ],
)
def test_the_status_bar_says_the_worst(counted, icon, text):
    remark = remark_of(counted, proven=True)
    assert (remark.icon, remark.text) == (icon, text)


def test_checks_that_pass_without_the_signature_are_not_green():
    remark = remark_of(Counted(5, 5, 0, 0), proven=False)
    assert (remark.icon, remark.text) == (
        "triangle-alert",
        "All 5 checks pass, signature not checked",
    )


def test_a_token_that_is_damaged_as_a_whole_is_not_called_passing():
    remark = remark_of(Counted(1, 1, 0, 0), proven=False, trouble=True)
    assert (remark.icon, remark.text) == ("circle-x", "Token is wrong or damaged")
    failed = remark_of(Counted(8, 6, 1, 1), proven=False, trouble=True)
    assert failed.text == "1 of 8 checks fails"


def test_without_checks_it_says_nothing():
    assert remark_of(Counted(0, 0, 0, 0), proven=False) is None
