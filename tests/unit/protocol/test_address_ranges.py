"""Ranges of addresses, and who is outside of them."""

import pytest

from inspector.protocol.sites import is_outside, range_of


@pytest.mark.parametrize("text", ["", "everybody", "203.0.113.0/33", "203.0.113", "api.test"])
def test_what_is_no_range(text):
    assert range_of(text) is None


@pytest.mark.parametrize(
    ("address", "ranges", "outside"),
    [
        ("198.51.100.77", ["203.0.113.0/24"], True),
        ("203.0.113.77", ["203.0.113.0/24"], False),
        ("203.0.113.77", ["203.0.113.5/24"], False),
        ("203.0.113.77", ["203.0.113.78"], True),
        ("203.0.113.77", ["2001:db8::/32"], False),
        ("2001:db8::1", ["203.0.113.0/24", "2001:db8:1::/48"], True),
        ("nowhere", ["203.0.113.0/24"], False),
        ("203.0.113.77", [], False),
    ],
)
def test_who_is_outside(address, ranges, outside):
    assert is_outside(address, [one for one in map(range_of, ranges) if one]) is outside
