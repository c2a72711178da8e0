"""Names the one experiment that would best tell the leading causes apart."""

from collections.abc import Collection

from inspector.compose.scope import Scope
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared, family
from inspector.diagnose.judging.rank import CERTAIN, Ranked
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import all_experiments
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Cause, NextExperiment
from inspector.model.request import Request


def next_experiment(
    case: Case, ranked: tuple[Ranked, ...], tried: Collection[str] = ()
) -> NextExperiment | None:
    """Return the experiment that would settle it, None where all is settled or risky.

    tried: ids of those that were run already; another one is named then, or none.
    """
    if not ranked or ranked[0].score >= CERTAIN:
        return None
    leading = ranked[0].suspicion.cause
    if leading is Cause.ACCOUNT_LOCKED:
        return None
    named = declared(ranked[0].suspicion.slug).experiment
    rivals = {leading, *(one.suspicion.cause for one in ranked[1:3])}
    chosen = named or _choose_experiment(case, leading, rivals)
    if not _is_about_what_is_there(case, chosen):
        reached = case.sent.has_any and case.exchange.reply is not None
        chosen = _by_credential(case) if reached else ""
    if chosen in tried:
        chosen = _another(case, leading, tried)
    elif chosen and case.trace.attempt.request is not None and not _can_run(case, chosen):
        chosen = _another(case, leading, tried) or chosen
    if not chosen:
        return None
    found = all_experiments()[chosen]
    return NextExperiment(found.id, found.question, found.requests)


def _can_run(case: Case, name: str) -> bool:
    """Whether an experiment fits the refusal; what it takes beside the request may turn up."""
    return name in _WITH_MORE or not all_experiments()[name].applies(_ground(case))


def _ground(case: Case) -> Ground:
    composed = case.trace.attempt.request or Request(url=case.sent.url, method=case.sent.method)
    return Ground(case, composed, Scope())


def _another(case: Case, leading: Cause, tried: Collection[str]) -> str:
    """Return the cheapest experiment about that cause that can still be run, empty without one."""
    ground = _ground(case)
    left = [
        one
        for one in all_experiments().values()
        if one.id not in tried and leading in one.tells and not one.applies(ground)
    ]
    return min(left, key=lambda one: one.requests).id if left else ""


def _choose_experiment(case: Case, leading: Cause, rivals: set[Cause]) -> str:
    sent = case.sent
    if leading is Cause.SCHEME_MISMATCH and case.heard.schemes:
        return "other-scheme"
    if Cause.CSRF_FAILURE in rivals and not sent.is_safe:
        return "with-csrf-token"
    usual = family(leading).experiment
    if usual:
        return usual
    if not sent.has_any:
        return "other-saved-credential"
    if rivals & {Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION} and sent.credentials:
        return "fresh-token"
    return _by_credential(case)


def _by_credential(case: Case) -> str:
    sent = case.sent
    if sent.session_cookies and not sent.credentials:
        return "without-cookies"
    basic = sent.authorization is not None and sent.authorization.scheme in LOGIN_SCHEMES
    return "without-credentials" if basic else "garbage-credentials"


def _is_about_what_is_there(case: Case, name: str) -> bool:
    """Whether an experiment asks about what was sent: no issuer's keys without a token."""
    if case.exchange.reply is None and name in _OF_A_TOKEN:
        return False
    if name in _OF_A_TOKEN:
        tokens = (one for one in case.sent.credentials if one.scheme == "bearer" or one.claims)
        return next(tokens, None) is not None or case.sent.is_token_request
    return name != "without-cookies" or bool(case.sent.cookies)


_OF_A_TOKEN = frozenset(
    {"fresh-token", "introspection", "issuer-keys", "other-word-before-the-token"}
)
_WITH_MORE = frozenset({"fresh-token", "introspection", "other-saved-credential"})
