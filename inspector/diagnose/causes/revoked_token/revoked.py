"""Tokens and keys that were valid and were taken back."""

import base64
import binascii
import json
import re
from datetime import datetime

from inspector.diagnose import places
from inspector.diagnose.case import Case
from inspector.diagnose.credential import Credential
from inspector.diagnose.spoken import span
from inspector.diagnose.suspicion import Found, Suspicion, fact
from inspector.diagnose.tokens import bearer, expired_by, moment
from inspector.model.finding import Cause
from inspector.wording import tr

_REFUSED = frozenset({400, 401, 403, 498})
_LOGOUT = re.compile(
    r"(?i)(log-?out|sign-?out|revoke|revocation|invalidate|end_?session|blacklist|"
    r"blocklist|rotate)"
)
_OTHER_REASON = (
    "token-expired",
    "permission",
    "scope",
    "audience",
    "issuer",
    "csrf",
    "locked",
    "ip-refused",
    "waf",
    "clock",
    "malformed",
    "step-up",
    "too-many-attempts",
    "unreachable",
    "session-expired",
    "rate-limited",
    "key-expired",
)


def told(case: Case) -> Found:
    """The reply says that something was revoked."""
    trust = case.said("revoked")
    if not trust or not case.sent.has_any:
        return
    main = case.sent.main
    key = bool(case.sent.keys) and case.sent.authorization is None
    token = bearer(case)
    late = token is not None and expired_by(case, token) is not None
    yield Suspicion(
        cause=Cause.REVOKED_TOKEN,
        slug="key-revoked" if key and "key" in case.quoted("revoked").lower() else "token-revoked",
        weight=_told_weight(case, trust, late=late),
        evidence=(
            *case.quote("revoked"),
            *([fact(tr("It was sent in {name}.", name=main.name), main.place)] if main else []),
            case.status_evidence,
        ),
        values={"name": main.name if main else ""},
    )


def _told_weight(case: Case, trust: float, *, late: bool) -> float:
    if late or case.said("locked"):
        return 0.35
    return min(0.965, 0.97 * trust)


def ended_before(case: Case) -> Found:
    """A log-out or revocation with the same credential went before."""
    if case.status not in _REFUSED or not case.sent.credentials:
        return
    for earlier in reversed(case.neighbours):
        if earlier.index > case.index or not _LOGOUT.search(earlier.sent.path):
            continue
        body = case.sent.main.bare.encode("latin-1", "ignore") if case.sent.main else b""
        shared = case.shares_credential(earlier) or (
            len(body) >= _SHORTEST and body in earlier.sent.message.body
        )
        if shared and earlier.status in range(200, 400):
            yield Suspicion(
                cause=Cause.REVOKED_TOKEN,
                slug="token-revoked",
                weight=0.93,
                evidence=(
                    fact(
                        tr(
                            "{method} {path} went before with the same credential.",
                            method=earlier.sent.method,
                            path=earlier.sent.path,
                        ),
                        places.in_line(earlier.index, "request"),
                    ),
                    fact(
                        tr("It was sent again here."),
                        case.sent.main.place if case.sent.main else None,
                    ),
                    case.status_evidence,
                ),
            )
            return


_SHORTEST = 8


def worked_before(case: Case) -> Found:
    """The same token worked for the same call earlier, and its time is not over."""
    token = _token(case)
    if token is None or (case.status not in _REFUSED and not case.is_hidden_error):
        return
    if case.said(*_OTHER_REASON) or expired_by(case, token) is not None:
        return
    worked = [c for c in case.before if c.succeeded and case.shares_credential(c)]
    same = [c for c in worked if c.sent.path == case.sent.path]
    if not same:
        return
    last = same[-1]
    start, end = last.server_time, case.server_time
    ago = span(end - start) if start is not None and end is not None else ""
    opaque = not token.claims
    yield Suspicion(
        cause=Cause.REVOKED_TOKEN,
        slug="worked-before",
        weight=0.66 if opaque else 0.88,
        evidence=(
            fact(
                tr("The same call with the same credential worked {ago} before.", ago=ago),
                last.sent.main.place if last.sent.main else None,
            ),
            fact(tr("It was sent unchanged."), token.place),
            case.status_evidence,
        ),
        values={"ago": ago},
    )
    if opaque:
        yield Suspicion(
            cause=Cause.INVALID_CREDENTIALS,
            slug="token-expired",
            weight=0.7 if case.said("token-refused") else 0.5,
            evidence=(
                fact(
                    tr("The same call with the same credential worked {ago} before.", ago=ago),
                    last.sent.main.place if last.sent.main else None,
                ),
                *case.quote("token-refused"),
                case.status_evidence,
            ),
        )


