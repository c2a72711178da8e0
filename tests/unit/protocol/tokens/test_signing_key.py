"""Keys that sign: read in every form, refused in words where they don't fit."""

import json

import joserfc.jwk
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from inspector.protocol.tokens.signing import SigningError
from inspector.protocol.tokens.signing_key import is_sealed, usable

RSA = rsa.generate_private_key(65537, 2048)
KEYS = {
    "rsa": RSA,
    "P-256": ec.generate_private_key(ec.SECP256R1()),
    "P-384": ec.generate_private_key(ec.SECP384R1()),
    "P-521": ec.generate_private_key(ec.SECP521R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
    "Ed448": ed448.Ed448PrivateKey.generate(),
}
FITS = {
    "rsa": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "P-256": ("ES256",),
    "P-384": ("ES384",),
    "P-521": ("ES512",),
    "Ed25519": ("EdDSA",),
    "Ed448": ("EdDSA",),
}
ALGORITHMS = ("HS256", *dict.fromkeys(name for names in FITS.values() for name in names))
WORDS = "correct horse"


def pem(key, seal=None, form=PrivateFormat.PKCS8):
    return key.private_bytes(Encoding.PEM, form, seal or NoEncryption()).decode()


def same(one, other):
    return pem(one) == pem(other)


@pytest.mark.parametrize("name", KEYS)
class TestKey:
    def test_pem_in_every_shape(self, name):
        key, algorithm = KEYS[name], FITS[name][0]
        text = pem(key)
        for shape in (text, text.replace("\n", "\\n"), text.replace("\n", " "), f"  {text}\r\n"):
            assert same(usable(algorithm, shape), key)

    def test_jwk(self, name):
        key, algorithm = KEYS[name], FITS[name][0]
        made = joserfc.jwk.import_key(pem(key), {"rsa": "RSA", "P": "EC", "Ed": "OKP"}[_kind(name)])
        assert same(usable(algorithm, json.dumps(made.as_dict(private=True))), key)
        with pytest.raises(SigningError, match="public half"):
            usable(algorithm, json.dumps(made.as_dict(private=False)))

    def test_it_fits_its_algorithms_and_says_which_those_are(self, name):
        for algorithm in ALGORITHMS:
            if algorithm in FITS[name]:
                assert usable(algorithm, pem(KEYS[name]))
                continue
            with pytest.raises(SigningError) as caught:
                usable(algorithm, pem(KEYS[name]))
            assert algorithm in str(caught.value)
            assert FITS[name][0][:2] in str(caught.value)

    def test_a_passphrase(self, name):
        key, algorithm = KEYS[name], FITS[name][0]
        sealed = pem(key, BestAvailableEncryption(WORDS.encode()))
        assert is_sealed(sealed)
        assert same(usable(algorithm, sealed, passphrase=WORDS), key)
        for words, said in (("", "enter it"), ("other", "wrong")):
            with pytest.raises(SigningError, match=said):
                usable(algorithm, sealed, passphrase=words)
        with pytest.raises(SigningError, match="no passphrase"):
            usable(algorithm, pem(key), passphrase=WORDS)


def _kind(name):
    return "rsa" if name == "rsa" else name[: 1 if name.startswith("P") else 2]


def test_older_forms_of_pem():
    assert same(usable("RS256", pem(RSA, form=PrivateFormat.TraditionalOpenSSL)), RSA)
    assert same(usable("RS256", pem(RSA, form=PrivateFormat.OpenSSH)), RSA)


def test_shared_secrets():
    assert usable("HS256", " ä ") == " ä ".encode()
    assert usable("HS256", "-_8", "base64") == b"\xfb\xff"
    assert usable("HS256", "+/8=\n", "base64") == b"\xfb\xff"
    assert usable("HS256", '{"kty": "oct", "k": "-_8"}') == b"\xfb\xff"


@pytest.mark.parametrize(
    ("algorithm", "text", "coding", "said"),
    [
        ("HS256", "a secret!", "base64", "no Base64"),
        ("RS256", "a secret", "text", "PEM or JWK"),
        ("RS256", '{"kty": "oct", "k": "AAAA"}', "text", "a shared secret"),
        ("RS256", "{broken", "text", "its JSON breaks"),
        ("RS256", "{}", "text", "kty is missing"),
        ("RS256", '{"kty": "RSA", "d": "AQ"}', "text", "missing or wrong"),
        ("RS256", "-----BEGIN PRIVATE KEY-----\nAAAA", "text", "cut off"),
        (
            "RS256",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
            "text",
            "damaged",
        ),
        (
            "RS256",
            RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
            "text",
            "no private key, but Public key",
        ),
    ],
)
def test_refused_in_words(algorithm, text, coding, said):
    with pytest.raises(SigningError, match=said) as caught:
        usable(algorithm, text, coding)
    assert text.strip("{}") not in str(caught.value) or not text.strip("{}")
