"""Each treatment hides the secret."""

import pytest

from inspector.export.treatments import REMOVED, is_jwt, treat, treatments
from inspector.protocol.redaction import DOTS, is_masked
from tests.unit.export.conftest import JWT, KEY

HEAD, CLAIMS, SIGNATURE = JWT.split(".")


@pytest.mark.parametrize(
    ("secret", "how", "shown"),
    [
        (KEY, "mask", "planted_ke••••••••cdef"),
        (KEY, "first-4", f"plan{DOTS}"),
        ("short", "first-4", DOTS),
        (KEY, "remove", REMOVED),
        (JWT, "keep-claims", f"{HEAD}.{CLAIMS}.{DOTS}"),
        (KEY, "keep-claims", "planted_ke••••••••cdef"),
        (KEY, "keep", KEY),
    ],
)
def test_what_is_shown(secret, how, shown):
    assert treat(secret, how) == shown


def test_what_is_hidden_is_recognised_as_masked_later():
    for how in treatments():
        if how != "keep-claims":
            assert is_masked(treat(KEY, how))
    assert is_jwt(JWT)
    assert not is_jwt(KEY)