def _token(case: Case) -> Credential | None:
    found = bearer(case)
    if found is not None:
        return found if found.where != "cookie" else None
    if case.sent.authorization is not None and case.sent.authorization.scheme in {
        "basic",
        "digest",
        "negotiate",
        "ntlm",
    }:
        return None
    return case.sent.main if case.sent.credentials else None


def valid_by_clock(case: Case) -> Found:
    """invalid_token for a JWT whose time is not over and whose form is right."""
    token = bearer(case)
    if token is None or not token.claims or case.heard.error[0] != "invalid_token":
        return
    if case.said(*_OTHER_REASON, "signature", "unknown-key", "revoked"):
        return
    if moment(token.claims.get("exp")) is None or expired_by(case, token) is not None:
        return
    yield Suspicion(
        cause=Cause.REVOKED_TOKEN,
        slug="refused-though-valid",
        weight=0.48,
        evidence=(
            fact(tr("By the clock the token is still valid."), token.place),
            *case.quote("token-refused"),
        ),
    )


def sessions_revoked(case: Case) -> Found:
    """The challenge wants a token that is newer than the one sent."""
    value, place = case.heard.parameter("claims")
    token = bearer(case)
    if not value or token is None:
        return
    wanted = _wanted_start(value)
    start = moment(token.claims.get("iat"))
    newer = wanted is not None and start is not None and wanted > start
    if newer or case.heard.error[0] == "insufficient_claims":
        yield Suspicion(
            cause=Cause.REVOKED_TOKEN,
            slug="sign-in-sessions-revoked",
            weight=0.94 if newer else 0.6,
            evidence=(
                *case.quote("claims-wanted"),
                fact(tr("The claims asked for want a newer token."), place),
                fact(tr("The token was issued before."), token.place),
            ),
        )


def _wanted_start(value: str) -> datetime | None:
    try:
        data = json.loads(base64.b64decode(value + "=" * (-len(value) % 4)))
        return moment(data["access_token"]["nbf"]["value"])
    except (binascii.Error, ValueError, KeyError, TypeError):
        return None


def refresh_reused(case: Case) -> Found:
    """A refresh token that was used up was sent again."""
    if "refresh_token" not in case.sent.fields:
        return
    mine = case.sent.fields["refresh_token"]
    told_so = case.said("refresh-reused")
    used = [
        c
        for c in case.neighbours
        if c.index < case.index and c.succeeded and c.sent.fields.get("refresh_token") == mine
    ]
    if (told_so or used) and not case.succeeded:
        yield Suspicion(
            cause=Cause.REVOKED_TOKEN,
            slug="refresh-token-reused",
            weight=0.94 if told_so else 0.9,
            evidence=(
                *case.quote("refresh-reused"),
                *[
                    fact(
                        tr("The same refresh token was used here before."),
                        places.in_body(c.index, "request"),
                    )
                    for c in used[:1]
                ],
                case.status_evidence,
            ),
        )


def refresh_revoked(case: Case) -> Found:
    """A refresh token is refused without a word about its age."""
    if case.sent.fields.get("grant_type") != "refresh_token":
        return
    if case.heard.error[0] == "invalid_grant":
        told_so = case.said("revoked")
        yield Suspicion(
            cause=Cause.REVOKED_TOKEN,
            slug="refresh-token-revoked",
            weight=0.9 if told_so else (0.62 if case.said("refresh-refused") else 0.44),
            evidence=(
                *case.quote("revoked", "refresh-refused", "refresh-expired", "token-refused"),
                case.status_evidence,
            ),
        )


def not_active(case: Case) -> Found:
    """Introspection answers that the token is not active (RFC 7662 §2.2)."""
    if case.heard.content.object.get("active") is False and "introspect" in case.sent.path:
        yield Suspicion(
            cause=Cause.REVOKED_TOKEN,
            slug="introspection-inactive",
            weight=0.7,
            evidence=(
                fact(
                    tr('The introspection reply says "active": false.'),
                    places.in_body(case.index, "reply"),
                ),
            ),
        )


def signing_key_gone(case: Case) -> Found:
    """The API does not know the signing key any more."""
    trust = case.said("unknown-key")
    if trust and bearer(case) is not None:
        yield Suspicion(
            cause=Cause.REVOKED_TOKEN,
            slug="signing-key-rotated",
            weight=0.45 * trust,
            evidence=(*case.quote("unknown-key"), case.status_evidence),
        )


RULES = (
    told,
    ended_before,
    worked_before,
    valid_by_clock,
    sessions_revoked,
    refresh_reused,
    refresh_revoked,
    not_active,
    signing_key_gone,
)
