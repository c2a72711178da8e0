"""Signed PASETOs: the official vectors 2-S-1, 3-S-1 and 4-S-1, and one of version 1 made here."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inspector.protocol.tokens import paseto

ED25519 = "1eb9dbbbbc047c03fd70604e0071f0987e16b28b757225c11f00415d0e20b1a2"
P384 = (
    "02fbcb7c69ee1c60579be7a334134878d9c5c5bf35d552dab63c0140397ed14c"
    "ef637d7720925c44699ea30e72874c72fb"
)
V2 = (
    "v2.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAxOS0wMS0wMVQwMDowMDowMCsw"
    "MDowMCJ9HQr8URrGntTu7Dz9J2IF23d1M7-9lH9xiqdGyJNvzp4angPW5Esc7C5huy_M8I8_DjJK2ZXC2SUYuOFM-Q_5Cw"
)
V3 = (
    "v3.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAyMi0wMS0wMVQwMDowMDowMCsw"
    "MDowMCJ9qqEwwrKHKi5lJ7b9MBKc0G4MGZy0ptUiMv3lAUAaz-JY_zjoqBSIxMxhfAoeNYiSyvfUErj76KOPWm1OeNnBPk"
    "TSespeSXDGaDfxeIrl3bRrPEIy7tLwLAIsRzsXkfph"
)
V4 = (
    "v4.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAyMi0wMS0wMVQwMDowMDowMCsw"
    "MDowMCJ9bg_XBBzds8lTZShVlwwKSgeKpLT3yukTw6JUz3W4h_ExsQV-P0V54zemZDcAxFaSeef1QlXEFtkqxT1ciiQEDA"
)


def _b64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@pytest.mark.parametrize(("text", "key"), [(V2, ED25519), (V3, P384), (V4, ED25519)])
def test_the_vectors(text, key):
    token = paseto.read(text)
    assert paseto.fit(token, key) == "fits"
    altered = paseto.read(text[:20] + ("A" if text[20] != "A" else "B") + text[21:])
    assert paseto.fit(altered, key) == "wrong"


def _forms():
    public = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(ED25519))
    raw = _b64(bytes.fromhex(ED25519))
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return {
        "PEM": pem,
        "JWK": f'{{"kty": "OKP", "crv": "Ed25519", "x": "{raw}"}}',
        "PASERK": f"k4.public.{raw}",
    }


@pytest.mark.parametrize("form", ["PEM", "JWK", "PASERK"])
def test_a_key_comes_in_many_forms(form):
    assert paseto.fit(paseto.read(V4), _forms()[form]) == "fits"


@pytest.mark.parametrize("key", ["", "x", "{}", "ab" * 32, "-----BEGIN PUBLIC KEY-----", "{"])
def test_what_is_no_key_for_it(key):
    assert paseto.fit(paseto.read(V4), key) in {"unreadable", "wrong"}
    assert paseto.fit(paseto.read(V3), key) == "unreadable"


def test_version_1_with_a_footer():
    key = rsa.generate_private_key(65537, 2048)
    message, footer = b'{"sub": "ada"}', b"kid-1"
    pieces = (b"v1.public.", message, footer)
    signed = (3).to_bytes(8, "little") + b"".join(
        len(piece).to_bytes(8, "little") + piece for piece in pieces
    )
    scheme = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=48)
    signature = key.sign(signed, scheme, SHA384())
    token = paseto.read(f"v1.public.{_b64(message + signature)}.{_b64(footer)}")
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    assert paseto.fit(token, pem) == "fits"
    assert paseto.fit(token, ED25519) == "unreadable"


@pytest.mark.parametrize(
    "text", ["", "v4.local.AAAA", "v4.public.AAAA", "v5.public.AAAA", V4 + "!"]
)
def test_what_is_no_signed_token(text):
    assert paseto.read(text) is None


def test_nothing_of_it_is_in_its_representation():
    assert repr(paseto.read(V4)) == "Paseto(version='4')"
