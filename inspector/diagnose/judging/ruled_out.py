"""Accounts for the families without a finding: ruled out by a fact, or nothing speaks for them.

Only what the bytes of this trace contradict is ruled out: that no word speaks for a cause leaves
it possible. Each sentence says which.
"""

from collections.abc import Callable, Iterable

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import fact
from inspector.diagnose.facts.things.path_keys import may_be_a_key_in
from inspector.model.finding import Cause, Evidence, RuledOut
from inspector.protocol.masking.unknown_headers import is_harmless_header
from inspector.reading.meanings import Names
from inspector.reading.statuses import CHALLENGES
from inspector.story.logins import is_login_callback
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
    """The reply tells what only the content of the one credential that was sent could tell.

    That a login or a signature is wrong is said to whoever sends nothing that is read, too; that
    a right is missing is said to nobody as well.
    """
    alone = len(case.carried) == 1 and "missing" not in case.heard.meanings
    told = case.says(*_CONTENT) if alone else None
    if told is None:
        return None
    said = tr("The server read what was sent: “{text}”.", text=told.statement.short)
    return fact(said, told.statement.place)


def _nothing_was_sent(case: Case) -> Evidence | None:
    """Nothing in the request could be a credential, by whatever name and in whatever place."""
    sent = case.sent
    in_message = sent.has_any or sent.cookies or sent.query or sent.message.body
    named = in_message or may_be_a_key_in(sent.path)
    headers = any(not is_harmless_header(one.name) for one in sent.message.headers)
    if named or headers or case.sent_certificate or case.may_be_stripped:
        return None
    return fact(tr("No credential was sent that could be wrong."), case.sent_line)


def _nobody_known(case: Case) -> Evidence | None:
    """Somebody unknown is asked who they are, which no right would spare them."""
    asks = case.status in CHALLENGES and not case.said("permission", "scope", "denied")
    if not asks or _nothing_was_sent(case) is None:
        return None
    said = tr("Without a credential there is no account whose rights could be too small.")
    return fact(said, case.sent_line)


def _only_reads(case: Case) -> Evidence | None:
    """Nobody's browser can be made to do anything: no session goes along, and no page is named."""
    sent = case.sent
    if not sent.was_recorded or case.said("csrf", "origin-refused"):
        return None
    if not sent.is_safe or is_login_callback(case) or "state" in dict(sent.query):
        return None
    by_browser = any(sent.header(name) is not None for name in ("origin", "referer"))
    if sent.cookies or by_browser or case.may_be_stripped:
        return None
    said = tr("{method} only reads and needs no CSRF token.", method=sent.method)
    return fact(said, case.sent_line)


def _nothing_to_revoke(case: Case) -> Evidence | None:
    if _nothing_was_sent(case) is not None:
        said = tr("No token or key was sent that could have been revoked.")
        return fact(said, case.sent_line)
    return _accepted_later(case)


def _accepted_later(case: Case) -> Evidence | None:
    """The same credential was accepted after this refusal: it has not ended for good.

    A session may have begun anew under the same id.
    """
    if case.sent.session_cookies:
        return None
    for other in case.after:
        if other.succeeded and other.sent.has_any and case.shares_credential(other):
            said = tr(
                "The same credential was accepted later, in exchange {number}.",
                number=other.number,
            )
            return fact(said, other.heard_line)
    return None


def _accepted_as_it_is(case: Case) -> Evidence | None:
    """The very same message was accepted after this refusal: neither address nor way was wrong.

    Somebody else's success at the same address says nothing: their tenant or environment may be
    another one.
    """
    for other in case.after:
        if other.succeeded and other.sent.has_any and _is_the_same_message(case, other):
            said = tr(
                "The same request was accepted later, in exchange {number}.",
                number=other.number,
            )
            return fact(said, other.heard_line)
    return None


def _is_the_same_message(case: Case, other: Case) -> bool:
    mine, theirs = case.sent.message, other.sent.message
    same = case.sent.url == other.sent.url and case.sent.method == other.sent.method
    return same and mine.headers == theirs.headers and mine.body == theirs.body


_CONTENT: Names = ("token-expired", "key-expired", "audience", "issuer")

_FACTS: dict[Cause, Fact] = {
    Cause.MISSING_CREDENTIALS: _credential_was_read,
    Cause.INVALID_CREDENTIALS: _nothing_was_sent,
    Cause.INSUFFICIENT_PERMISSIONS: _nobody_known,
    Cause.EXPIRED_SESSION: _accepted_later,
    Cause.CSRF_FAILURE: _only_reads,
    Cause.WRONG_ENDPOINT: _accepted_as_it_is,
    Cause.REVOKED_TOKEN: _nothing_to_revoke,
    Cause.SCHEME_MISMATCH: _accepted_as_it_is,
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
