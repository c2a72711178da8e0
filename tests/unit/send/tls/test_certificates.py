"""Certificates as records."""

import ssl
from pathlib import Path

from inspector.send.tls.certificates import read


def test_a_certificate(certificates):
    pem = Path(certificates.good[0]).read_text()
    der = ssl.PEM_cert_to_DER_cert(pem[: pem.index("-----END") + 26])
    found = read(der)
    assert found.names == ("localhost", "127.0.0.1")
    assert found.not_before < found.not_after
    assert len(found.fingerprint.split(":")) == 32
    assert found.der == der
    assert read(der) is found


def test_bytes_that_are_none():
    assert read(b"no").der == b"no"
