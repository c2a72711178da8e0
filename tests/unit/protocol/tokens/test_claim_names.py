"""Claims by how they behave: which are times, which differ in every token."""

import pytest

from inspector.protocol.tokens.claim_names import OF_THE_MOMENT, PRIVATE_MEMBERS, is_time


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("exp", 1, True),
        ("updated_at", 1, True),
        ("updated_at", "2026-01-02T00:00:00Z", False),  # as Auth0 writes it
        ("exp", "1", True),  # a fault of the token, and a time all the same
        ("sub", 1, False),
    ],
)
def test_which_claims_are_times(name, value, told):
    assert is_time(name, value) == told


def test_the_end_of_a_token_decides_and_its_number_does_not():
    assert "jti" in OF_THE_MOMENT
    assert not {"exp", "sub", "aud", "iss", "scope"} & OF_THE_MOMENT


def test_the_public_half_of_a_key_is_none_of_the_private_members():
    assert {"d", "k"} <= PRIVATE_MEMBERS
    assert not {"n", "e", "x", "y", "kid", "kty"} & PRIVATE_MEMBERS
