"""Headers that hold a signature over a message, as those of webhooks do."""

import pytest

from inspector.protocol.field_names import is_caller_header, is_secret_header, is_signature_header


@pytest.mark.parametrize(
    "name",
    [
        "X-Hub-Signature-256",
        "Stripe-Signature",
        "webhook-signature",
        "X-Shopify-Hmac-Sha256",
        "PayPal-Transmission-Sig",
        "X-Signature-Ed25519",
        "X-Webhook-Signature-Sha256",
        "Signature",
    ],
)
def test_a_signature_over_a_message(name):
    assert is_signature_header(name)
    assert is_caller_header(name)
    assert is_secret_header(name)


@pytest.mark.parametrize(
    "name",
    [
        "X-Api-Key",
        "X-Gitlab-Token",
        "Signature-Input",
        "X-Signature-Version",
        "X-Signature-Timestamp",
        "X-Design",
        "Authorization",
    ],
)
def test_no_signature(name):
    assert not is_signature_header(name)
