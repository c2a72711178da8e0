"""Client certificates from PEM and PKCS#12."""

import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)

from inspector.send.tls.certificates import TrustError, load


@pytest.fixture
def bundle(certificates, tmp_path):
    pem, key = (Path(name).read_bytes() for name in certificates.client)
    data = pkcs12.serialize_key_and_certificates(
        b"me",
        load_pem_private_key(key, None),
        x509.load_pem_x509_certificate(pem),
        None,
        BestAvailableEncryption(b"pw"),
    )
    path = tmp_path / "client.p12"
    path.write_bytes(data)
    return str(path)


def _context():
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def test_pem(certificates):
    load(_context(), *certificates.client, "")


def test_pkcs12_leaves_no_key_behind(bundle, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    load(_context(), bundle, "", "pw")
    assert [each.name for each in tmp_path.iterdir()] == ["client.p12"]


def test_a_wrong_password(bundle):
    with pytest.raises(TrustError, match="client"):
        load(_context(), bundle, "", "wrong")


def test_a_certificate_without_its_key(certificates):
    with pytest.raises(TrustError):
        load(_context(), certificates.client[0], certificates.good[1], "")
