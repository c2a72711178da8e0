"""Accounts for the families without a finding: ruled out by a fact, or nothing speaks for them.

Only what the bytes of this trace contradict is ruled out: that no word speaks for a cause leaves
it possible. Each sentence says which.
"""

from collections.abc import Callable, Iterable

from inspector.diagnose.facts.authorization_requests import is_login_callback
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import fact
from inspector.model.finding import Cause, Evidence, RuledOut
from inspector.reading.meanings import MeaningName
from inspector.wording import tr

Fact = Callable[[Case], Evidence | None]


def ruled_out(case: Case, found: Iterable[Cause]) -> tuple[RuledOut, ...]:
    """Return the families without a finding: the fact that contradicts each, or what is missing."""
    present = set(found)
    return tuple(_account(case, cause) for cause in Cause if cause not in present)


def _account(case: Case, cause: Cause) -> RuledOut:
    against = _FACTS[cause](case) if cause in _FACTS else None
    if against is not None:
        return RuledOut(cause, against.statement, by_fact=True, place=against.place)
    return RuledOut(cause, _WOULD_SPEAK[cause](case))


# ---------------- Facts that contradict a family
def _credential_was_read(case: Case) -> Evidence | None:
    """The reply judges the credential, so it arrived."""
    told = case.says(*_JUDGES) if case.sent.has_any else None
    if told is None:
        return None
    said = tr("The server read what was sent: “{text}”.", text=told.statement.short)
    return fact(said, told.statement.place)


_JUDGES: tuple[MeaningName, ...] = (
    "token-expired", "key-expired", "bad-login", "scope", "audience", "issuer", "signature",
    "credentials-ok",
)  # fmt: skip


def _nothing_was_sent(case: Case) -> Evidence | None:
    """Nothing in the request could be a credential, by whatever name."""
    sent = case.sent
    bare = not (sent.has_any or sent.cookies or sent.query or sent.message.body)
    if not bare or case.may_be_stripped:
        return None
    return fact(tr("No credential was sent that could be wrong."), case.sent_line)


def _nobody_known(case: Case) -> Evidence | None:
    if _nothing_was_sent(case) is None or case.said("permission", "scope", "denied"):
        return None
    said = tr("Without a credential there is no account whose rights could be too small.")
    return fact(said, case.sent_line)


def _no_session(case: Case) -> Evidence | None:
    if _nothing_was_sent(case) is None:
        return None
    return fact(tr("No session was sent that could have ended."), case.sent_line)


def _only_reads(case: Case) -> Evidence | None:
    sent = case.sent
    if not sent.was_recorded or case.said("csrf", "origin-refused"):
        return None
    if not sent.is_safe or is_login_callback(case) or "state" in dict(sent.query):
        return None
    said = tr("{method} only reads and needs no CSRF token.", method=sent.method)
    return fact(said, case.sent_line)


def _answered_before(case: Case) -> Evidence | None:
    """The same address gave a success to somebody."""
    other = next((one for one in (*case.before, *case.after) if _is_success(case, one)), None)
    if other is None:
        return None
    said = tr(
        "The same address answered {status} in exchange {number}.",
        status=other.heard.phrase,
        number=other.index + 1,
    )
    return fact(said, other.heard_line)


def _is_success(case: Case, other: Case) -> bool:
    return case.repeats(other) and other.succeeded and other.sent.has_any


def _nothing_to_revoke(case: Case) -> Evidence | None:
    if _nothing_was_sent(case) is not None:
        said = tr("No token or key was sent that could have been revoked.")
        return fact(said, case.sent_line)
    return _accepted_later(case)


def _accepted_later(case: Case) -> Evidence | None:
    """The same credential was accepted after this refusal."""
    for other in case.after:
        if other.succeeded and other.sent.has_any and case.shares_credential(other):
            said = tr(
                "The same credential was accepted later, in exchange {number}.",
                number=other.index + 1,
            )
            return fact(said, other.heard_line)
    return None


def _scheme_is_offered(case: Case) -> Evidence | None:
    sent = case.sent.authorization
    offered = case.heard.challenge(sent.scheme) if sent is not None else None
    if offered is None:
        return None
    said = tr("The server offers {scheme}, which was sent.", scheme=offered[1].scheme)
    return fact(said, case.heard.challenge_place(*offered))


_FACTS: dict[Cause, Fact] = {
    Cause.MISSING_CREDENTIALS: _credential_was_read,
    Cause.INVALID_CREDENTIALS: _nothing_was_sent,
    Cause.INSUFFICIENT_PERMISSIONS: _nobody_known,
    Cause.EXPIRED_SESSION: _no_session,
    Cause.CSRF_FAILURE: _only_reads,
    Cause.WRONG_ENDPOINT: _answered_before,
    Cause.REVOKED_TOKEN: _nothing_to_revoke,
    Cause.ACCOUNT_LOCKED: _accepted_later,
    Cause.SCHEME_MISMATCH: _scheme_is_offered,
}


# ---------------- What would speak for a family, where nothing does
_WOULD_SPEAK: dict[Cause, Callable[[Case], str]] = {
    Cause.MISSING_CREDENTIALS: lambda _: tr("A reply that misses something would."),
    Cause.INVALID_CREDENTIALS: lambda _: tr("A reply that calls the credential wrong would."),
    Cause.INSUFFICIENT_PERMISSIONS: lambda _: tr("A scope, role or right in the reply would."),
    Cause.EXPIRED_SESSION: lambda _: tr("A login page or a cookie that is cleared would."),
    Cause.CONFIGURATION: lambda _: tr(
        "Audience, issuer, clocks or certificates that differ would."
    ),
    Cause.CSRF_FAILURE: lambda _: tr("A word about a CSRF token or the origin would."),
    Cause.NETWORK_BLOCKED: lambda _: tr("A reply of a proxy, portal or firewall would."),
    Cause.WRONG_ENDPOINT: lambda _: tr("Another host that takes the credential would."),
    Cause.REVOKED_TOKEN: lambda _: tr("A success before with the same credential would."),
    Cause.PROVIDER_UNREACHABLE: lambda _: tr("A login service that does not answer would."),
    Cause.ACCOUNT_LOCKED: lambda _: tr("A lock, a time to wait or several failed tries would."),
    Cause.SCHEME_MISMATCH: lambda _: tr("A challenge that offers another scheme would."),
}
