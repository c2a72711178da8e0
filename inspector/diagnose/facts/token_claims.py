"""What a token sent says about itself: times, audience, issuer, scopes, kind."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple

from inspector.annotate.tokens import claim_checks
from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.discovery import is_address
from inspector.protocol.json_text import parse_object
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.protocol.tokens.claim_names import (
    OF_WHAT_ONE_MAY,
    OF_WHERE_ONE_BELONGS,
    RIGHTS,
)
from inspector.protocol.urls import authority_of, host_of, without_port
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.statements import Statement
from inspector.reading.statuses import TURNS_AWAY


def audiences(credential: Credential) -> tuple[str, ...]:
    """Return the audiences of a token."""
    value = credential.claims.get("aud")
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def is_for_this_place(credential: Credential, host: str, path: str) -> bool:
    """Whether an audience names the host that was asked, or a part of its name or of the path."""
    parts = {*host.lower().split("."), *path.lower().split("/")} - {""}
    named = [one.lower() for one in audiences(credential)]
    return any(one in parts or host_of(one) == host.lower() for one in named)


def issuer(credential: Credential) -> str:
    """Return the issuer of a token, of a JWE from its header; empty without one."""
    value = credential.claims.get("iss") or credential.jose_header.get("iss")
    return value if isinstance(value, str) else ""


def names_no_issuer(credential: Credential) -> bool:
    """Whether a token is neither a JWT nor encrypted: whoever looks for its issuer finds none."""
    return not (credential.claims or credential.jose_header or credential.is_encrypted)


def scopes(credential: Credential) -> frozenset[str]:
    """Return the scopes, roles and permissions of a token."""
    found: set[str] = set()
    for name in (*RIGHTS, "roles"):
        value = credential.claims.get(name)
        if isinstance(value, str):
            found.update(value.split())
        elif isinstance(value, list):
            found.update(str(one) for one in value)
    return frozenset(found)


def nested_roles(credential: Credential) -> frozenset[str]:
    """Return the roles that a token names for a realm and for single clients, as Keycloak does."""
    claims = credential.claims
    clients = claims.get("resource_access")
    members = [claims.get("realm_access"), *(clients.values() if isinstance(clients, dict) else ())]
    lists = [one.get("roles") for one in members if isinstance(one, dict)]
    return frozenset(str(role) for each in lists if isinstance(each, list) for role in each)


def accepted_tokens(case: Case) -> Iterator[Credential]:
    """Yield the signed tokens that this host took, the nearest before it first."""
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        if other.succeeded:
            yield from (one for one in other.sent.credentials if one.claims)


_LOOK = 40


def names_scopes(credential: Credential) -> bool:
    """Whether a token names scopes at all."""
    return not credential.claims.keys().isdisjoint(RIGHTS)


def bearer(case: Case) -> Credential | None:
    """Return the token of a request: a JWT wherever it is, else the Bearer value.

    An encrypted one in a cookie is a session that the site sealed for itself.
    """
    sent = case.sent
    for credential in (*sent.credentials, *sent.session_cookies):
        if credential.claims or (credential.is_encrypted and credential.where != "cookie"):
            return credential
    return sent.authorization if sent.authorization and is_bearer(sent.authorization) else None


def is_bearer(credential: Credential) -> bool:
    """Whether a credential is sent as a token (Bearer and its likes)."""
    if credential.scheme == "oauth":  # OAuth 1.0 has parameters there, early OAuth 2.0 a token
        return "oauth_" not in credential.value
    return credential.scheme in TOKEN_SCHEMES or credential.scheme == "bot"


def expired_by(case: Case, credential: Credential) -> timedelta | None:
    """Return how long ago a token expired by the server's clock; None while it is valid."""
    end, now = loose_numeric_date(credential.claims.get("exp")), case.server_time
    return now - end if end is not None and now is not None and now >= end else None


def ahead(case: Case, credential: Credential) -> timedelta | None:
    """Return how far a token's start lies in the server's future; None once it is valid."""
    now = case.server_time
    starts = [loose_numeric_date(credential.claims.get(name)) for name in ("nbf", "iat")]
    known = [start for start in starts if start is not None]
    if now is None or not known or max(known) - now <= timedelta(seconds=1):
        return None
    return max(known) - now


def is_id_token(credential: Credential) -> bool:
    """Whether a token looks like an ID token (OpenID Connect Core §2)."""
    return claim_checks.is_id_token(credential.jose_header, credential.claims)


