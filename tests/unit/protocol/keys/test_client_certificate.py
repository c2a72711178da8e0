"""Client certificates in every form people paste."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from inspector.protocol.keys.client_certificate import read

NOW = datetime.now(UTC).replace(microsecond=0)


def _made(key, *, use=ExtendedKeyUsageOID.CLIENT_AUTH, issuer="CA"):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "lena")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(0xABC)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
    )
    if use:
        builder = builder.add_extension(x509.ExtendedKeyUsage([use]), critical=False).add_extension(
            x509.SubjectAlternativeName([x509.RFC822Name("lena@example.org")]), critical=False
        )
    return builder.sign(
        key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    )


KEY = ec.generate_private_key(ec.SECP256R1())
ONE = _made(KEY)
PEM = ONE.public_bytes(serialization.Encoding.PEM).decode()
DER = base64.b64encode(ONE.public_bytes(serialization.Encoding.DER)).decode()
PRIVATE = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()


@pytest.mark.parametrize(
    "text",
    [
        PEM,
        quote(PEM),
        PEM.replace("\n", "\t"),
        f"X-Cert: {PEM}",
        DER,
        f":{DER}:",
        f"{PEM}{PRIVATE}",
    ],
    ids=["pem", "nginx", "tabs", "header", "der", "client-cert", "with key"],
)
def test_every_form(text):
    found = read(text)
    (one,) = found.certificates
    assert (one.subject, one.issuer, one.serial) == ("CN=lena", "CN=CA", "abc")
    assert (one.key, one.uses, one.names) == (
        "EC secp256r1",
        ("clientAuth",),
        ("lena@example.org",),
    )
    assert one.not_after == NOW + timedelta(days=1)
    assert one.fingerprint == ONE.fingerprint(hashes.SHA256()).hex(":")
    assert base64.urlsafe_b64decode(one.thumbprint + "=") == ONE.fingerprint(hashes.SHA256())
    assert found.has_key == ("PRIVATE" in text)


def test_what_it_is_for():
    server = _made(KEY, use=ExtendedKeyUsageOID.SERVER_AUTH)
    text = server.public_bytes(serialization.Encoding.PEM).decode()
    assert not read(text).certificates[0].is_for_clients
    plain = _made(ed25519.Ed25519PrivateKey.generate(), use=None, issuer="lena")
    (one,) = read(plain.public_bytes(serialization.Encoding.PEM).decode()).certificates
    assert (one.is_for_clients, one.is_self_signed, one.key) == (True, True, "Ed25519")


def test_a_chain_and_a_cut_end():
    assert len(read(PEM * 3).certificates) == 3
    assert read(PEM[: PEM.index("-----END")]).is_cut


def test_a_key_alone():
    found = read(PRIVATE)
    assert (found.certificates, found.has_key) == ((), True)


def test_damaged():
    assert read(PEM[:200] + "-----END CERTIFICATE-----").unread == 1


@pytest.mark.parametrize("text", ["", "x", "MIIx", "-----BEGIN PUBLIC KEY-----", "-" * 300_000])
def test_what_is_none(text):
    assert read(text) is None
