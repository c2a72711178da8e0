"""Codes have a few words and a source."""

import pytest

from inspector.annotate.error_codes import meaning


@pytest.mark.parametrize(
    ("code", "reference"),
    [
        ("invalid_token", "RFC 6750 §3.1"),
        ("insufficient_user_authentication", "RFC 9470 §3"),
        ("use_dpop_nonce", "RFC 9449 §9"),
        ("invalid_grant", "RFC 6749 §5.2"),
        ("authorization_pending", "RFC 8628 §3.5"),
        ("login_required", "OpenID Connect Core §3.1.2.6"),
    ],
)
def test_codes(code, reference):
    found = meaning(code)
    assert found.reference == reference
    assert 0 < len(found.text) < 60


def test_others():
    assert meaning("teapot") is None
