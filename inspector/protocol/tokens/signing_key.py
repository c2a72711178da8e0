"""Reads the key that signs a JWT, and says in words where it doesn't fit the algorithm.

A shared secret (RFC 7518 §3.2), or a private key as PEM (RFC 7468), PKCS #8 under a passphrase
among them, or as JWK (RFC 7517, RFC 8037).
"""

import base64
import binascii
from typing import TYPE_CHECKING, Any

from inspector.protocol.json_text import parse_object
from inspector.protocol.patterns import lazy_re
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

_PEM = lazy_re(r"-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----")
_CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
_WANTED = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
_CRT = frozenset({"p", "q", "d", "dp", "dq", "qi"})
_LINE = 64
HMAC_BYTES = {"HS256": 32, "HS384": 48, "HS512": 64}
"""A shared secret is at least as long as the hash (RFC 7518 §3.2)."""


def is_shared(algorithm: str) -> bool:
    """Whether both sides hold the same secret."""
    return algorithm.startswith("HS")


def looks_private(text: str) -> bool:
    """Whether a text is a key of its own form, and no plain secret."""
    return "-----BEGIN " in text or text.lstrip().startswith("{")


def is_sealed(text: str) -> bool:
    """Whether a PEM is under a passphrase, or may be."""
    return "ENCRYPTED" in text or "BEGIN OPENSSH" in text


def usable(algorithm: str, text: str, coding: str = "text", passphrase: str = "") -> Any:
    """Return what PyJWT signs with: bytes, or a private key. Raises SigningError."""
    key = _read(algorithm, text.strip() if looks_private(text) else text, coding, passphrase)
    named, fitting = _told(key)
    family = algorithm if algorithm in _WANTED or algorithm == "EdDSA" else f"{algorithm[:2]}…"
    if family in fitting:
        return key
    raise SigningError(
        tr(
            "{algorithm} can't sign with this: it is {key}, which fits {fitting}.",
            algorithm=algorithm,
            key=named,
            fitting=", ".join(fitting) or tr("none of the algorithms here"),
        )
    )


def _read(algorithm: str, text: str, coding: str, passphrase: str) -> "bytes | PrivateKeyTypes":
    if text.startswith("{"):
        return _jwk(text)
    if "-----BEGIN " in text:
        return _pem(text, passphrase)
    if not is_shared(algorithm):
        raise SigningError(
            tr(
                "{algorithm} signs with a private key as PEM or JWK; this is neither.",
                algorithm=algorithm,
            )
        )
    return _decoded(text) if coding == "base64" else text.encode("utf-8", "surrogatepass")


def _decoded(text: str) -> bytes:
    """Either alphabet, padded or not."""
    bare = "".join(text.split()).rstrip("=").translate({ord("-"): "+", ord("_"): "/"})
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SigningError(tr("The secret is no Base64; choose that it is text.")) from error


def _jwk(text: str) -> "bytes | PrivateKeyTypes":
    parsed = parse_object(text.encode("utf-8", "surrogatepass"))
    members = parsed.value if parsed else None
    if not isinstance(members, dict):
        raise SigningError(tr("The key begins like a JWK, but its JSON breaks."))
    kind = members.get("kty")
    if kind == "oct":
        return _decoded(str(members.get("k", "")))
    if "kty" not in members:
        raise SigningError(tr("This JWK does not say of what kind it is: kty is missing."))
    if "d" not in members:
        raise SigningError(tr("This JWK holds the public half only; signing takes both."))
    key: PrivateKeyTypes = _rsa(members) if _CRT.issubset(members) else _jwk_key(members)
    return key


def _rsa(members: dict[str, Any]) -> Any:
    """Not by way of PyJWK, which looks for 100 ms and more whether the numbers are primes."""
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - with the first key

    try:
        number = {
            name: int.from_bytes(_decoded(str(members[name])), "big") for name in _CRT | {"n", "e"}
        }
        numbers = rsa.RSAPrivateNumbers(
            p=number["p"],
            q=number["q"],
            d=number["d"],
            dmp1=number["dp"],
            dmq1=number["dq"],
            iqmp=number["qi"],
            public_numbers=rsa.RSAPublicNumbers(number["e"], number["n"]),
        )
        return numbers.private_key(unsafe_skip_rsa_key_validation=True)
    except (ValueError, TypeError, KeyError) as error:
        raise SigningError(_broken_jwk()) from error


def _broken_jwk() -> str:
    return tr("This JWK can't be read: a member is missing or wrong.")


def _jwk_key(members: dict[str, Any]) -> Any:
    from jwt import PyJWK  # noqa: PLC0415 - with the first signature
    from jwt.exceptions import PyJWTError  # noqa: PLC0415 - as above

    try:
        plain = {name: value for name, value in members.items() if name != "alg"}
        return PyJWK(plain, "EdDSA" if members["kty"] == "OKP" else None).key
    except (PyJWTError, ValueError, TypeError, KeyError) as error:
        raise SigningError(_broken_jwk()) from error


def _pem(text: str, passphrase: str) -> "PrivateKeyTypes":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - with the first key
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - as above
        load_pem_private_key,
        load_ssh_private_key,
    )

    data, label = _mended(text)
    if "PRIVATE" not in label:
        raise SigningError(
            tr("This is no private key, but {label}; signing takes one.", label=label.capitalize())
        )
    load = load_ssh_private_key if label.startswith("OPENSSH") else load_pem_private_key
    secret = passphrase.encode() if passphrase else None
    try:  # whether the numbers are primes is not looked for: that takes 100 ms and more
        return load(data, secret, unsafe_skip_rsa_key_validation=True)
    except TypeError as error:
        raise SigningError(_passphrase(passphrase)) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        wrong = tr("The passphrase is wrong, or the key is damaged.")
        damaged = tr("The private key is damaged: it can't be read.")
        raise SigningError(wrong if passphrase else damaged) from error


def _passphrase(given: str) -> str:
    if given:
        return tr("The key is under no passphrase; leave that field empty.")
    return tr("The key is under a passphrase; enter it too.")


def _mended(text: str) -> tuple[bytes, str]:
    r"""Return a PEM with the line breaks that a field or JSON's `\n` took, and its label."""
    found = _PEM.search(text.replace("\\r", "").replace("\\n", "\n"))
    if found is None:
        raise SigningError(tr("The PEM is cut off: its END line is missing."))
    label, body = found[1], found[2]
    if ":" not in body:  # headers of an older encryption stay as they are
        bare = "".join(body.split())
        body = "\n" + "\n".join(bare[at : at + _LINE] for at in range(0, len(bare), _LINE)) + "\n"
    return f"-----BEGIN {label}-----{body}-----END {label}-----\n".encode(), label


def _told(key: object) -> tuple[str, tuple[str, ...]]:
    """Return what a key is in words, and the algorithms that it fits."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa  # noqa: PLC0415 - with the first key

    if isinstance(key, bytes):
        return tr("a shared secret"), ("HS…",)
    if isinstance(key, rsa.RSAPrivateKey):
        return tr("an RSA key"), ("RS…", "PS…")
    if isinstance(key, ec.EllipticCurvePrivateKey):
        curve = _CURVES.get(key.curve.name, key.curve.name)
        fitting = tuple(name for name, wanted in _WANTED.items() if wanted == curve)
        return tr("a key on the curve {curve}", curve=curve), fitting
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return tr("an Ed25519 key"), ("EdDSA",)
    if isinstance(key, ed448.Ed448PrivateKey):
        return tr("an Ed448 key"), ("EdDSA",)
    return tr("a key of another kind"), ()
