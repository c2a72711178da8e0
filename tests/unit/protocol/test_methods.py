"""What methods promise."""

import pytest

from inspector.protocol.methods import FETCHING, IDEMPOTENT, SAFE


@pytest.mark.parametrize(
    ("method", "safe", "again"),
    [
        ("GET", True, True),
        ("QUERY", True, True),
        ("PROPFIND", True, True),
        ("PUT", False, True),
        ("DELETE", False, True),
        ("POST", False, False),
        ("PATCH", False, False),
        ("CONNECT", False, False),
        ("BREW", False, False),
    ],
)
def test_what_a_method_promises(method, safe, again):
    assert (method in SAFE, method in IDEMPOTENT) == (safe, again)


def test_what_fetches_is_safe_and_what_is_safe_may_be_sent_again():
    assert FETCHING < SAFE < IDEMPOTENT
