"""Headers of the reply list the token's scopes and those that the call accepts: none in common."""

from inspector.diagnose.facts.case import Case, said
from inspector.diagnose.facts.scopes import granted_and_accepted, hidden_404
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, HINT, RATHER
from inspector.reading.meanings import Meaning
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS
from inspector.wording import tr
from inspector.wording.spoken import listed

_NOT_FOUND = 404


def none_in_common(case: Case) -> Found:
    """What the call accepts and what the token has do not overlap."""
    found = granted_and_accepted(case) if case.status in MAY_BE_WRONG_ADDRESS else None
    if found is None:
        return
    granted, accepted = found
    hidden = case.status == _NOT_FOUND
    yield case.suspect(
        "not-found-hides-forbidden" if hidden else "scope-missing",
        RATHER if hidden else CLEAR,
        fact(
            tr("The token has: {scopes}.", scopes=listed(granted.names) or tr("(none)")),
            granted.place,
        ),
        fact(tr("The call accepts: {scopes}.", scopes=listed(accepted.names)), accepted.place),
        case.status_evidence,
        scopes=listed(accepted.names),
        missing=listed(accepted.names),
    )


def not_found_or_hidden(case: Case) -> Found:
    """The reply itself says that what was asked may only be hidden from the caller."""
    told = hidden_404(case)
    if told is None:
        return
    yield case.suspect(
        "not-found-hides-forbidden",
        RATHER if case.may_carry else HINT,
        said(Meaning("permission", told, 1.0)),
        case.status_evidence,
    )
    if not case.sent.has_any:
        yield case.suspect(
            "no-credentials-sent",
            RATHER,
            said(Meaning("permission", told, 1.0)),
            case.status_evidence,
            absent=True,
        )


RULES = (none_in_common, not_found_or_hidden)
