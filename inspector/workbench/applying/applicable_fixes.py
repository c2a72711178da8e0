"""Puts the fixes first that can be carried out with what is known here. Pure."""

import re

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.finding import Cause, Finding
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.request import Request
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.applying.companions import Companions, Saved
from inspector.workbench.applying.login_form import login_form
from inspector.workbench.applying.recorded import request_of

_BY_ANOTHER = frozenset(
    {
        Cause.MISSING_CREDENTIALS,
        Cause.INVALID_CREDENTIALS,
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.REVOKED_TOKEN,
        Cause.SCHEME_MISMATCH,
    }
)

_ANY_KIND = frozenset({Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH})


def with_fixes_at_hand(answer: Answer, known: Companions) -> Answer:
    """Return the answer with each finding's fixes in the order of what can be done at once.

    Where another credential for the host is saved, it is offered as well.
    """
    findings = tuple(
        _ordered(_with_saved(finding, answer.attempt, known), known, answer.attempt.request)
        for finding in answer.verdict.findings
    )
    if findings == answer.verdict.findings:
        return answer
    verdict = msgspec.structs.replace(answer.verdict, findings=findings)
    return msgspec.structs.replace(answer, verdict=verdict)


def _with_saved(finding: Finding, attempt: Attempt, known: Companions) -> Finding:
    """Add the saved credentials to what may help: first where nothing was sent, else last."""
    if finding.cause not in _BY_ANOTHER or attempt.request is None:
        return finding
    have = {fix.id for fix in finding.fixes}
    sent = attempt.request.credential.kind
    fitting = (one for one in known.saved if _fits(finding, sent, one))
    made = (_use_saved(one, attempt.request) for one in fitting)
    more = tuple(fix for fix in made if fix.id not in have)
    none_sent = finding.slug == "no-credentials-sent"
    fixes = (*more, *finding.fixes) if none_sent else (*finding.fixes, *more)
    return msgspec.structs.replace(finding, fixes=fixes)


def _fits(finding: Finding, sent: str, saved: Saved) -> bool:
    """Whether a credential of that kind may help: another kind only where the kind is wrong."""
    return finding.cause in _ANY_KIND or saved.credential.kind == sent


def _use_saved(saved: Saved, request: Request) -> Fix:
    credential = saved.credential
    number = re.sub(r"[^a-z0-9]+", "-", saved.name.lower()).strip("-")
    url = request.url.partition("?")[0]
    return Fix(
        id=f"use-saved-{number}",
        title=tr("Use the credential of {name} and resend", name=saved.name),
        changes=(
            Change(
                field=Field("credential", "kind"),
                before=request.credential.kind,
                after=credential.kind,
                operation="action",
            ),
        ),
        sends=tr("{method} {url} once more", method=request.method, url=url),
        risk="login-attempt" if credential.is_login() else "none",
        action=Action("use-saved", saved.name),
    )


def _ordered(finding: Finding, known: Companions, request: Request | None) -> Finding:
    """Return it with the fixes first for which all is known; else they keep their order."""
    fixes = sorted(finding.fixes, key=lambda fix: not is_at_hand(fix, known, request))
    return msgspec.structs.replace(finding, fixes=tuple(fixes))


def is_at_hand(fix: Fix, known: Companions, request: Request | None = None) -> bool:
    """Whether all that a fix needs is known: a token request, or a login.

    request: the one that was refused; it may obtain its token by itself.
    """
    verb, address = fix.action.verb, fix.action.argument
    by_itself = request is not None and request.credential.keeps_tokens
    if verb in {"fetch-token", "log-in"} and by_itself:
        return True
    if verb == "fetch-token":
        recorded = (
            each
            for each in known.exchanges
            if address and each.request.url.partition("?")[0] == address and not each.redacted
        )
        asked = known.token_request or known.login_request
        return asked is not None or any(request_of(each.request) for each in recorded)
    if verb == "log-in":
        page = login_form(Attempt(exchanges=known.exchanges))
        return known.login_request is not None or page is not None
    return True
