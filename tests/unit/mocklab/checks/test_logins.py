"""The practice login is taken, whatever is not it is not."""

import base64

import pytest

from inspector.mocklab.checks.logins import PASSWORD, USER, basic_pair, is_ada


def basic(text):
    return "Basic " + base64.b64encode(text.encode()).decode()


def test_the_practice_login_is_taken():
    assert is_ada(basic(f"{USER}:{PASSWORD}"))
    assert is_ada(basic(f"{USER}:{PASSWORD}").replace("Basic", "bAsIc"))


@pytest.mark.parametrize(
    "value", ["", "Bearer abc", "Basic", "Basic !!!", basic("nocolon"), "Basic /w=="]
)
def test_what_is_no_login_gives_no_pair(value):
    assert basic_pair(value) is None
    assert not is_ada(value)


def test_a_colon_in_the_password_stays():
    assert basic_pair(basic("a:b:c")) == ("a", "b:c")
