"""Verifies signed PASETOs (paseto.io: versions 1 to 4, "public"); encrypted ones are left alone."""

import base64
import binascii
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from inspector.protocol.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

Fit = Literal["fits", "wrong", "unreadable"]
_SHAPE = lazy_re(r"v([1-4])\.public\.([A-Za-z0-9_-]+)(?:\.([A-Za-z0-9_-]+))?")
_SIZES = {"1": 256, "2": 64, "3": 96, "4": 64}  # of the signature
_PASERK = lazy_re(r"k([1-4])\.public\.([A-Za-z0-9_-]+)")
_HEX = lazy_re(r"(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{98})")
_SALT = 48


class Paseto(msgspec.Struct, frozen=True, kw_only=True):
    """A signed token. message: its claims as bytes."""

    version: str
    message: bytes
    signature: bytes
    footer: bytes = b""

    def __repr__(self) -> str:
        return f"Paseto(version={self.version!r})"


def read(text: str) -> Paseto | None:
    """Return a signed token, None for what is none or shorter than its signature."""
    found = _SHAPE.fullmatch(text.strip())
    body = _bytes(found[2]) if found else b""
    size = _SIZES[found[1]] if found else 0
    if found is None or len(body) <= size:
        return None
    footer = _bytes(found[3] or "")
    return Paseto(version=found[1], message=body[:-size], signature=body[-size:], footer=footer)


def fit(token: Paseto, material: str) -> Fit:
    """Return how a key fits; never raises. material: PEM, certificate, JWK, PASERK or hex."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm  # noqa: PLC0415

    try:
        key = _key(material.strip(), token.version)
        _VERIFIERS[token.version](token, key)
    except InvalidSignature:
        return "wrong"
    except (UnsupportedAlgorithm, ValueError, TypeError, AttributeError, KeyError):
        return "unreadable"
    return "fits"


def _pae(*pieces: bytes) -> bytes:
    """Encode before it is signed: the count, then each piece after its length."""
    sized = (len(piece).to_bytes(8, "little") + piece for piece in pieces)
    return len(pieces).to_bytes(8, "little") + b"".join(sized)


def _head(token: Paseto) -> bytes:
    return f"v{token.version}.public.".encode()


def _ed25519(token: Paseto, key: Any) -> None:
    pieces = (_head(token), token.message, token.footer)
    key.verify(token.signature, _pae(*pieces, *((b"",) if token.version == "4" else ())))


def _rsa(token: Paseto, key: "RSAPublicKey") -> None:
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 - seldom
    from cryptography.hazmat.primitives.hashes import SHA384  # noqa: PLC0415 - as above

    signed = _pae(_head(token), token.message, token.footer)
    padded = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=_SALT)
    key.verify(token.signature, signed, padded, SHA384())


def _p384(token: Paseto, key: "EllipticCurvePublicKey") -> None:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - seldom
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.hashes import SHA384  # noqa: PLC0415 - as above

    point = key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint
    )
    half = _SIZES["3"] // 2
    numbers = (int.from_bytes(part) for part in (token.signature[:half], token.signature[half:]))
    signed = _pae(point, _head(token), token.message, token.footer, b"")
    key.verify(utils.encode_dss_signature(*numbers), signed, ec.ECDSA(SHA384()))


_VERIFIERS: "dict[str, Callable[[Paseto, Any], None]]" = {
    "1": _rsa,
    "2": _ed25519,
    "3": _p384,
    "4": _ed25519,
}


def _key(material: str, version: str) -> Any:
    """Return the public key; raises ValueError for what is none."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519  # noqa: PLC0415 - seldom
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - as above
        load_pem_public_key,
    )

    if "CERTIFICATE-----" in material:
        from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415 - as above

        return load_pem_x509_certificate(material.encode()).public_key()
    if "-----BEGIN" in material:
        return load_pem_public_key(material.encode())
    if material.startswith("{"):
        return _of_jwk(material)
    found = _PASERK.fullmatch(material)
    raw = bytes.fromhex(material) if _HEX.fullmatch(material) else _bytes(found[2] if found else "")
    if version == "3":
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP384R1(), raw)
    return ed25519.Ed25519PublicKey.from_public_bytes(raw)


def _of_jwk(text: str) -> Any:
    from jwt import PyJWK  # noqa: PLC0415 - seldom needed
    from jwt.exceptions import PyJWTError  # noqa: PLC0415 - as above

    try:
        return PyJWK.from_json(text).key
    except PyJWTError as error:
        raise ValueError from error


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
