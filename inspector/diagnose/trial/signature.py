"""Verifies a JWT's signature with published keys (RFC 7515 §5.2, RFC 7517)."""

from collections.abc import Sequence
from typing import Any, Literal

from inspector.protocol import jose

Fit = Literal["fits", "no-such-key", "wrong", "unreadable"]
_PUBLIC = frozenset(
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
)
_MOST_KEYS = 40


def is_public(algorithm: str) -> bool:
    """Whether an algorithm signs with a key pair, so that published keys can verify it."""
    return algorithm in _PUBLIC


def check(token: str, keys: Sequence[Any]) -> Fit:
    """Return how the keys of a JWKS fit a token; never raises."""
    read = jose.read(token)
    if not isinstance(read, jose.Jws) or not is_public(str(read.header.get("alg"))):
        return "unreadable"
    listed = [key for key in keys[:_MOST_KEYS] if isinstance(key, dict)]
    wanted = read.header.get("kid")
    named = [key for key in listed if key.get("kid") == wanted] if wanted else listed
    if wanted and not named:
        return "no-such-key"
    answers = [_fits(read, key) for key in named]
    if any(answers):
        return "fits"
    return "unreadable" if all(answer is None for answer in answers) else "wrong"


def _fits(token: jose.Jws, key: dict[str, Any]) -> bool | None:
    """Return whether a key fits, None where it can't be used."""
    from jwt import PyJWK  # noqa: PLC0415 - only for this experiment
    from jwt.exceptions import PyJWTError  # noqa: PLC0415 - as above

    signed = token.compact.rpartition(".")[0].encode()
    try:
        usable = PyJWK(key, str(token.header["alg"]))
        return bool(usable.Algorithm.verify(signed, usable.key, token.signature))
    except (PyJWTError, ValueError, TypeError, KeyError, AttributeError):
        return None
