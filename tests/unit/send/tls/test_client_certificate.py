"""Client certificates from PEM and PKCS#12."""

import ssl
from base64 import b64decode
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


# Its certificate is encrypted with RC2 of 40 bits, its key with 3DES (RFC 7292 appendix C), as old
# programs of Windows and macOS export them; the passphrase is "pw".
OLD = (
    "MIIDcgIBAzCCAzgGCSqGSIb3DQEHAaCCAykEggMlMIIDITCCAhcGCSqGSIb3DQEHBqCCAggwggIEAgEAMIIB/QYJKoZI"
    "hvcNAQcBMBwGCiqGSIb3DQEMAQYwDgQIFF1ux9wDF5kCAggAgIIB0OhkZ8z/caZDxjjlZojO0KqN38qUHjcOhK9eykW3"
    "CPpADcdmXZ0jtCNsToIvY1KMxtngeH68bSCoTavr5gahAoXw96eHppILi1PVDAmC7esk/LjYFusxxp9gGnWjYkj2lFnt"
    "1WuAWsalUYutQ7VrDYSjrhsxepfHJ86TZuXGzjiy4Uu+1mfytsDCcEsyZVzAe75wJyvtsDgePF6Osy3cdahOSLz/Szua"
    "D1s1f9imsxW3YXlJHaPBrjyALPh9PFojPmQSo2kOIxaWLqKBS57eeona0FZn2bIQd46AMwtqbA8e/aSi4ylcaGNxT51n"
    "XlZaP1DQ/pbU7y/0H0ow23rm6/btMwGU1C9sKoMzBCWEvDJ4C3uslYJ8wMyCxVTN1gNUxsl1PJqcxppsPyDfk5QqO2kh"
    "pidHXEJ6x41W0pbww87oh21K5q9iFupujTO3QDUwHlaNhc0pquLvX+kIh3j/OHxbAC5h3mdNmC8xFYZKyUnJUupJCNAE"
    "V/EuYP+/U0wbSBMsaEaEx82r8sCGk66IPj/J4JLnYnv6zEnlO2RDuqYzviPFMelFYes17h+6d9ahaFYBh1vOTbGM1qsA"
    "kYOX1mZINvegdBGXQzg6/pkP3NGXMIIBAgYJKoZIhvcNAQcBoIH0BIHxMIHuMIHrBgsqhkiG9w0BDAoBAqCBtDCBsTAc"
    "BgoqhkiG9w0BDAEDMA4ECLznyKC4aUZKAgIIAASBkCLDqcfdoD8/RScVPIwO4EctJAsf3k6Jf6tEfnhFPsxnN8siVMvY"
    "fLscNPjuvm0vj0juerHb4Mm10JblW9sHRdrmOsyEOxnxxSLBYCr7fcsC41qZ+ZhMWUJhr+NqHKbh4aeGzukLUo+wWGxd"
    "Q8BPmy7+oQMjLr04jftSIiDomQJg0NYUu6U9+dnOnzuNOd1ZpDElMCMGCSqGSIb3DQEJFTEWBBT/n4OQ+vJdvhv3hYYi"
    "cPVERSJ+ojAxMCEwCQYFKw4DAhoFAAQUUuHFg1dDXVQI/Sfk5WztFLA+oEwECM8j5Bo+SE7dAgIIAA=="
)


@pytest.mark.parametrize("name", ["client.p12", "client.cert"])
def test_old_encryption_is_read_whatever_the_file_is_called(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b64decode(OLD))
    load(_context(), str(path), "", "pw")
    with pytest.raises(TrustError, match="passphrase"):
        load(_context(), str(path), "", "other")


def test_a_library_that_reads_no_rc2_is_named(tmp_path, monkeypatch):
    def refuse(*_):
        raise ValueError("PBESv1SHA1And40BitRC2CBC is UNSUPPORTED here")

    monkeypatch.setattr(pkcs12, "load_key_and_certificates", refuse)
    path = tmp_path / "client.p12"
    path.write_bytes(b64decode(OLD))
    with pytest.raises(TrustError, match="RC2"):
        load(_context(), str(path), "", "pw")
