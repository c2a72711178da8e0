"""Puts the fixes first that can be carried out with what is known here. Pure."""

import re

import msgspec

from inspector.compose.body_fields import fields_of
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import wanted_form
from inspector.diagnose.fixes.actions import fetch_token
from inspector.diagnose.fixes.builders import by_saved_login
from inspector.diagnose.fixes.lifting import said_by
from inspector.diagnose.trial.reply_comparison import main_case
from inspector.model.attempt import Attempt
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Cause, Finding
from inspector.model.fix import KIND, SCHEME_WORD, Action, Change, Field, Fix
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.protocol.field_names import is_login_name
from inspector.protocol.login_addresses import is_login_target
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.applying.companions import (
    Companions,
    Saved,
    is_login,
    is_token_request,
    renews,
)
from inspector.workbench.applying.known_forms import with_known_form
from inspector.workbench.applying.login_form import login_form
from inspector.workbench.applying.recorded import request_of

_BY_ANOTHER = frozenset(
    {
        Cause.MISSING_CREDENTIALS,
        Cause.INVALID_CREDENTIALS,
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.REVOKED_TOKEN,
        Cause.SCHEME_MISMATCH,
        Cause.ACCOUNT_LOCKED,
    }
)

_OF_THE_ACCOUNT = frozenset({Cause.INSUFFICIENT_PERMISSIONS, Cause.ACCOUNT_LOCKED})
_ANY_KIND = frozenset(
    {Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH, Cause.INSUFFICIENT_PERMISSIONS}
)


def with_fixes_at_hand(answer: Answer, known: Companions) -> Answer:
    """Return the answer with each finding's fixes in the order of what can be done at once.

    Where another credential for the host is saved, it is offered as well.
    What the reply left open is filled in as the collection has it.
    """
    attempt, seen = answer.attempt, set[object]()
    asked = main_case(attempt)
    findings = []
    for finding in answer.verdict.findings:
        whole = _with_saved(finding, attempt, known)
        if attempt.request is not None and asked is not None:
            whole = _with_login(whole, attempt.request, asked, known)
            whole = _with_token(whole, attempt.request, asked, known)
        if attempt.request is not None:
            whole = with_known_form(whole, attempt.request, known.form)
        findings.append(_ordered(_offered_once(whole, seen), known, attempt.request))
    if tuple(findings) == answer.verdict.findings:
        return answer
    verdict = msgspec.structs.replace(answer.verdict, findings=tuple(findings))
    return msgspec.structs.replace(answer, verdict=verdict)


def _with_saved(finding: Finding, attempt: Attempt, known: Companions) -> Finding:
    """Add the saved credentials to what may help: first where nothing was sent or a right lacks."""
    if finding.cause not in _BY_ANOTHER or attempt.request is None:
        return finding
    have = {fix.id for fix in finding.fixes}
    sent = said_by(attempt.request).kind
    fitting = (one for one in known.saved if _fits(finding, sent, one))
    made = (use_saved(one, attempt.request) for one in fitting)
    more = tuple(fix for fix in made if fix.id not in have)
    first = finding.slug == "no-credentials-sent" or finding.cause in _OF_THE_ACCOUNT
    fixes = (*more, *finding.fixes) if first else (*finding.fixes, *more)
    return msgspec.structs.replace(finding, fixes=fixes)


# ---------------- A login that is known is offered where nobody was logged in
_NOBODY = frozenset({Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH})
_MAY_BE_NOBODY = frozenset({"authorization-stripped", "session-ended"})
_ENDS_WITH_A_SESSION = frozenset({"csrf-token-mismatch"})  # a token of a session that is over


def _with_login(finding: Finding, request: Request, asked: Case, known: Companions) -> Finding:
    """Add the login that is saved for the host, where no challenge asks for another scheme."""
    last = finding.slug in _ENDS_WITH_A_SESSION
    fits = finding.cause in _NOBODY or finding.slug in _MAY_BE_NOBODY or last
    login = known.login_request
    if login is None or login == request:
        return finding
    if finding.cause is Cause.INSUFFICIENT_PERMISSIONS and _is_by_session(asked):
        return _with_another(finding, request, asked, login)
    if not fits:
        return finding
    has_one = any(fix.action.verb == "log-in" for fix in finding.fixes)
    if has_one or is_login(request) or is_token_request(request) or _challenges(asked):
        return finding
    fix = _logging_in(finding, asked, tr("Log in and resend"))
    fix = msgspec.structs.replace(fix, changes=_form_of_a_token(finding, asked))
    at_hand = any(each.id in _FIRST for each in finding.fixes)
    fixes = (*finding.fixes, fix) if last or at_hand else (fix, *finding.fixes)
    return msgspec.structs.replace(finding, fixes=fixes)


def _form_of_a_token(finding: Finding, asked: Case) -> tuple[Change, ...]:
    """Return how a token goes out: as the fix says that moves one, else as the reply tells."""
    moves = next((each for each in finding.fixes if each.id == _MOVED), None)
    if moves is not None:
        return moves.changes
    told = wanted_form(asked)
    if not told.told or told.kind != Bearer.tag():
        return ()
    return Change(field=KIND, after=told.kind), Change(field=SCHEME_WORD, after=told.word)


_MOVED = "move-key-to-authorization"
_FIRST = frozenset({_MOVED, "enter-login"})  # what is at hand, or what the login itself lacks


