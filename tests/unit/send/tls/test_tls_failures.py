"""TLS refusals in words."""

import ssl

import pytest

from inspector.send.failures import explain_tls


def _verify(code, message="x"):
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    error.verify_message = message
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (10, "has expired"),
        (9, "not valid yet"),
        (18, "self-signed"),
        (20, "unknown issuer"),
        (62, "not made for a.example"),
        (23, "revoked"),
        (99, "not accepted"),
    ],
)
def test_certificates(code, words):
    failure = explain_tls(_verify(code, "why"), "a.example:443")
    assert (failure.stage, failure.kind, failure.detail) == ("tls", "certificate", "why")
    assert words in failure.message


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("WRONG_VERSION_NUMBER", "does not speak TLS"),
        ("TLSV13_ALERT_CERTIFICATE_REQUIRED", "client certificate"),
        ("TLSV1_ALERT_PROTOCOL_VERSION", "version in common"),
        ("SOMETHING_ELSE", "failed"),
    ],
)
def test_handshakes(reason, words):
    error = ssl.SSLError(1, reason)
    failure = explain_tls(error, "a.example:443")
    assert failure.kind == "tls"
    assert words in failure.message
