"""Makes up credentials of the same shape as a real one, and tokens changed in one thing only."""

import base64
import json
import math
import secrets
import string
import uuid
from typing import Any

from inspector.protocol.patterns import lazy_re, word_set

_PREFIX = lazy_re(r"^(?:[A-Za-z]{2,10}[_-](?:(?:live|test|prod|pat)[_-])?|AKIA|AIza|SG\.)")
_JWT_PARTS = 3
_AN_HOUR = 3600
_SIZES = {
    "HS256": 32, "HS384": 48, "HS512": 64, "ES256": 64, "ES384": 96, "ES512": 132, "EdDSA": 64,
}  # fmt: skip
_WHO = word_set(
    "sub jti sid oid uid upn email name user username user_id preferred_username client_id"
)
_STAYS = word_set(
    """iss aud exp nbf iat auth_time scope scp scopes roles role permissions authorities
    realm_access resource_access typ token_type token_use ver version acr amr cnf tid"""
)
_SEPARATED = lazy_re(r"([:|;,&@\s]+)")
_VERSION = lazy_re(r"v\d{1,2}")
_FEWEST = 8  # characters that vary
_FEWEST_DIGITS = 20  # where all of them are digits


def same_shape(value: str) -> str:
    """Return random text of the same kinds of characters that is nobody's; a known prefix stays.

    Where so few characters vary that the result could be somebody's id, user name or key, a UUID
    stands in their place: a made-up 42 becomes no 17. So it is for each part of `id:key`.
    """
    if (token := _jwt(value)) is not None:
        return _made_up_jwt(*token)
    return "".join(_made_up(part) for part in _SEPARATED.split(value))


def _made_up(part: str) -> str:
    if not part or _SEPARATED.fullmatch(part) or _VERSION.fullmatch(part):
        return part
    found = _PREFIX.match(part)
    start = found.end() if found and found.end() < len(part) // 2 else 0
    if len(part) < _FEWEST:
        return str(uuid.uuid4())
    rest = part[start:]
    return part[:start] + ("".join(map(_like, rest)) if _has_room(rest) else str(uuid.uuid4()))


def _has_room(text: str) -> bool:
    """Whether a random text of this shape is nobody's: numbers are given out one by one."""
    digits = sum(character in string.digits for character in text)
    letters = sum(character in string.ascii_letters for character in text)
    if not letters:
        return digits >= _FEWEST_DIGITS
    return digits * math.log2(10) + letters * math.log2(26) >= _FEWEST * math.log2(26)


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
    """Return a JWT whose time is over an hour since, under its old signature, in nobody's name."""
    read = _jwt(token)
    if read is None:
        return token
    claims = _of_nobody(read[1])
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
    """Keep what says where a token belongs, until when and for what; make up whose it is."""
    signature = _text(secrets.token_bytes(_size(head)))
    return f"{_encoded(_head(head))}.{_encoded(_of_nobody(claims))}.{signature}"


def _head(head: dict[str, Any]) -> dict[str, Any]:
    """Claims may be repeated in the header (RFC 7519 §5.3)."""
    return {name: _nobodys(value) if name in _WHO else value for name, value in head.items()}


def _of_nobody(claims: dict[str, Any]) -> dict[str, Any]:
    return {name: value if name in _STAYS else _nobodys(value) for name, value in claims.items()}


def _nobodys(value: object) -> object:
    if isinstance(value, str):
        return same_shape(value)
    if isinstance(value, dict):
        return _of_nobody(value)
    if isinstance(value, list):
        return [_nobodys(one) for one in value]
    return value if value is None or isinstance(value, bool) else str(uuid.uuid4())


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
