"""Refresh tokens and nonces that are too old."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.refresh_ages import lately_issued
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import expired_by
from inspector.diagnose.weights import HALF, HINT, LIKELY, OPEN, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.dates import loose_numeric_date
from inspector.reading.credential import Credential
from inspector.wording import tr
from inspector.wording.durations import exact


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
    if revoked or case.said("refresh-reused") or _holds_still(case) or lately_issued(case):
        return HINT
    if case.said("not-active"):
        return LIKELY
    return OPEN if case.said("refresh-refused") else HALF


def _holds_still(case: Case) -> bool:
    """Whether the refresh token says itself that its time is not over: something else ended it."""
    now = case.server_time
    ends = (loose_numeric_date(key.claims.get("exp")) for key in _refresh_tokens(case))
    return now is not None and any(end is not None and end > now for end in ends)


def _is_refresh(case: Case) -> bool:
    fields = case.sent.fields
    return (
        case.sent.grant_type == "refresh_token"
        or any("refresh" in name.lower() for name in fields)
        or ("refresh" in case.sent.path.lower() and case.sent.method == "POST")
        or (bool(case.sent.message.body) and case.said("refresh-expired", "refresh-refused") > 0)
    )


RULES = (stale_nonce, refresh_refused)
