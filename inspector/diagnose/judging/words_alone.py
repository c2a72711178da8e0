"""What words alone say, where no rule had anything to go by: better than no answer at all.

Rules look for a status, a credential and words that fit together; products answer access failures
with any status. Nothing here is ever more than possible.
"""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import suggested_by_words
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.facts.weights import HALF, LESS, RATHER

_MOST = RATHER


def by_words_alone(case: Case) -> Iterator[Suspicion]:
    """Yield what the reply's words mean, the first to speak weighing more."""
    weight = _MOST
    for name, slug in suggested_by_words():
        trust = case.said(name)
        if trust:
            yield case.suspect(slug, weight * trust, *case.quote(name), case.status_evidence)
            weight *= LESS
    if weight == _MOST and case.said("missing", "not-authenticated"):
        yield _nobody(case)


def _nobody(case: Case) -> Suspicion:
    """The reply wants a login: none was sent, or what was sent was not taken for one."""
    slug = "credential-not-recognised" if case.sent.has_any else "no-credentials-sent"
    return case.suspect(
        slug,
        _MOST if not case.sent.has_any else HALF,
        *case.quote("missing", "not-authenticated"),
        case.status_evidence,
        absent=not case.sent.has_any,
    )
