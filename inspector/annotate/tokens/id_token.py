"""Checks what ties an ID token to one login: nonce, at_hash, c_hash (OpenID Connect §3.1.3.7)."""

from collections.abc import Iterator

from inspector.annotate.tokens.check import Check, claim
from inspector.annotate.tokens.expected import Expected
from inspector.protocol.tokens.jose import Jws
from inspector.protocol.tokens.oidc_hash import half_hash
from inspector.wording import tr


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
