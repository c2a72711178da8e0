"""The credential is valid by the clock, or worked before, and is refused now."""

import re
from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.tokens import bearer, expired_by, moment
from inspector.diagnose.facts.weights import CLEAR, FAIR, HALF, RATHER, SOUND
from inspector.model.finding import Evidence
from inspector.protocol.scheme_words import LOGINS
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr
from inspector.wording.spoken import span

_OTHER_REASON: tuple[MeaningName, ...] = (
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
    "account-gone",
    "connection-failed",
    "unknown-key",
)


def worked_before(case: Case) -> Found:
    """The same token worked for the same call earlier, and its time is not over."""
    token = _token(case)
    if token is None or (case.status not in MAY_REFUSE_CREDENTIAL and not case.is_hidden_error):
        return
    if case.said(*_OTHER_REASON) or expired_by(case, token) is not None:
        return
    same = [c for c in case.same_request_before if c.succeeded and case.shares_credential(c)]
    if not same:
        return
    last = same[-1]
    gap = _gap(last, case)
    ago = span(gap) if gap is not None else ""
    aged = gap is not None and gap >= _LIFETIME and not token.claims and not _lasts(token)
    yield case.suspect(
        "worked-before",
        _weight(case, token, aged=aged),
        _worked(last, ago),
        fact(tr("It was sent unchanged."), token.place),
        case.status_evidence,
        ago=ago,
    )
    if aged:
        yield case.suspect(
            "token-expired",
            FAIR,
            _worked(last, ago),
            *case.quote("token-refused"),
            case.status_evidence,
        )


def _weight(case: Case, token: Credential, *, aged: bool) -> float:
    """An opaque token that was last seen long ago may as well have ended by itself."""
    if case.status == _FORBIDDEN and not case.said("token-refused", "key-refused"):
        return HALF
    return CLEAR if token.claims else (RATHER if aged else SOUND)


def _lasts(token: Credential) -> bool:
    """Whether it is a key of a known kind that lives for months, and no access token of OAuth."""
    known = token.known_key
    return known is not None and not re.search(r"OAuth|short-lived|temporary", known.shape.kind)


def _gap(last: Case, case: Case) -> timedelta | None:
    start, end = last.server_time, case.server_time
    return end - start if start is not None and end is not None else None


_FORBIDDEN = 403
_LIFETIME = timedelta(minutes=15)


def _worked(last: Case, ago: str) -> Evidence:
    main = last.sent.main
    return fact(
        tr("The same call with the same credential worked {ago} before.", ago=ago),
        main.place if main else None,
    )


def _token(case: Case) -> Credential | None:
    found = bearer(case)
    if found is not None:
        return found if found.where != "cookie" else None
    if case.sent.authorization is not None and case.sent.authorization.scheme in LOGINS:
        return None
    return case.sent.main if case.sent.credentials else None


def valid_by_clock(case: Case) -> Found:
    """invalid_token for a JWT whose time is not over and whose form is right."""
    token = bearer(case)
    if token is None or not token.claims or case.heard.error[0] != "invalid_token":
        return
    if case.said(*_OTHER_REASON, "signature", "revoked"):
        return
    if moment(token.claims.get("exp")) is None or expired_by(case, token) is not None:
        return
    yield case.suspect(
        "refused-though-valid",
        HALF,
        fact(tr("By the clock the token has not expired."), token.place),
        *case.quote("token-refused"),
    )


RULES = (worked_before, valid_by_clock)
