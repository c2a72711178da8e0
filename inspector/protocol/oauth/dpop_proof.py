"""Makes DPoP proofs, and reads the nonce that a server wants in them (RFC 9449 §4.2, §8, §9)."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import urlunsplit

import msgspec

from inspector.model.kinds.oauth import DpopAlgorithm
from inspector.model.message import Reply, first
from inspector.protocol.oauth import error_reply
from inspector.protocol.tokens.dpop import thumbprint
from inspector.protocol.tokens.signing import signed
from inspector.protocol.urls import split

NONCE_HEADER = "DPoP-Nonce"
_WANTED = "use_dpop_nonce"
_KINDS = {
    "ES256": ("EC", "P-256"),
    "ES384": ("EC", "P-384"),
    "RS256": ("RSA", 2048),
    "PS256": ("RSA", 2048),
    "EdDSA": ("OKP", "Ed25519"),
}
_PUBLIC = ("kty", "crv", "x", "y", "n", "e")


class ProofOf(msgspec.Struct, frozen=True, kw_only=True):
    """What one proof is for. issued: seconds since the epoch; token: that goes with it."""

    method: str
    url: str
    issued: int
    jti: str
    token: str = ""
    nonce: str = ""

    def __repr__(self) -> str:
        return f"ProofOf(method={self.method!r}, url={self.url!r})"


def new_key(algorithm: DpopAlgorithm) -> str:
    """Return a new private key as JWK text, with the algorithm it is for."""
    from joserfc.jwk import generate_key  # noqa: PLC0415 - with the first proof

    kind, size = _KINDS[algorithm]
    members = generate_key(kind, size, private=True).as_dict(private=True)  # type: ignore[call-overload] # fits the kind
    return json.dumps({**members, "alg": algorithm})


def public_key(key: str) -> dict[str, Any]:
    """Return the public members of a key."""
    members: dict[str, Any] = json.loads(key)
    return {name: members[name] for name in _PUBLIC if name in members}


def key_thumbprint(key: str) -> str:
    """Return `jkt`, by which a server knows the key (RFC 7638)."""
    return thumbprint(public_key(key))


def proof(key: str, of: ProofOf) -> str:
    """Return the value of the DPoP header; raises SigningError."""
    claims: dict[str, Any] = {
        "jti": of.jti,
        "htm": of.method,
        "htu": _without_query(of.url),
        "iat": of.issued,
    }
    if of.token:
        claims["ath"] = urlsafe_b64encode(sha256(of.token.encode()).digest()).rstrip(b"=").decode()
    if of.nonce:
        claims["nonce"] = of.nonce
    header = {"typ": "dpop+jwt", "alg": json.loads(key)["alg"], "jwk": public_key(key)}
    return signed(header, claims, key)


def _without_query(url: str) -> str:
    return urlunsplit(split(url)._replace(query="", fragment=""))


def nonce_of(reply: Reply | None) -> str:
    """Return the nonce for the next proof, empty where the server gives none."""
    return (first(reply.headers, NONCE_HEADER) or "") if reply is not None else ""


def wants_nonce(reply: Reply | None) -> bool:
    """Whether a server refused only because the proof lacked its nonce."""
    if reply is None or not nonce_of(reply):
        return False
    found = error_reply.read(reply.body)
    challenge = first(reply.headers, "WWW-Authenticate") or ""
    return (found is not None and found.code == _WANTED) or _WANTED in challenge
