"""Puts the fixes first that can be carried out with what is known here. Pure."""

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.finding import Finding
from inspector.model.fix import Fix
from inspector.workbench.answer import Answer
from inspector.workbench.companions import Companions
from inspector.workbench.fixing import FETCH, LOG_IN
from inspector.workbench.login_form import login_form
from inspector.workbench.recorded import request_of


def with_fixes_at_hand(answer: Answer, known: Companions) -> Answer:
    """Return the answer with each finding's fixes in the order of what can be done at once."""
    findings = tuple(_ordered(finding, known) for finding in answer.verdict.findings)
    if findings == answer.verdict.findings:
        return answer
    verdict = msgspec.structs.replace(answer.verdict, findings=findings)
    return msgspec.structs.replace(answer, verdict=verdict)


def _ordered(finding: Finding, known: Companions) -> Finding:
    fixes = sorted(finding.fixes, key=lambda fix: not is_at_hand(fix, known))  # keeps the order
    return msgspec.structs.replace(finding, fixes=tuple(fixes))


def is_at_hand(fix: Fix, known: Companions) -> bool:
    """Whether all that a fix needs is known: a token request, or a login."""
    verb, _, address = fix.action.partition(":")
    if verb == FETCH:
        recorded = (
            each
            for each in known.exchanges
            if address and each.request.url.partition("?")[0] == address and not each.redacted
        )
        asked = known.token_request or known.login_request
        return asked is not None or any(request_of(each.request) for each in recorded)
    if verb == LOG_IN:
        page = login_form(Attempt(exchanges=known.exchanges))
        return known.login_request is not None or page is not None
    return True
