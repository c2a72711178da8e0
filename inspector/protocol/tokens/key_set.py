"""How the keys of a JWK set fit a signed token (RFC 7515 §5.2, RFC 7517 §4.5)."""

from collections.abc import Sequence
from typing import Any, Literal

from inspector.protocol.tokens.jose import Jws

Key = dict[str, Any] | str  # a JWK, or PEM text: a public key or a certificate
Fit = Literal["fits", "no-such-key", "wrong", "unreadable"]
MOST_KEYS = 100
_PUBLIC = frozenset(
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
)


def is_public(algorithm: str) -> bool:
    """Whether an algorithm signs with a key pair, so that published keys can verify it."""
    return algorithm in _PUBLIC


def key_ids(keys: Sequence[Key]) -> tuple[str, ...]:
    """Return the `kid`s of the keys, those that have one."""
    ids = (key.get("kid") for key in keys if isinstance(key, dict))
    return tuple(str(each) for each in ids if each is not None)


def fit(token: Jws, keys: Sequence[Key]) -> Fit:
    """Return how keys fit a token; never raises.

    A key without a `kid` is tried as well; "no-such-key": all have one, and none is the token's.
    """
    wanted = token.header.get("kid")
    listed = keys[:MOST_KEYS]
    named = [key for key in listed if not wanted or _kid(key) in (wanted, None)]
    if wanted and not named:
        return "no-such-key"
    answers = [_verifies(token, key) for key in named]
    if any(answers):
        return "fits"
    return "unreadable" if all(answer is None for answer in answers) else "wrong"


def _kid(key: Key) -> object:
    return key.get("kid") if isinstance(key, dict) else None


def _verifies(token: Jws, key: Key) -> bool | None:
    """Return whether a key verifies the signature, None where it can't be used."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as below
    from jwt import PyJWK, get_algorithm_by_name  # noqa: PLC0415 - with the first check
    from jwt.exceptions import PyJWTError  # noqa: PLC0415 - as above

    algorithm = str(token.header.get("alg", ""))
    try:
        if isinstance(key, dict):
            usable = PyJWK(key, algorithm)
            return bool(usable.Algorithm.verify(token.signed, usable.key, token.signature))
        method = get_algorithm_by_name(algorithm)
        prepared = method.prepare_key(_public(key))
        return bool(method.verify(token.signed, prepared, token.signature))
    except (PyJWTError, UnsupportedAlgorithm, NotImplementedError):
        return None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _public(pem: str) -> Any:
    """Return what PyJWT takes: PEM text, for a certificate its public key."""
    if "CERTIFICATE" not in pem:
        return pem
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415 - rarely needed

    return load_pem_x509_certificate(pem.encode()).public_key()