def is_refresh_token(credential: Credential) -> bool:
    """Whether a token says that it is a refresh token."""
    claims = credential.claims
    kinds = (
        claims.get("typ"),
        claims.get("type"),
        claims.get("token_type"),
        claims.get("token_use"),
    )
    return any(str(kind).lower() in {"refresh", "offline", "refresh_token"} for kind in kinds)


def issued_in(case: Case, credential: Credential) -> tuple[Case, str] | None:
    """Return the earlier case whose reply handed this credential out, and the field's name."""
    known = case.once(_none_yet)
    if credential.bare not in known:
        known[credential.bare] = _handed_out(case, credential)
    return known[credential.bare]


def _none_yet(_case: Case) -> dict[str, tuple[Case, str] | None]:
    return {}


def _handed_out(case: Case, credential: Credential) -> tuple[Case, str] | None:
    wanted = credential.bare
    if len(wanted) < _SHORTEST:
        return None
    needle = wanted.encode("latin-1", "ignore")
    for other in reversed(case.neighbours):
        if other.index < case.index and _holds(other.exchange, needle):
            for key, value in other.heard.content.scalars():
                if value == wanted:
                    return other, key
    return None


def issued_here(case: Case) -> Case | None:
    """Return the earlier case in which this very host handed out what was sent; or None."""
    found = (issued_in(case, credential) for credential in case.sent.credentials)
    sources = (source[0] for source in found if source is not None)
    return next((one for one in sources if one.sent.host == case.sent.host), None)


_SHORTEST = 8
_LARGEST = 1_000_000


def _holds(exchange: Exchange, needle: bytes) -> bool:
    reply = exchange.reply
    return reply is not None and 0 < len(reply.body) <= _LARGEST and needle in reply.body


def hosts(values: Iterable[str]) -> frozenset[str]:
    """Return the hosts of the values that are addresses, with the ports that they name."""
    return frozenset(authority_of(value) for value in values if is_address(value)) - {""}


def bare_hosts(values: Iterable[str]) -> frozenset[str]:
    """Return the same without ports, as `Sent.bare_host` is."""
    return frozenset(map(without_port, hosts(values)))


# ---------------- What a token says of where it belongs
# finds `instance_url`
# but not `picture`
_ADDRESS = lazy_re(
    r"(?i)^(?:region|instance|api|base|service|server|home|site|tenant|cluster|sign_?in|host|rest)?"
    r"_?(?:url|uri|endpoint|host|address|server|base|domain)$"
)
_REGION = lazy_re(r"(?i)^(?:r|region|data_?cent(?:er|re)|dc|residency)$")
_PIECE = lazy_re(r"[A-Za-z0-9_\-+/]{16,4000}={0,2}")
_PARTS = lazy_re(r"[._:|~]")
_LONGEST, _MANY, _DEEP = 400, 60, 3


class Told(NamedTuple):
    """kind: "address" or "region". name: the member that says it."""

    kind: str
    name: str
    value: str


def told_by(credential: Credential) -> tuple[Told, ...]:
    """Return the addresses and regions that a token names, most particular first."""
    members = credential.claims or _inside(credential.bare)
    found = list(_told(members, 0))
    found.sort(key=lambda told: "region" not in told.name.lower())
    return tuple(found[:_MANY])


def _inside(value: str) -> dict[str, object]:
    """Return the JSON object that stands in a part of an opaque token, {} without one."""
    for start in range(len(value[:_PREFIX])):
        at_part = start == 0 or _PARTS.match(value[start - 1])
        if not at_part or not value.startswith(_OPENING, start):
            continue
        piece = _PIECE.match(value, start)
        # A low line may be a letter of Base64 or stand between two parts.
        for text in (piece.group(), piece.group().partition("_")[0]) if piece else ():
            found = parse_object(_decoded(text))
            if found is not None:
                return found.value
    return {}


_OPENING = ("eyJ", "eyI", "ew")  # {" and { in Base64
_PREFIX = 40


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_")
    except (binascii.Error, ValueError):
        return b""


def _told(members: dict[str, object], depth: int) -> Iterator[Told]:
    for name, value in list(members.items())[:_MANY]:
        if isinstance(value, dict) and depth < _DEEP:
            yield from _told(value, depth + 1)
        elif isinstance(value, str) and 0 < len(value) < _LONGEST:
            if _ADDRESS.match(name) and "." in value and " " not in value:
                yield Told("address", name, value)
            elif _REGION.match(name):
                yield Told("region", name, value)


