"""Checks a token's header: algorithm and key against those tried, its kind (RFC 7515 §4.1)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens.check import Check, Judge, header, signature
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from inspector.wording import tr, tr_n

_ACCESS = ("iss", "exp", "aud", "sub", "client_id", "iat", "jti")  # RFC 9068 §2.2


def profile(members: dict[str, Any], claims: dict[str, Any]) -> Iterator[Check]:
    """Yield a remark where an access token lacks what its profile requires."""
    lacking = [name for name in _ACCESS if name not in claims]
    if lacking and str(members.get("typ", "")).lower().removeprefix("application/") == "at+jwt":
        names = ", ".join(lacking)
        yield header("typ", tr("Lacks {names} (RFC 9068)", names=names), "odd")


def key_checks(
    members: dict[str, Any], found: Signature | None, *, is_signed: bool = True
) -> Iterator[Check]:
    """Yield what a check of the signature tells about the algorithm, the key's name and itself."""
    if str(members.get("alg", "")).lower() == "none" or not is_signed:
        yield from _unsigned(members)
        return
    if found is None or not found.fit:
        wrong = found is not None and found.state == "invalid"
        yield signature(tr("Wrong"), "bad", _again()) if wrong else signature(_later(), "info")
        yield from (header(name, _later(), "info") for name in ("alg", "kid"))
        return
    yield from _fitting(found)
    if found.in_set and found.fit == "no-such-key":
        todo = tr("Get a new token: the issuer signs with another key now.")
        yield header("kid", tr("Not in JWKS: key rotated"), "bad", todo)
    elif found.in_set and found.fit != "unreadable":
        yield header("kid", tr("Found in JWKS"), "good")


def _unsigned(members: dict[str, Any]) -> Iterator[Check]:
    """Yield that a token names an algorithm, and was signed with none."""
    if str(members.get("alg", "none")).lower() != "none":
        todo = tr("Get a signed token: of this one the signature was cut off.")
        yield signature(tr("It has none"), "bad", todo)


def _fitting(found: Signature) -> Iterator[Check]:
    if found.fit == "fits":
        yield header("alg", tr("Matches the key"), "good")
        yield signature(tr("Valid"), "good")
    elif found.fit == "guessed":
        todo = tr("The issuer must sign with a long random secret, and withdraw this one.")
        yield header("alg", tr("Its secret can be guessed"), "bad", todo)
        yield signature(tr("Anybody can make it"), "bad", todo)
    elif found.fit == "wrong":
        yield signature(tr("Wrong"), "bad", _again())
    elif found.fit == "unreadable":
        todo = tr("Give a key for the algorithm that the token names.")
        yield header("alg", tr("The key is for another algorithm"), "bad", todo)
        yield signature(_later(), "info")


def _later() -> str:
    return tr("Needs the key")


def _again() -> str:
    return tr("Get a new token: this one was altered, or another key signed it.")


def _alg(value: Any, _expected: Expected, _at: datetime) -> Iterator[Check]:
    if str(value).lower() == "none":
        todo = tr("Get a signed token; no careful server takes this one.")
        yield header("alg", tr("Not signed"), "bad", todo)


def _typ(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    kind = str(value).lower().removeprefix("application/")
    if kind == "at+jwt" or (kind == "dpop+jwt" and expected.use == "proof"):
        yield header("typ", tr("Right kind of token"), "good")
    elif kind in {"dpop+jwt", "logout+jwt", "secevent+jwt"}:
        todo = tr("Send an access token instead.")
        yield header("typ", tr("Not an access token"), "bad", todo)
    elif kind == "jwt":
        yield header("typ", tr("Usual kind"), "good")


def _crit(value: Any, _expected: Expected, _at: datetime) -> Iterator[Check]:
    names = value if isinstance(value, list) else [value]
    text = tr_n(
        "{count} member must be understood",
        "{count} members must be understood",
        len(names),
    )
    yield header("crit", text, "odd")


JUDGES: dict[str, Judge] = {"alg": _alg, "typ": _typ, "crit": _crit}
