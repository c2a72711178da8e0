"""The issuer that a login provider calls itself in this trace, beside the one that its token names.

They must be the same, letter by letter (OpenID Connect Discovery §4.3, RFC 8414 §3.3, RFC 9068 §4).
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import issuer
from inspector.protocol.discovery import is_address
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.key_set import fit
from inspector.protocol.urls import host_of, port_of, split
from inspector.reading.credential import Credential


class DescribedIssuer(NamedTuple):
    """name: what a description calls its issuer. by: whose reply it is. keys: that fit the token.

    nearly: whether the token's issuer is the same but for a slash, the scheme, a port or letters.
    """

    name: str
    by: Case
    keys: Case | None
    nearly: bool


def described_otherwise(case: Case, token: Credential) -> DescribedIssuer | None:
    """Return how the token's own provider calls itself, where that is not what the token says.

    It is its own where its keys fit the token, or where both names are nearly the same.
    """
    mine = issuer(token)
    described = list(_described(case)) if is_address(mine) else []
    if not described or mine in (name for name, _ in described):
        return None
    for name, by in described:
        keys, nearly = _keys_of(case, by), _is_nearly(mine, name)
        fits = keys is not None and _fits(token, keys)
        if fits or (nearly and keys is None):
            return DescribedIssuer(name, by, keys, nearly)
    return None


def _described(case: Case) -> Iterator[tuple[str, Case]]:
    """Yield the issuers that descriptions of providers name; one may leave room for a tenant."""
    for one in case.neighbours:
        told = one.heard.content.object if one.succeeded else {}
        name = told.get("issuer")
        if isinstance(name, str) and is_address(name) and "{" not in name and _OWN & told.keys():
            yield name, one


_OWN = frozenset({"jwks_uri", "token_endpoint", "authorization_endpoint"})


def _keys_of(case: Case, by: Case) -> Case | None:
    """Return who brought the keys that a description names."""
    place = by.heard.content.object.get("jwks_uri")
    brought = (one for one in case.neighbours if one.succeeded and one.sent.url == place)
    return next((one for one in brought if _keys(one)), None)


def _keys(one: Case) -> list[dict[str, object]]:
    listed = one.heard.content.object.get("keys")
    return [key for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []


def _fits(token: Credential, brought: Case) -> bool:
    read = jose.read(token.bare)
    return isinstance(read, jose.Jws) and fit(read, [*_keys(brought)]) == "fits"


def _is_nearly(one: str, other: str) -> bool:
    """Whether two addresses name one place; http and https have ports of their own."""
    mine, theirs = split(one), split(other)
    same_path = mine.path.rstrip("/").lower() == theirs.path.rstrip("/").lower()
    return same_path and host_of(one) == host_of(other) and _port(one) == _port(other)


def _port(url: str) -> int | None:
    port = port_of(url)
    return None if port in _USUAL else port


_USUAL = frozenset({80, 443})
