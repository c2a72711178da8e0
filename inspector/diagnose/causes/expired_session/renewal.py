"""Refresh tokens and nonces that are too old."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import expired_by
from inspector.diagnose.weights import CLEAR, HALF, HINT, LIKELY, OPEN, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.reading.credential import Credential
from inspector.wording import tr
from inspector.wording.durations import exact, span


def stale_nonce(case: Case) -> Found:
    """The server says that only the Digest nonce was too old (RFC 7616 §3.3)."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "digest":
        return
    value, place = case.heard.parameter("stale")
    if value.strip('"').lower() == "true":
        yield case.suspect(
            "digest-stale-nonce",
            SHOWN,
            fact(tr("Server said stale=true and gave a new nonce."), place),
            fact(tr("The nonce sent is the old one."), sent.place),
            user=sent.user,
        )


def refresh_refused(case: Case) -> Found:
    """The refresh token is not accepted any more."""
    if not _is_refresh(case):
        return
    ago = _over_since(case)
    told = 1.0 if ago is not None else case.said("refresh-expired", "token-expired")
    bare = case.heard.error[0] == "invalid_grant" or case.said(
        "refresh-refused", "token-refused", "not-active", "session-expired"
    )
    if told or bare:
        revoked = case.said("revoked")
        yield case.refused_for(
            "refresh-token-expired",
            _weight(case, told=told, revoked=revoked),
            *case.quote("refresh-expired", "token-expired", "refresh-refused", "not-active"),
            *_own(case, ago),
        )


def _refresh_tokens(case: Case) -> list[Credential]:
    return [key for key in case.sent.keys if "refresh" in key.name.lower()]


def _over_since(case: Case) -> timedelta | None:
    """Return how long ago the refresh token ended by its own exp, None where it does not say."""
    ends = (expired_by(case, key) for key in _refresh_tokens(case))
    return next((ago for ago in ends if ago is not None), None)


def _own(case: Case, ago: timedelta | None) -> list[Evidence]:
    said = tr("A refresh token was sent.")
    if ago is not None:
        said = tr("The refresh token's exp is {time} before the server's Date", time=exact(ago))
    return [fact(said, key.place) for key in _refresh_tokens(case)]


def _weight(case: Case, *, told: float, revoked: float) -> float:
    if told:
        return HALF if revoked else STRONG * told
    if revoked or case.said("refresh-reused"):
        return HINT
    if case.said("not-active"):
        return LIKELY
    return OPEN if case.said("refresh-refused") else HALF


# ---------------- Refused at an age at which providers end such tokens
_AGES = (7, 14, 28, 30, 60, 90, 180, 365)  # days that providers name in their documentation
_LATE = 7  # by at most a seventh of that age: who asks once a day comes late by a day


def past_a_round_age(case: Case) -> Found:
    """It was taken before it was so many days old, and is refused after that day."""
    if not _is_refresh(case) or case.said("refresh-reused"):
        return
    for life in case.trace.story.lives.sent_in(case):
        age = life.age_in(case) if life.kind == "refresh-token" else None
        before = life.accepted_before(case)
        last = life.age_in(before[-1].entry) if before else None
        if age is None or last is None or life.birth is None:
            continue
        days = next((n for n in _AGES if last < timedelta(days=n) <= age), None)
        if days is None or age - timedelta(days=days) > timedelta(days=days) / _LATE:
            continue
        yield case.refused_for(
            "refresh-token-expired",
            CLEAR,
            fact(tr("It was handed out {time} before.", time=span(age)), life.birth.place),
            fact(
                tr("After {time} it was still taken.", time=span(last)), before[-1].credential.place
            ),
            *case.quote("refresh-expired", "token-expired"),
        )
        return


def _is_refresh(case: Case) -> bool:
    fields = case.sent.fields
    return (
        case.sent.grant_type == "refresh_token"
        or any("refresh" in name.lower() for name in fields)
        or ("refresh" in case.sent.path.lower() and case.sent.method == "POST")
    )


RULES = (stale_nonce, refresh_refused, past_a_round_age)
