"""Counts, shares and lists in words."""

import pytest

from inspector.wording.numbers import listed, number, percent


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0 %"), (0.0004, "< 0.1 %"), (0.042, "4.2 %"), (0.5, "50 %")]
)
def test_a_share_is_never_broken(share, said):
    assert percent(share) == said.replace(" ", "\u00a0")


def test_counts_and_lists():
    assert number(1234567.4) == "1,234,567"
    assert listed(("read", "write")) == "read, write"