# ---------------- The scopes a reply lists in its headers
_GRANTED = lazy_re(r"(?i)^x-(?:(?:oauth|token|granted|auth)-)+scopes?$")
_ACCEPTED = lazy_re(r"(?i)^x-(?:accepted|required|needed)-(?:(?:oauth|token)-)?scopes?$")
_MOST = 60


class Scopes(NamedTuple):
    """Names in one header line."""

    names: tuple[str, ...]
    place: Place


def granted_and_accepted(case: Case) -> tuple[Scopes, Scopes] | None:
    """Return both lists where they have nothing in common; None otherwise."""
    granted, accepted = _listed(case, _GRANTED), _listed(case, _ACCEPTED)
    if granted is None or accepted is None or not accepted.names:
        return None
    return None if set(granted.names) & set(accepted.names) else (granted, accepted)


def hidden_404(case: Case) -> Statement | None:
    """Return the words of a 404 that leave open if the thing is missing or may not be seen."""
    if case.status != HTTPStatus.NOT_FOUND:
        return None
    return next((one for one in case.heard.statements if _EITHER.search(one.plain)), None)


def hides_a_right(case: Case) -> bool:
    """Whether a reply shows, in scopes or in words, that a right may be what is missing."""
    return granted_and_accepted(case) is not None or hidden_404(case) is not None


# finds `scope or the user has insufficient rights`, `may not have access to this repository`,
# `make sure the page is shared with your integration`, `sign in to see it`
# but not `scope read`, `no access log was found`
_EITHER = lazy_re(
    r"\b(?:or|and) (?:(?:the |this |your )?(?:user|account|token|caller|you|client)\b"
    r"(?: \w+){0,3} |insufficient |no |without )?"
    r"(?:unauthorized|permissions?|access|rights?|privileges?|"
    r"not (?:authorized|allowed|permitted))\b|"
    r"\b(?:not have|without|lacks?|need|requires?|check|verify|ensure|make sure|sure)\b.{0,60}"
    r"\b(?:access(?! (?:logs?|points?|keys?|tokens?))|permissions?|privileges?|authorized|"
    r"shared with)\b|"
    r"\b(?:sign|log|logged|signed) ?in\b.{0,20}\b(?:see|view|access|find|continue)\b"
)


def _listed(case: Case, wanted: re.Pattern[str]) -> Scopes | None:
    for index, header in enumerate(case.heard.headers):
        if wanted.match(header.name):
            names = tuple(re.findall(r"[^\s,]{1,80}", header.value)[:_MOST])
            return Scopes(names, places.in_header(case.index, "reply", index, header))
    return None


# ---------------- A claim of rights that a refusal names
class NamedClaim(NamedTuple):
    """name: as the token writes it, in small letters. words: what the reply says of it."""

    name: str
    words: Statement


_MAY = OF_WHAT_ONE_MAY | OF_WHERE_ONE_BELONGS
_NAME_OF_ONE = r"[\"'`(\[]{0,2}(?:https?://[\w.:/-]{1,80}/)?([A-Za-z][\w:]{1,40})[\"'`)\]]{0,2}"
# finds `unexpected 'roles' value`, `the groups claim is missing`, `required claim: permissions`
# but not `the value of roles`, `your roles were changed`
_CLAIM = lazy_re(
    rf"(?i){_NAME_OF_ONE}(?= claims?\b)|"
    rf"\bclaims?\b(?: is| are| named| called)?\W{{1,4}}{_NAME_OF_ONE}|"
    r"[\"'`]([A-Za-z][\w:]{1,40})[\"'`] (?:claim )?value\b"
)


def claim_of_a_right(case: Case) -> NamedClaim | None:
    """Return the claim that a refused signed token lacks, or has with another value; or None."""
    token = bearer(case)
    if token is None or not token.claims or case.status not in TURNS_AWAY or case.asks_provider:
        return None
    for words in case.heard.statements:
        for found in _CLAIM.finditer(words.text[:_MOST_WORDS]):
            name = next(one for one in found.groups() if one).lower()
            if name in _MAY:
                return NamedClaim(name, words)
    return None


_MOST_WORDS = 600
