"""The request was never sent, because a part of its credential is missing."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.model.finding import Cause
from inspector.reading import places

_SLUGS = {
    "unresolved-variable": "unresolved-variable",
    "empty-secret": "empty-secret",
    "locked-vault": "locked-vault",
    "unreadable-file": "unreadable-file",
}


def not_composed(case: Case) -> Found:
    """A variable has no value, or a secret is empty or can't be read."""
    failure = case.exchange.failure
    if failure is not None and failure.kind in _SLUGS:
        yield Suspicion(
            cause=Cause.MISSING_CREDENTIALS,
            slug=_SLUGS[failure.kind],
            weight=0.98,
            evidence=(fact(failure.message, places.connection(case.index)),),
            values={"detail": failure.message, "name": failure.detail},
        )


RULES = (not_composed,)
