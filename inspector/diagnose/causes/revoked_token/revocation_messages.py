"""The reply says that a token, key or sign-in was taken back, or a log-out went before."""

import base64
import binascii
import json
from datetime import datetime, timedelta

from inspector.diagnose.facts.accepted_elsewhere import taken_before
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.refresh_ages import lately_issued
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import bearer, expired_by
from inspector.diagnose.weights import CLEAR, FAIR, HINT, OPEN, RATHER, SHOWN, SOUND, STATED, STRONG
from inspector.model.finding import Evidence
from inspector.model.story import CredentialKind
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.keys.credential_kinds import kind_by_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.story.lives import Life
from inspector.story.parties import split_by_server
from inspector.wording import tr
from inspector.wording.durations import span

# finds `/oauth/revoke`
# but not `/oauth/token`
_LOGOUT = lazy_re(
    r"(?i)(log-?out|sign-?out|revoke|revocation|invalidate|end_?session|blacklist|"
    r"blocklist|rotate)"
)


def told(case: Case) -> Found:
    """The reply says that something was revoked."""
    trust = case.said("revoked")
    certificate = _most_of_a_certificate(case) if trust else 0.0
    if certificate:
        weight = min(certificate, _told_weight(case, trust, late=False))
        yield case.refused_for("client-certificate-revoked", weight, *case.quote("revoked"))
        return
    if not trust or not case.may_carry:
        return
    main = case.sent.main
    key = bool(case.sent.keys) and case.sent.authorization is None
    token = bearer(case)
    late = token is not None and expired_by(case, token) is not None
    yield case.refused_for(
        "key-revoked" if key and "key" in case.quoted("revoked").lower() else "token-revoked",
        _told_weight(case, trust, late=late),
        *case.quote("revoked"),
        *([fact(tr("It was sent in {name}.", name=main.name), main.place)] if main else []),
        name=main.name if main else "",
    )


def _most_of_a_certificate(case: Case) -> float:
    """Return the most that words of a revoked certificate weigh, which no recording shows; else 0.

    One that is called nobody's may be that of an issuer.
    """
    told = case.says("revoked")
    found = _CERTIFICATE.search(told.statement.plain) if told is not None else None
    return 0.0 if found is None else SHOWN if found["whose"] else FAIR


# finds `your client certificate was revoked`, `the certificate is revoked`
# but not `the server certificate is revoked`, `the client certificate is not revoked`
_CERTIFICATE = lazy_re(
    r"(?:^|\bthe |\b(?P<whose>client|user|peer|your) )cert(?:ificate)?s?\b"
    r"(?: (?:is|was|has|been|already)){0,3} revoked\b"
)


def _told_weight(case: Case, trust: float, *, late: bool) -> float:
    told = case.says("revoked")
    open_words = told is None or told.statement.is_hedged  # "expired or revoked": the first it is
    if (late and open_words) or case.said("locked", "refresh-reused"):  # that says why
        return HINT
    return min(SHOWN, STATED * trust)


def ended_before(case: Case) -> Found:
    """A log-out or revocation with the same credential went before."""
    if case.status not in MAY_REFUSE_CREDENTIAL or not case.sent.credentials:
        return
    for earlier in reversed(case.neighbours):
        if earlier.index > case.index or not (_ends(earlier) or _deletes(earlier)):
            continue
        body = case.sent.main.bare.encode("latin-1", "ignore") if case.sent.main else b""
        shared = case.shares_credential(earlier) or (
            len(body) >= _SHORTEST and body in earlier.sent.message.body
        )
        if shared and earlier.status in range(200, 400):
            yield case.refused_for(
                "token-revoked",
                STRONG if _ends(earlier) else SOUND,
                fact(
                    tr(
                        "{method} {path} went before with the same credential.",
                        method=earlier.sent.method,
                        path=earlier.sent.path,
                    ),
                    earlier.sent_line,
                ),
                fact(
                    tr("It was sent again here."), case.sent.main.place if case.sent.main else None
                ),
            )
            return


def _ends(earlier: Case) -> bool:
    return _LOGOUT.search(earlier.sent.path) is not None


def _deletes(earlier: Case) -> bool:
    """Whether a token, key or session was deleted: it may be the one that was sent."""
    return earlier.sent.method == "DELETE" and _HELD.search(earlier.sent.path) is not None


_HELD = lazy_re(
    r"(?i)/(?:[\w-]*tokens?|api-?keys?|keys|sessions?|credentials?)(?:/[\w-]{1,80})?/?$"
)
_SHORTEST = 8