def _with_token(finding: Finding, request: Request, asked: Case, known: Companions) -> Finding:
    """Add the saved request for a token where none was sent, and no password is asked for."""
    if known.token_request is None or finding.cause not in _NOBODY or _challenges(asked):
        return finding
    if is_token_request(request) or is_login(request):
        return finding
    if any(fix.action.verb in _FETCHING for fix in finding.fixes):
        return finding
    fix = fetch_token(asked)
    fix = msgspec.structs.replace(fix, changes=(), promise=_promise(finding))  # nothing was sent
    return msgspec.structs.replace(finding, fixes=(fix, *finding.fixes))


def _logging_in(finding: Finding, asked: Case, title: str) -> Fix:
    return msgspec.structs.replace(by_saved_login(asked, title), promise=_promise(finding))


def _with_another(finding: Finding, request: Request, asked: Case, login: Request) -> Finding:
    """Add the saved login where a right is missing: it may be that of another account."""
    if any(fix.action.verb == "log-in" for fix in finding.fixes) or is_login(request):
        return finding
    fields = fields_of(login).items()
    user = next((text for name, text in fields if is_login_name(name)), "")
    title = tr("Log in as {user} and resend", user=user) if user else tr("Log in and resend")
    return msgspec.structs.replace(
        finding, fixes=(*finding.fixes, _logging_in(finding, asked, title))
    )


def _is_by_session(asked: Case) -> bool:
    """Whether a session says who asks, and no credential beside it."""
    return bool(asked.sent.session_cookies) and not asked.sent.credentials


def _promise(finding: Finding) -> str:
    return next((fix.promise for fix in finding.fixes if fix.promise), "")


def _challenges(asked: Case) -> bool:
    """Whether the reply asks for a login as Basic is one: neither session nor token answers it."""
    return not LOGIN_SCHEMES.isdisjoint(asked.heard.schemes)


# ---------------- What a finding before it offers goes last: to do it again tells nothing
def _offered_once(finding: Finding, seen: set[object]) -> Finding:
    keys = [(fix.changes, fix.action, fix.message and fix.id) for fix in finding.fixes]
    again = {key for key in keys if key in seen}
    seen.update(keys)
    pairs = sorted(zip(keys, finding.fixes, strict=True), key=lambda pair: pair[0] in again)
    return msgspec.structs.replace(finding, fixes=tuple(fix for _, fix in pairs))


def _fits(finding: Finding, sent: str, saved: Saved) -> bool:
    """Whether a credential of that kind may help: another kind only where the kind is wrong."""
    return finding.cause in _ANY_KIND or bool(saved.url) or saved.said.kind == sent


def use_saved(saved: Saved, request: Request) -> Fix:
    """Return the fix that sends the credential of another saved request."""
    credential, rows = saved.credential, saved.rows
    number = re.sub(r"[^a-z0-9]+", "-", saved.name.lower()).strip("-")
    url = request.url.partition("?")[0]
    return Fix(
        id=f"use-saved-{number}",
        title=tr("Use the signed address of {name} and resend", name=saved.name)
        if saved.url
        else tr("Use the credential of {name} and resend", name=saved.name),
        changes=(Change(field=Field("url"), before=url, operation="action"),)
        if saved.url
        else (
            *(Change(field=Field("headers", one.name), operation="action") for one in rows),
            *(Change(field=Field("query", one.name), operation="action") for one in saved.query),
        )
        or (
            Change(
                field=Field("credential", "kind"),
                before=request.credential.kind,
                after=credential.kind,
                operation="action",
            ),
        ),
        sends=tr("{method} {url} once more", method=request.method, url=url),
        risk="login-attempt" if saved.said.is_login() else "none",
        action=Action("use-saved", saved.name),
    )


def _ordered(finding: Finding, known: Companions, request: Request | None) -> Finding:
    """Return it with the fixes first for which all is known; else they keep their order.

    Where a fresh token can be fetched, another way to send it goes before typing one.
    """
    fixes = sorted(finding.fixes, key=lambda fix: not is_at_hand(fix, known, request))
    fetches = any(fix.action.verb in _FETCHING and is_at_hand(fix, known, request) for fix in fixes)
    if fetches and any(map(_tries_a_form, fixes)):
        fixes.sort(key=lambda fix: fix.id == "enter-secret")
    return msgspec.structs.replace(finding, fixes=tuple(fixes))


_FETCHING = frozenset({"fetch-token", "log-in"})


def _tries_a_form(fix: Fix) -> bool:
    asks = any(change.ask for change in fix.changes)
    return not asks and any(change.field == KIND for change in fix.changes)


def is_at_hand(fix: Fix, known: Companions, request: Request | None = None) -> bool:
    """Whether all that a fix needs is known: a token request, or a login.

    request: the one that was refused; it may obtain its token by itself.
    """
    verb, address = fix.action.verb, fix.action.argument
    by_itself = request is not None and request.credential.keeps_tokens
    if verb in {"fetch-token", "log-in"} and by_itself:
        return True
    if verb in {"fetch-token", "log-in"} and request is not None and renews(request, known):
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
        shown = login_form(Attempt(exchanges=known.exchanges)) is not None
        fetched = bool(address) or any(map(is_login_target, known.pages))
        return known.login_request is not None or shown or fetched
    return True
