"""What a line of a log suggests: its status and whether a user was named; nothing else is known."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion, fact
from inspector.diagnose.weights import HALF
from inspector.model.exchange import Blanked
from inspector.model.finding import Cause, Evidence
from inspector.reading.statuses import INVALID_TOKEN
from inspector.wording import tr

NAMED_USER = str(Blanked("request", "headers", "authorization"))
"""Stands among what an exchange lacks where the log names the user of HTTP authentication."""
_HALF = HALF  # possible: the status alone means no more


def is_log_line(case: Case) -> bool:
    """Whether all that is known is a line of a log."""
    return case.trace.attempt.source == "log"


def of_log_line(case: Case) -> tuple[Suspicion, ...]:
    """Return what the status suggests; nothing where the rules know more.

    They do where the address holds a credential, and for a status that says what is wrong.
    """
    if case.sent.has_any:
        return ()
    more: tuple[Evidence, ...] = ()
    if case.status == HTTPStatus.UNAUTHORIZED and NAMED_USER in case.exchange.redacted:
        named = fact(tr("The log names a user, so a login was sent"), case.sent_line)
        cause, slug, more = Cause.INVALID_CREDENTIALS, "named-user-refused", (named,)
    elif case.status == HTTPStatus.UNAUTHORIZED:
        cause, slug = Cause.MISSING_CREDENTIALS, "login-unknown"
    elif case.status == HTTPStatus.FORBIDDEN:
        cause, slug = Cause.INSUFFICIENT_PERMISSIONS, "forbidden-in-log"
    elif case.status == INVALID_TOKEN:
        cause, slug = Cause.INVALID_CREDENTIALS, "token-refused-in-log"
    else:
        return ()
    evidence = (case.status_evidence, *more)
    return (Suspicion(cause=cause, slug=slug, weight=_HALF, evidence=evidence),)
