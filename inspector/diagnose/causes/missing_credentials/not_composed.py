"""The request was never sent, because a part of its credential is missing."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import PROVEN
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
        yield case.suspect(
            _SLUGS[failure.kind],
            PROVEN,
            fact(failure.message, places.connection(case.index)),
            detail=failure.message,
            name=failure.detail,
        )


RULES = (not_composed,)
