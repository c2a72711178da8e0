"""Which fix can be carried out with what is given, and what the others lack. Pure."""

from collections.abc import Iterator

from inspector.diagnose.fixes.apply import apply
from inspector.model.finding import Certainty, Finding, Verdict
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.workbench.applying.applicable_fixes import is_at_hand
from inspector.workbench.applying.companions import Companions
from inspector.workbench.applying.entering import filled, in_the_form_given, wanted
from inspector.workbench.applying.fix_context import Given

_TOLD = (Certainty.CERTAIN, Certainty.VERY_LIKELY)


def offered(verdict: Verdict) -> Iterator[Fix]:
    """Yield the fixes of the first cause, and of the others where none is sure; each once."""
    seen: set[str] = set()
    for fix in (each for finding in _explaining(verdict) for each in finding.fixes):
        if fix.id not in seen:
            seen.add(fix.id)
            yield fix


def _explaining(verdict: Verdict) -> tuple[Finding, ...]:
    findings = verdict.findings
    sure = bool(findings) and findings[0].certainty in _TOLD
    likely = (one for one in findings[1:] if one.certainty is not Certainty.UNLIKELY)
    return findings[:1] if sure else (*findings[:1], *likely)


def lacks(fix: Fix, request: Request, given: Given, known: Companions) -> tuple[str, ...]:
    """Return the fields that a fix asks for and that were not given."""
    if fix.action.verb == "log-in":
        return () if is_at_hand(fix, known, request) else ("login.password",)
    after = in_the_form_given(apply(request, fix, lambda _: "", _kept), fix, given)
    fields = wanted(after, fix, given)
    return filled(after, fields, given, _kept)[1]


def _kept(text: str) -> SecretRef:
    """Return a reference for what is only tried out, and never sent."""
    return SecretRef(place="text", name="given" if text else "")


def can_be_carried_out(fix: Fix, request: Request, given: Given, known: Companions) -> bool:
    """Whether nothing is missing for a fix that sends something."""
    sends = not fix.message and fix.action.verb not in {"vault-status", "send-unchecked"}
    return sends and is_at_hand(fix, known, request) and not lacks(fix, request, given, known)


def takes_secret(fix: Fix) -> bool:
    """Whether a fix sends a secret that the user gives."""
    own = {"also", "body", "credential", "headers", "query"}
    proxy = "options.proxy_credential"
    asked = (change for change in fix.changes if change.ask)
    return any(change.field.area in own or str(change.field) == proxy for change in asked)
