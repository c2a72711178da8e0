"""Reads DPoP proofs and says what in one does not fit the request (RFC 9449 §4.3)."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec

from inspector.protocol.dates import epoch
from inspector.protocol.tokens.claim_names import PRIVATE_MEMBERS
from inspector.protocol.tokens.jose import Jws
from inspector.protocol.tokens.jose import read as read_jose
from inspector.protocol.urls import host_of, port_of, split
from inspector.wording import tr

DpopFaultKind = Literal[
    "type",
    "algorithm",
    "no-key",
    "private-key",
    "no-jti",
    "method",
    "uri",
    "no-time",
    "old",
    "future",
    "nonce",
    "no-token-hash",
    "token-hash",
]

_TOLERANCE = 60  # seconds; RFC 9449 §11.1 leaves the number to the server
_OLDEST = 300
_THUMBPRINT_MEMBERS = {
    "EC": ("crv", "kty", "x", "y"),
    "OKP": ("crv", "kty", "x"),
    "RSA": ("e", "kty", "n"),
}


class DpopProof(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of a proof; absent or of a wrong type: empty. jkt: thumbprint of its key."""

    token: Jws
    algorithm: str
    jkt: str
    method: str = ""
    uri: str = ""
    jti: str = ""
    issued: datetime | None = None
    nonce: str = ""
    token_hash: str = ""


class DpopFault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a server checking the proof would refuse."""

    kind: DpopFaultKind
    message: str


class DpopContext(msgspec.Struct, frozen=True, kw_only=True):
    """What the proof has to fit. access_token and nonce: empty where unknown or not needed."""

    method: str
    url: str
    now: datetime | None = None
    access_token: str = ""
    nonce: str = ""

    def __repr__(self) -> str:
        return f"DpopContext(method={self.method!r})"


def read(value: str) -> DpopProof | None:
    """Read the value of a DPoP header; None where it is no signed token. Never raises."""
    token = read_jose(value)
    if not isinstance(token, Jws):
        return None
    claims = token.claims or {}
    return DpopProof(
        token=token,
        algorithm=_text(token.header, "alg"),
        jkt=thumbprint(token.header.get("jwk")),
        method=_text(claims, "htm"),
        uri=_text(claims, "htu"),
        jti=_text(claims, "jti"),
        issued=epoch(claims.get("iat")),
        nonce=_text(claims, "nonce"),
        token_hash=_text(claims, "ath"),
    )


def thumbprint(jwk: Any) -> str:
    """Return the SHA-256 thumbprint of a public key (RFC 7638); empty where it is no such key."""
    members = _THUMBPRINT_MEMBERS.get(str(jwk.get("kty"))) if isinstance(jwk, dict) else None
    if members is None or not all(isinstance(jwk.get(name), str) for name in members):
        return ""
    text = json.dumps({name: jwk[name] for name in members}, separators=(",", ":"))
    return _hash(text)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def faults(proof: DpopProof, context: DpopContext) -> tuple[DpopFault, ...]:
    """Return what a server would refuse, in the order of RFC 9449 §4.3, signature aside."""
    kinds = [*_form(proof), *_fit(proof, context), *_times(proof, context.now)]
    return tuple(DpopFault(kind=kind, message=_SENTENCES[kind](proof)) for kind in kinds)


def _form(proof: DpopProof) -> Iterator[DpopFaultKind]:
    if _text(proof.token.header, "typ").lower() != "dpop+jwt":
        yield "type"
    if proof.algorithm.lower() in {"", "none"} or proof.algorithm.upper().startswith("HS"):
        yield "algorithm"
    if not proof.jkt:
        yield "no-key"
    key = proof.token.header.get("jwk")
    if isinstance(key, dict) and PRIVATE_MEMBERS.intersection(key):
        yield "private-key"
    if not proof.jti:
        yield "no-jti"


def _fit(proof: DpopProof, context: DpopContext) -> Iterator[DpopFaultKind]:
    if proof.method != context.method:
        yield "method"
    if not same_uri(proof.uri, context.url):
        yield "uri"
    if context.nonce and proof.nonce != context.nonce:
        yield "nonce"
    if context.access_token:
        if not proof.token_hash:
            yield "no-token-hash"
        elif proof.token_hash != _hash(context.access_token):
            yield "token-hash"


def _times(proof: DpopProof, now: datetime | None) -> Iterator[DpopFaultKind]:
    if proof.issued is None:
        yield "no-time"
    elif now is not None:
        age = (now - proof.issued).total_seconds()
        if age > _OLDEST:
            yield "old"
        elif age < -_TOLERANCE:
            yield "future"


def same_uri(one: str, other: str) -> bool:
    """Compare without query and fragment, normalised (RFC 9449 §4.3 point 9)."""
    return _normal(one) == _normal(other)


def _normal(url: str) -> tuple[str, str, int | None, str]:
    parts = split(url)
    return (parts.scheme.lower(), host_of(url), port_of(url), parts.path or "/")


def _text(value: dict[str, Any], name: str) -> str:
    member = value.get(name)
    return member if isinstance(member, str) else ""


_SENTENCES: dict[DpopFaultKind, Callable[[DpopProof], str]] = {
    "type": lambda _: tr("The proof's type is not dpop+jwt."),
    "algorithm": lambda _: tr("The proof is not signed with a public-key algorithm."),
    "no-key": lambda _: tr("The proof does not contain its public key."),
    "private-key": lambda _: tr("The proof contains the private key."),
    "no-jti": lambda _: tr("The proof has no identifier (jti)."),
    "method": lambda proof: tr("The proof is for the method {method}.", method=proof.method),
    "uri": lambda proof: tr("The proof is for the address {uri}.", uri=proof.uri[:200]),
    "no-time": lambda _: tr("The proof does not say when it was made."),
    "old": lambda _: tr("The proof was made more than 5 minutes before it was sent."),
    "future": lambda _: tr("The proof's time lies in the future; the clocks differ."),
    "nonce": lambda proof: (
        tr("The proof has another nonce than the server asked for.")
        if proof.nonce
        else tr("The proof has no nonce, but the server asked for one.")
    ),
    "no-token-hash": lambda _: tr("The proof does not name the access token (ath)."),
    "token-hash": lambda _: tr("The proof is for another access token."),
}