def sessions_revoked(case: Case) -> Found:
    """The challenge wants a token that is newer than the one sent."""
    value, place = case.heard.parameter("claims")
    token = bearer(case)
    if not value or token is None:
        return
    wanted = _wanted_start(value)
    start = loose_numeric_date(token.claims.get("iat"))
    newer = wanted is not None and start is not None and wanted > start
    if newer or case.heard.error[0] == "insufficient_claims":
        yield case.suspect(
            "sign-in-sessions-revoked",
            STRONG if newer else RATHER,
            *case.quote("claims-wanted"),
            fact(tr("The claims asked for want a newer token."), place),
            fact(tr("The token was issued before."), token.place),
        )


def _wanted_start(value: str) -> datetime | None:
    try:
        data = json.loads(base64.b64decode(value + "=" * (-len(value) % 4)))
        return loose_numeric_date(data["access_token"]["nbf"]["value"])
    except (binascii.Error, ValueError, KeyError, TypeError):
        return None


def not_active(case: Case) -> Found:
    """Introspection answers that the token is not active (RFC 7662 §2.2)."""
    if case.heard.content.object.get("active") is False and "introspect" in case.sent.path:
        yield case.suspect(
            "introspection-inactive",
            FAIR,
            fact(tr('The introspection reply says "active": false.'), case.heard_body),
        )


def signing_key_gone(case: Case) -> Found:
    """The API does not know the signing key any more."""
    trust = case.said("unknown-key")
    if trust and bearer(case) is not None:
        worked = [c for c in case.before if c.succeeded and case.shares_credential(c)]
        yield case.refused_for(
            "signing-key-rotated",
            (STRONG if worked else OPEN) * trust,
            *case.quote("unknown-key"),
            *[fact(tr("The same token was accepted before."), c.heard_line) for c in worked[-1:]],
        )


def signed_by_another_key(case: Case) -> Found:
    """The signature of a token is called wrong that was taken as it is: another key checks it now.

    No byte of it changed since then; of several servers one may hold another key.
    """
    told, token = case.says("signature"), case.sent.authorization
    if told is None or token is None or token.scheme not in TOKEN_SCHEMES:
        return
    if case.said("unknown-key") or not taken_before(case):
        return
    if split_by_server(case.trace.story, case) is not None:
        return
    worked = [c for c in case.same_request_before if c.succeeded and case.shares_credential(c)]
    yield case.refused_for(
        "signing-key-rotated",
        SOUND,
        *case.quote("signature"),
        *[fact(tr("The same token was accepted before."), c.heard_line) for c in worked[-1:]],
    )


# ---------------- Refresh tokens that were used up or taken back
def _renewing(case: Case) -> str:
    """Return the refresh token that a request sends: a field, or a cookie where it is renewed."""
    fields = case.sent.fields.items()
    of_body = next((text for name, text in fields if kind_by_name(name) == _REFRESH), "")
    if of_body or case.sent.method != "POST" or "refresh" not in case.sent.path.lower():
        return of_body
    cookies = case.sent.session_cookies
    return next((one.value for one in cookies if kind_by_name(one.name) == _REFRESH), "")


_REFRESH: CredentialKind = "refresh-token"


def refresh_reused(case: Case) -> Found:
    """A refresh token that was used up was sent again."""
    mine = _renewing(case)
    if not mine:
        return
    told_so = case.said("refresh-reused")
    used = [
        c for c in case.neighbours if c.index < case.index and c.succeeded and _renewing(c) == mine
    ]
    if len(used) > 1:
        used = []  # it was taken several times: it is not good for one use only
    if (told_so or used) and not case.succeeded:
        yield case.refused_for(
            "refresh-token-reused",
            STRONG if told_so else SOUND,
            *case.quote("refresh-reused"),
            *[
                fact(
                    tr("The same refresh token was used here before."),
                    c.sent_body if c.sent.message.body else c.sent_line,
                )
                for c in used[:1]
            ],
        )


def refresh_revoked(case: Case) -> Found:
    """A refresh token is refused without a word about its age."""
    if case.sent.grant_type != "refresh_token":
        return
    if case.heard.error[0] == "invalid_grant":
        told_so = case.said("revoked")
        young = lately_issued(case)
        rather = RATHER if young is not None or case.said("refresh-refused") else OPEN
        yield case.refused_for(
            "refresh-token-revoked",
            CLEAR * told_so if told_so else rather,
            *case.quote("revoked", "refresh-refused", "refresh-expired", "token-refused"),
            *([_young(case, young)] if young is not None else []),
        )


def _young(case: Case, token: Life) -> Evidence:
    age = token.age_in(case) or timedelta()
    told = tr("It was handed out {ago} before: too shortly to have run out.", ago=span(age))
    return fact(told, token.use_in(case).credential.place)


RULES = (
    refresh_reused,
    refresh_revoked,
    told,
    ended_before,
    sessions_revoked,
    not_active,
    signing_key_gone,
    signed_by_another_key,
)
