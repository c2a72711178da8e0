"""All checks of a token's members at once: times, issuer, audience, scope, binding, algorithm."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from inspector.annotate.tokens import claim_checks
from inspector.annotate.tokens.check import Check, Judge, claim, header, signature
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRow
from inspector.protocol.tokens.jose import Jws
from inspector.protocol.tokens.oidc_hash import half_hash
from inspector.wording import tr, tr_n


# ---------------- What ties an ID token to one login (OpenID Connect)
def id_token_checks(token: Jws, expected: Expected) -> Iterator[Check]:
    """Yield what can be said with the access token, code and nonce that are known."""
    claims = token.claims or {}
    algorithm = str(token.header.get("alg", ""))
    if expected.nonce and "nonce" in claims:
        yield _nonce(str(claims["nonce"]), expected.nonce)
    pairs = (
        ("at_hash", expected.access_token, tr("the access token")),
        ("c_hash", expected.code, tr("the code")),
    )
    for name, value, what in pairs:
        made = half_hash(value, algorithm) if value and name in claims else ""
        if made:
            yield _hash(name, str(claims[name]) == made, what)


def _nonce(has: str, wanted: str) -> Check:
    if has == wanted:
        return claim("nonce", tr("Matches the login"), "good")
    todo = tr("Log in again: the token answers another login.")
    return claim("nonce", tr("Of another login"), "bad", todo)


def _hash(name: str, fits: bool, what: str) -> Check:  # noqa: FBT001 - the one thing it says
    if fits:
        return claim(name, tr("Fits {what}", what=what), "good")
    todo = tr("Take both from one reply of the token endpoint.")
    return claim(name, tr("Does not fit {what}", what=what), "bad", todo)


# ---------------- A token's header: its algorithm, key and kind
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


_ORDER: tuple[Level, ...] = ("info", "good", "odd", "bad")
_CLAIMS: dict[str, Judge] = claim_checks.JUDGES


def checks(
    token: Jws, expected: Expected, now: datetime, signature: Signature | None = None
) -> tuple[Check, ...]:
    """Return what can be said of each member, in the order of the token.

    signature: what a check of the signature found, None while there was none.
    """
    claims = token.claims or {}
    found = _all(token, expected, now, signature)
    return tuple(
        check
        for check in found
        if check.name in {"header": token.header, "payload": claims}.get(check.part, _SIGNATURE)
    )


_SIGNATURE = {"signature": None}


def _all(
    token: Jws, expected: Expected, now: datetime, signature: Signature | None
) -> Iterator[Check]:
    at = expected.judged(now)
    for name, value in token.header.items():
        judge = JUDGES.get(name)
        yield from judge(value, expected, at) if judge is not None else ()
    yield from key_checks(token.header, signature, is_signed=not token.is_unsigned)
    claims = token.claims or {}
    yield from profile(token.header, claims)
    yield from id_token_checks(token, expected)
    yield from claim_checks.id_token_as_access(token.header, claims, expected)
    for name, value in claims.items():
        judge = _CLAIMS.get(name)
        yield from judge(value, expected, at) if judge is not None else ()
        yield from claim_checks.personal(name, value)
    yield from claim_checks.lifetime(claims)


def checked(token: Token, found: tuple[Check, ...]) -> Token:
    """Return the token with the checks as the notes of its rows."""
    by_place: dict[tuple[str, str], Check] = {}
    for check in found:
        known = by_place.setdefault((check.part, check.name), check)
        if _ORDER.index(check.level) > _ORDER.index(known.level):
            by_place[check.part, check.name] = check
    parts = tuple(_with_notes(part, by_place) for part in token.parts)
    return msgspec.structs.replace(token, parts=parts)


def closing(found: tuple[Check, ...]) -> str:
    """Return the one sentence about what to change."""
    failed = [check for check in found if check.level == "bad"]
    if not failed:
        if any((check.name, check.level) == ("kid", "good") for check in found):
            return tr(
                "No check fails. Refused all the same, it was revoked, or the API keeps old keys."
            )
        if any((check.part, check.level) == ("signature", "info") for check in found):
            return tr(
                "No check fails, but the signature was not checked: that needs the issuer's key. "
                "If it holds, the token may have been revoked."
            )
        return tr("No check fails. If it is refused all the same, it may have been revoked.")
    first = failed[0]
    if len(failed) == 1:
        return tr("Only {name} fails. {todo}", name=first.name, todo=first.todo)
    names = ", ".join(dict.fromkeys(check.name for check in failed))
    return tr("{names} fail. {todo}", names=names, todo=first.todo)


def _with_notes(part: TokenPart, found: dict[tuple[str, str], Check]) -> TokenPart:
    rows = tuple(_with_note(row, found.get((part.name, row.name))) for row in part.rows)
    return msgspec.structs.replace(part, rows=rows)


def _with_note(row: TokenRow, check: Check | None) -> TokenRow:
    if check is None:
        return row
    return msgspec.structs.replace(row, note=check.text, level=check.level)
