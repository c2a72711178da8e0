"""Checks how a token is used: bound to a key, an ID token in its place, personal data in it."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens.check import Check, Judge, claim
from inspector.annotate.tokens.expected import Expected
from inspector.protocol.word_set import word_set
from inspector.wording import tr

_PERSONAL = word_set(
    "email phone_number address birthdate name given_name family_name preferred_username upn "
    "unique_name picture gender ipaddr"
)
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,200}\.[^@\s]{2,60}")
_OF_A_LOGIN = ("at_hash", "c_hash", "nonce")
_SCOPES = {"scope", "scp", "scopes", "permissions"}


def _cnf(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    members = value if isinstance(value, dict) else {}
    if "jkt" in members:
        yield _proved(str(members["jkt"]), expected.proof)
    elif "x5t#S256" in members:
        yield claim("cnf", tr("Bound to a client certificate (RFC 8705)"), "odd")
    else:
        yield claim("cnf", tr("Bound to a key its sender must prove to hold"), "odd")


def _proved(jkt: str, proof: str | None) -> Check:
    """Compare the key it is bound to with that of the proof sent along (RFC 9449 §7.1)."""
    if proof is None:
        text = tr("Bound to a key: each request needs a DPoP proof (RFC 9449)")
        return claim("cnf", text, "odd")
    if not proof:
        todo = tr("Send a DPoP proof by the key that the token was issued for.")
        return claim("cnf", tr("No DPoP proof was sent"), "bad", todo)
    if proof == jkt:
        return claim("cnf", tr("Fits the DPoP proof"), "good")
    todo = tr("Make the DPoP proof with the key that the token was issued for.")
    return claim("cnf", tr("The DPoP proof is by another key"), "bad", todo)


def personal(name: str, value: Any) -> Iterator[Check]:
    """Yield a remark where a claim names a person."""
    if name in _PERSONAL or (isinstance(value, str) and _MAIL.fullmatch(value)):
        yield claim(name, tr("Personal data"), "odd")


def id_token_as_access(
    header: dict[str, Any], claims: dict[str, Any], expected: Expected
) -> Iterator[Check]:
    """Yield a remark where an ID token was sent in place of an access token (RFC 9068 §5)."""
    if expected.use != "access" or not is_id_token(header, claims):
        return
    name = next((each for each in _OF_A_LOGIN if each in claims), "aud")
    text = tr("Only an ID token has it; an API wants an access token")
    todo = tr("Send the access token, not the ID token.") if expected.refused else ""
    yield claim(name, text, "bad" if todo else "odd", todo)


def is_id_token(header: dict[str, Any], claims: dict[str, Any]) -> bool:
    """Whether a token looks like an ID token (OpenID Connect Core §2)."""
    if str(header.get("typ", "")).lower().removeprefix("application/") == "at+jwt":
        return False
    if str(claims.get("typ", claims.get("token_use", ""))).lower() in {"id", "id_token"}:
        return True
    return any(name in claims for name in _OF_A_LOGIN) and not _SCOPES & claims.keys()


JUDGES: dict[str, Judge] = {"cnf": _cnf}
