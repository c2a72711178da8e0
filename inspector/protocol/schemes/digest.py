"""Answers Digest challenges, every step shown (RFC 7616; RFC 2617, 2069 where servers ask).

Text of headers is Latin-1 of the bytes on the wire, as everywhere in the model.
"""

import hashlib
from collections.abc import Iterable
from typing import Literal
from urllib.parse import quote as percent

import msgspec

from inspector.model.message import latin1
from inspector.protocol.challenges.records import Challenge
from inspector.protocol.challenges.scanner import quote

Qop = Literal["", "auth", "auth-int"]

# Name on the wire → (name for hashlib, strength). SHA-512 is not in RFC 7616, but some ask for it.
_HASHES = {
    "md5": ("md5", 1),
    "sha-256": ("sha256", 2),
    "sha-512-256": ("sha512_256", 3),
    "sha-512": ("sha512", 4),
}


class DigestInput(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What goes into an answer.

    uri: the request target with its query, as on the request line. cnonce: text of the client's
    own. nc: how often this nonce has been used, this time included. qop: the user's choice,
    empty for the server's offer.
    """

    method: str
    uri: str
    user: str
    password: str
    body: bytes = b""
    cnonce: str = ""
    nc: int = 1
    qop: Qop = ""
    charset: str = "utf-8"

    def __repr__(self) -> str:
        return f"DigestInput(method={self.method!r}, nc={self.nc})"


class DigestAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The steps of RFC 7616 §3.4. a1 and ha1 are as secret as the password."""

    algorithm: str
    qop: Qop
    a1: str
    a2: str
    ha1: str
    ha2: str
    response: str
    header: str

    def __repr__(self) -> str:
        return f"DigestAnswer(algorithm={self.algorithm!r}, qop={self.qop!r})"


def base_algorithm(challenge: Challenge) -> str:
    """Return the algorithm's name in small letters without `-sess`; MD5 where none is named."""
    return (challenge.get("algorithm") or "MD5").strip().lower().removesuffix("-sess")


def is_session(challenge: Challenge) -> bool:
    """Whether A1 is taken over the nonces as well (`-sess`, RFC 7616 §3.4.2)."""
    return challenge.get("algorithm").strip().lower().endswith("-sess")


def qop_offers(challenge: Challenge) -> tuple[str, ...]:
    """Return the kinds of protection offered, in small letters; empty means the old formula."""
    return tuple(challenge.get("qop").replace(",", " ").lower().split())


def is_stale(challenge: Challenge) -> bool:
    """Whether only the nonce was too old; user and password were right (RFC 7616 §3.3)."""
    return challenge.get("stale").strip().lower() == "true"


def is_answerable(challenge: Challenge) -> bool:
    """Whether this engine knows the algorithm and one of the offered kinds of protection."""
    offers = qop_offers(challenge)
    known = not offers or bool({"auth", "auth-int"}.intersection(offers))
    return (
        challenge.is_scheme("Digest")
        and bool(challenge.get("nonce"))
        and base_algorithm(challenge) in _HASHES
        and known
    )


def choose(challenges: Iterable[Challenge], algorithm: str = "", qop: str = "") -> Challenge | None:
    """Return the strongest challenge that can be answered (the first of equals), or None.

    algorithm, qop: the user's choice; where a server doesn't offer it, None is returned.
    """
    possible = [
        one
        for one in challenges
        if is_answerable(one) and _offers_algorithm(one, algorithm) and _offers_qop(one, qop)
    ]
    return max(possible, key=lambda one: _HASHES[base_algorithm(one)][1], default=None)


def _offers_algorithm(challenge: Challenge, wanted: str) -> bool:
    named = (challenge.get("algorithm") or "MD5").strip().lower()
    return not wanted or named == wanted.lower()


def _offers_qop(challenge: Challenge, wanted: str) -> bool:
    return not wanted or wanted in qop_offers(challenge)


def choose_qop(challenge: Challenge, wanted: str = "") -> Qop:
    """Choose one kind of protection: the user's, else `auth`, else `auth-int`, else the old way."""
    offers = qop_offers(challenge)
    for name in (wanted, "auth", "auth-int"):
        if name in offers:
            return "auth-int" if name == "auth-int" else "auth"
    return ""


def hashed(algorithm: str, data: bytes) -> str:
    """Return the hash in hexadecimal digits. Raises KeyError for an unknown algorithm."""
    name = _HASHES[algorithm.lower().removesuffix("-sess")][0]
    return hashlib.new(name, data, usedforsecurity=False).hexdigest()


def answer(challenge: Challenge, given: DigestInput) -> DigestAnswer:
    """Answer a challenge for which `is_answerable` holds (else KeyError)."""
    name = base_algorithm(challenge)
    qop = choose_qop(challenge, given.qop)

    def h(text: str) -> str:
        return hashed(name, text.encode("latin-1"))

    user, password = _wire(given.user, given.charset), _wire(given.password, given.charset)
    realm, nonce = challenge.get("realm"), challenge.get("nonce")
    a1 = f"{user}:{realm}:{password}"
    if is_session(challenge):
        a1 = f"{h(a1)}:{nonce}:{given.cnonce}"
    a2 = f"{given.method}:{given.uri}"
    if qop == "auth-int":
        a2 += ":" + hashed(name, given.body)
    ha1, ha2 = h(a1), h(a2)
    middle = f"{given.nc:08x}:{given.cnonce}:{qop}:" if qop else ""
    response = h(f"{ha1}:{nonce}:{middle}{ha2}")
    shown = h(f"{user}:{realm}") if has_userhash(challenge) else user
    return DigestAnswer(
        algorithm=challenge.get("algorithm") or "MD5",
        qop=qop,
        a1=a1,
        a2=a2,
        ha1=ha1,
        ha2=ha2,
        response=response,
        header=_header(challenge, given, (shown, response, qop)),
    )


def has_userhash(challenge: Challenge) -> bool:
    """Whether the server wants the user's name hashed (RFC 7616 §3.4.4)."""
    return challenge.get("userhash").strip().lower() == "true"


def _wire(text: str, charset: str) -> str:
    """Return the text's bytes as Latin-1 characters; UTF-8 where the charset lacks one."""
    try:
        return text.encode(charset).decode("latin-1")
    except (LookupError, UnicodeError):
        return latin1(text)


def _header(challenge: Challenge, given: DigestInput, made: tuple[str, str, Qop]) -> str:
    """Write the header; `algorithm`, `qop` and `nc` without quotes, as RFC 7616 §3.4 asks."""
    user, response, qop = made
    parts = [
        _user_part(challenge, given, user),
        f"realm={quote(challenge.get('realm'))}",
        f"nonce={quote(challenge.get('nonce'))}",
        f"uri={quote(given.uri)}",
    ]
    if challenge.has("algorithm"):
        parts.append(f"algorithm={challenge.get('algorithm')}")
    parts.append(f'response="{response}"')
    if challenge.has("opaque"):
        parts.append(f"opaque={quote(challenge.get('opaque'))}")
    if qop:
        parts += [f"qop={qop}", f"nc={given.nc:08x}"]
    if qop or is_session(challenge):
        parts.append(f"cnonce={quote(given.cnonce)}")
    if has_userhash(challenge):
        parts.append("userhash=true")
    return "Digest " + ", ".join(parts)


def _user_part(challenge: Challenge, given: DigestInput, user: str) -> str:
    """Use `username*` for other than ASCII where the server speaks UTF-8 (RFC 7616 §3.4)."""
    utf8 = challenge.get("charset").strip().lower() == "utf-8"
    if not utf8 or has_userhash(challenge) or given.user.isascii():
        return f"username={quote(user)}"
    return f"username*=UTF-8''{percent(given.user, safe='')}"
