"""Signs bytes with a typed key: HMAC (RFC 2104), RSA (RFC 8017), Ed25519 (RFC 8032)."""

import binascii
import hashlib
import hmac
from typing import Any, NamedTuple

from inspector.protocol.tokens import signing_key
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

# The algorithm of JOSE that takes the same key.
_AS_JOSE = {
    "rsa-sha1": "RS256",
    "rsa-sha256": "RS256",
    "rsa-sha512": "RS512",
    "rsa-pss-sha256": "PS256",
    "rsa-pss-sha512": "PS512",
    "ed25519": "EdDSA",
}


class SigningKey(NamedTuple):
    """A key as it was typed; printing it shows nothing."""

    text: str
    coding: str = "text"
    passphrase: str = ""

    def __repr__(self) -> str:
        return "SigningKey()"


def is_shared(algorithm: str) -> bool:
    """Whether both sides hold the same secret."""
    return algorithm.startswith("hmac-")


def usable(algorithm: str, key: SigningKey) -> Any:
    """Return what `signature` takes: bytes or a private key; raises SigningError."""
    if not is_shared(algorithm):
        return signing_key.usable(_AS_JOSE[algorithm], key.text, "text", key.passphrase)
    text = key.text.strip()
    if key.coding == "hex":
        return from_hex(text)
    return signing_key.usable("HS256", text, key.coding)


def from_hex(text: str) -> bytes:
    """Return the bytes of a secret in hexadecimal; raises SigningError."""
    try:
        return binascii.unhexlify("".join(text.split()))
    except (binascii.Error, ValueError) as error:
        said = tr("The secret is no hexadecimal text; choose how it is written.")
        raise SigningError(said) from error


def signature(algorithm: str, key: Any, data: bytes) -> bytes:
    """Return the signature of bytes by a `usable` key."""
    family, _, digest = algorithm.rpartition("-")
    if family == "hmac":
        return hmac.new(key, data, digest).digest()
    if algorithm == "ed25519":
        return bytes(key.sign(data))
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - with the first key
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 - as above

    named: dict[str, Any] = {
        "sha1": hashes.SHA1,
        "sha256": hashes.SHA256,
        "sha512": hashes.SHA512,
    }
    made = named[digest]()
    if family == "rsa":
        return bytes(key.sign(data, padding.PKCS1v15(), made))
    salted = padding.PSS(padding.MGF1(made), padding.PSS.DIGEST_LENGTH)
    return bytes(key.sign(data, salted, made))


def digest_of(data: bytes, algorithm: str) -> bytes:
    """Return a hash of bytes, MD5 among them, which some APIs want beside the signature."""
    return hashlib.new(algorithm, data, usedforsecurity=False).digest()
