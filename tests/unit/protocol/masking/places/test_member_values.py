"""Whether a value is a secret where its name does not say."""

import pytest

from inspector.protocol.masking.places.member_values import (
    is_plain,
    is_secret_alone,
    is_secret_value,
)
from inspector.protocol.masking.places.neighbours import Neighbours

ALONE, LOGIN = Neighbours("{}"), Neighbours('{"user": "ada"')


@pytest.mark.parametrize(
    ("promise", "value", "alone", "login"),
    [
        ("secret", "x", True, True),
        ("", "k7Qz9wB2xL", False, False),
        ("password", "k7Qz9wB2xL", True, True),
        ("password", "SeasonPass", False, True),
        ("password", "required", False, False),
        ("factor", "123456", True, True),
        ("code", "1234", False, True),
        ("session", "k7Qz9wB2xL", True, True),
        ("session", "expired", False, False),
        ("key", "abc", False, False),
    ],
)
def test_a_value_by_its_shape_and_by_a_login_beside_it(promise, value, alone, login):
    assert is_secret_value(promise, value, ALONE, 0) == alone
    assert is_secret_value(promise, value, LOGIN, 10) == login


def test_a_number_is_a_password_or_a_factor_and_nothing_else():
    assert is_secret_value("factor", "123456", ALONE, 0, is_number=True)
    assert not is_secret_value("code", "1234", LOGIN, 10, is_number=True)


@pytest.mark.parametrize(
    ("promise", "value", "told"),
    [("code", "404", False), ("code", "NOT_FOUND", False), ("factor", "123456", True),
     ("session", "true", False), ("session", "abc", True)],
)  # fmt: skip
def test_of_a_form_what_is_no_state_or_error(promise, value, told):
    assert is_secret_alone(promise, value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [("Season pass 2026", True), ("https://a.example/x", True), ("sessionExpired", True),
     ("k7Qz", False)],
)  # fmt: skip
def test_plain_words(value, told):
    assert is_plain(value) == told
