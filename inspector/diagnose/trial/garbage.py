"""Makes up credentials of the same shape as a real one, and tokens changed in one thing only."""

import base64
import json
import re
import secrets
import string
from typing import Any

_PREFIX = re.compile(r"^(?:[A-Za-z]{2,10}[_-](?:(?:live|test|prod|pat)[_-])?|AKIA|AIza|SG\.)")
_JWT_PARTS = 3
_AN_HOUR = 3600
_SIZES = {
    "HS256": 32, "HS384": 48, "HS512": 64, "ES256": 64, "ES384": 96, "ES512": 132, "EdDSA": 64,
}  # fmt: skip
_WHO = ("sub", "jti", "sid", "oid", "preferred_username", "email", "name", "upn")


def same_shape(value: str) -> str:
    """Return random text of the same length and kinds of characters; a known prefix stays."""
    if (token := _jwt(value)) is not None:
        return _made_up_jwt(*token)
    found = _PREFIX.match(value)
    start = found.end() if found and found.end() < len(value) // 2 else 0
    return value[:start] + "".join(map(_like, value[start:]))


def user_name() -> str:
    """Return a user name that no account has."""
    return "nobody-" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(12))


def password() -> str:
    """Return a password for a user that does not exist."""
    return secrets.token_urlsafe(12)


def with_other_signature(token: str) -> str:
    """Return a JWT with a signature that can't fit; other text unchanged."""
    read = _jwt(token)
    if read is None:
        return token
    head, payload, _ = token.split(".")
    return f"{head}.{payload}.{_other_signature(token)}"


def expired(token: str, now: float) -> str:
    """Return a JWT whose time is over an hour since, under its old signature."""
    read = _jwt(token)
    if read is None:
        return token
    claims = dict(read[1])
    ends = int(now) - _AN_HOUR
    claims.update(exp=ends, iat=ends - _AN_HOUR)
    if "nbf" in claims:
        claims["nbf"] = claims["iat"]
    head, _, signature = token.split(".")
    return f"{head}.{_encoded(claims)}.{signature}"


def is_jwt(value: str) -> bool:
    """Whether a value is a JWT whose claims can be read."""
    return _jwt(value) is not None


def _like(character: str) -> str:
    for kind in (string.digits, string.ascii_lowercase, string.ascii_uppercase):
        if character in kind:
            return secrets.choice(kind)
    return character


def _jwt(value: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    parts = value.split(".")
    if len(parts) != _JWT_PARTS or not value.startswith("ey"):
        return None
    try:
        head, claims = (json.loads(_decoded(part)) for part in parts[:2])
    except (ValueError, RecursionError):
        return None
    both = isinstance(head, dict) and isinstance(claims, dict)
    return (head, claims) if both else None


def _made_up_jwt(head: dict[str, Any], claims: dict[str, Any]) -> str:
    """Keep what says where a token belongs and until when; make up whose it is."""
    made = {
        name: same_shape(value) if name in _WHO and isinstance(value, str) else value
        for name, value in claims.items()
    }
    return f"{_encoded(head)}.{_encoded(made)}.{_text(secrets.token_bytes(_size(head)))}"


def _size(head: dict[str, Any]) -> int:
    """Return how many bytes the signature of an algorithm has (RFC 7518 §3)."""
    return _SIZES.get(str(head.get("alg")), 256)


def _other_signature(token: str) -> str:
    size = len(_decoded(token.rpartition(".")[2]))
    return _text(secrets.token_bytes(size or 32))


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _encoded(value: dict[str, Any]) -> str:
    return _text(json.dumps(value, separators=(",", ":")).encode())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
