"""Reads Bearer challenges: error codes, step-up and claims requests (RFC 6750 §3, RFC 9470 §3)."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

import msgspec

from inspector.protocol.challenges.records import Challenge
from inspector.protocol.json_text import parse_object
from inspector.wording import tr


class ErrorMeaning(msgspec.Struct, frozen=True, kw_only=True):
    """A registered error code: what it says, with which status, and where it is written."""

    code: str
    text: str
    status: int
    reference: str


class BearerChallenge(msgspec.Struct, frozen=True, kw_only=True):
    """What a Bearer (or DPoP) challenge asks for.

    max_age: seconds, None where absent or unreadable. claims: the decoded claims request of
    `insufficient_claims`, None where absent or unreadable. authorization_server: the address to
    log in at (`authorization_uri` or `as_uri`).
    """

    realm: str = ""
    error: str = ""
    description: str = ""
    error_uri: str = ""
    scopes: tuple[str, ...] = ()
    acr_values: tuple[str, ...] = ()
    max_age: int | None = None
    claims: dict[str, Any] | None = None
    resource_metadata: str = ""
    authorization_server: str = ""

    @property
    def is_step_up(self) -> bool:
        """Whether a stronger or fresher login is asked for, not another token of the same kind."""
        return self.error in _STEP_UP


_STEP_UP = frozenset({"insufficient_user_authentication", "insufficient_claims"})
_SCHEMES = frozenset({"bearer", "dpop"})
_SENTENCES: dict[str, tuple[Callable[[], str], int, str]] = {
    "invalid_request": (
        lambda: tr("The request was malformed: a parameter is missing, repeated or wrong."),
        400,
        "RFC 6750 §3.1",
    ),
    "invalid_token": (
        lambda: tr("The token was expired, revoked, malformed or not meant for this server."),
        401,
        "RFC 6750 §3.1",
    ),
    "insufficient_scope": (
        lambda: tr("The server takes the token, but its scopes do not cover this request."),
        403,
        "RFC 6750 §3.1",
    ),
    "insufficient_user_authentication": (
        lambda: tr(
            "The server takes the token, but wants a stronger or fresher login of the user."
        ),
        401,
        "RFC 9470 §3",
    ),
    "insufficient_claims": (
        lambda: tr("The server takes the token, but wants a new one that meets its claims."),
        401,
        "OpenID Connect Core §5.5",
    ),
    "use_dpop_nonce": (
        lambda: tr("The proof must contain the nonce that the server sent in DPoP-Nonce."),
        401,
        "RFC 9449 §8",
    ),
    "invalid_dpop_proof": (
        lambda: tr("The DPoP proof was missing, malformed or did not fit this request."),
        401,
        "RFC 9449 §7.1",
    ),
}


def meaning(code: str) -> ErrorMeaning | None:
    """Return what a registered error code says; None for codes that no standard names."""
    entry = _SENTENCES.get(code)
    if entry is None:
        return None
    sentence, status, reference = entry
    return ErrorMeaning(code=code, text=sentence(), status=status, reference=reference)


def read(challenge: Challenge) -> BearerChallenge | None:
    """Return what the challenge asks for, or None where its scheme is neither Bearer nor DPoP."""
    if challenge.scheme.lower() not in _SCHEMES:
        return None
    get = challenge.get
    return BearerChallenge(
        realm=get("realm"),
        error=get("error"),
        description=get("error_description") or get("errorDescription"),
        error_uri=get("error_uri"),
        scopes=tuple(get("scope").split()),
        acr_values=tuple(get("acr_values").split()),
        max_age=_seconds(get("max_age")),
        claims=_claims(get("claims")),
        resource_metadata=get("resource_metadata"),
        authorization_server=get("authorization_uri") or get("as_uri"),
    )


def _seconds(text: str) -> int | None:
    most_digits = 12
    is_number = text.isascii() and text.isdigit() and len(text) <= most_digits
    return int(text) if is_number else None


def _claims(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        data = base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except (binascii.Error, ValueError):
        data = text.encode("latin-1", "replace")
    found = parse_object(data) or parse_object(text)
    return found.value if found else None
