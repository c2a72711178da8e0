"""Reads SD-JWTs: the signed token, what is disclosed of it, and the holder's proof (RFC 9901)."""

import base64
import binascii
import hashlib
from collections import Counter
from typing import Any, NamedTuple

import msgspec

from inspector.model.message import Span
from inspector.protocol.json_text import parse
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.jose import Jws

_MOST = 1000
_DEEPEST = 100
_OF_MEMBER, _OF_ELEMENT = 3, 2
_HASHES = {"sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512"}
_HASHES |= {"sha3-256": "sha3_256", "sha3-384": "sha3_384", "sha3-512": "sha3_512"}


class Disclosure(msgspec.Struct, frozen=True, kw_only=True):
    """What was disclosed. name: None for an element of a list.

    is_read: whether it can be decoded. is_used: whether its digest stands in the token.
    """

    span: Span
    is_read: bool = False
    name: str | None = None
    value: Any = None
    digest: str = ""
    is_used: bool = False


class SdJwt(msgspec.Struct, frozen=True, kw_only=True):
    """A token with disclosures. claims: those of the token with what is disclosed put in.

    hidden: how many digests nothing discloses. sd_hash: what the holder's proof must contain.
    """

    token: Jws
    algorithm: str
    is_known_algorithm: bool
    claims: dict[str, Any]
    disclosures: tuple[Disclosure, ...]
    hidden: int
    repeated: int
    proof: Jws | None
    proof_span: Span
    sd_hash: str

    def __repr__(self) -> str:
        return f"SdJwt(disclosures={len(self.disclosures)})"


def read(text: str) -> SdJwt | None:
    """Return the token, or None where the text is none. Never raises."""
    head, tilde, rest = text.partition("~")
    token = jose.read(head) if tilde else None
    if not isinstance(token, Jws) or len(text) > jose.MOST_CHARACTERS:
        return None
    members = token.claims or {}
    named = str(members.get("_sd_alg", "sha-256"))
    pieces = rest.split("~")
    disclosed, at = [], len(head) + 1
    for piece in pieces[:-1][:_MOST]:
        disclosed.append(_disclosure(piece, at, _HASHES.get(named.lower(), "sha256")))
        at += len(piece) + 1
    last = pieces[-1]
    work = _Filling({one.digest: one for one in disclosed if one.is_read})
    claims = work.filled(members, 0)
    start = len(text) - len(last)
    proof = jose.read(last) if last else None
    return SdJwt(
        token=token,
        algorithm=named,
        is_known_algorithm=named.lower() in _HASHES,
        claims=claims if isinstance(claims, dict) else {},
        disclosures=tuple(_marked(one, work.used) for one in disclosed),
        hidden=work.hidden,
        repeated=sum(1 for count in work.used.values() if count > 1),
        proof=proof if isinstance(proof, Jws) else None,
        proof_span=(start, len(text)),
        sd_hash=_hash(text[:start].strip(), _HASHES.get(named.lower(), "sha256")),
    )


def _disclosure(piece: str, at: int, algorithm: str) -> Disclosure:
    span = (at, at + len(piece))
    value = parse(_bytes(piece))
    if not isinstance(value, list) or len(value) not in (_OF_MEMBER, _OF_ELEMENT):
        return Disclosure(span=span)
    name = value[1] if len(value) == _OF_MEMBER else None
    if name is not None and not isinstance(name, str):
        return Disclosure(span=span)
    digest = _hash(piece.strip(), algorithm)
    return Disclosure(span=span, is_read=True, name=name, value=value[-1], digest=digest)


def _marked(one: Disclosure, used: Counter[str]) -> Disclosure:
    return msgspec.structs.replace(one, is_used=bool(one.digest and used[one.digest]))


class _Place(NamedTuple):
    """An element of a list, or nothing where it is not disclosed."""

    is_there: bool
    value: Any = None


class _Filling:
    """Puts disclosed members in place of their digests (RFC 9901 §7.1)."""

    def __init__(self, known: dict[str, Disclosure]) -> None:
        self._known = known
        self.used: Counter[str] = Counter()
        self.hidden = 0

    def filled(self, value: Any, depth: int) -> Any:
        if depth > _DEEPEST:
            return value
        if isinstance(value, dict):
            return self._object(value, depth + 1)
        if isinstance(value, list):
            places = [self._element(one, depth + 1) for one in value]
            return [place.value for place in places if place.is_there]
        return value

    def _object(self, members: dict[str, Any], depth: int) -> dict[str, Any]:
        digests = members.get("_sd")
        made = {
            name: self.filled(value, depth)
            for name, value in members.items()
            if name not in ("_sd", "_sd_alg")
        }
        for digest in digests if isinstance(digests, list) else ():
            one = self._take(digest)
            if one is not None and one.name is not None:
                made.setdefault(one.name, self.filled(one.value, depth))
        return made

    def _element(self, value: Any, depth: int) -> _Place:
        if isinstance(value, dict) and set(value) == {"..."}:
            one = self._take(value["..."])
            return _Place(one is not None, self.filled(one.value, depth) if one else None)
        return _Place(is_there=True, value=self.filled(value, depth))

    def _take(self, digest: Any) -> Disclosure | None:
        one = self._known.get(digest) if isinstance(digest, str) else None
        if one is None:
            self.hidden += 1
            return None
        self.used[one.digest] += 1
        return one if self.used[one.digest] == 1 else None


def _hash(text: str, algorithm: str) -> str:
    made = hashlib.new(algorithm, text.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
