"""Experiment: a CSRF token is fetched by GET, then the same request is sent with it."""

from http import HTTPStatus

from msgspec.structs import replace

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import (
    Ask,
    Experiment,
    ExperimentContext,
    Steps,
    at_least,
    says,
    when,
)
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared, main_case
from inspector.diagnose.weights import RATHER, SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.protocol.media_types import family
from inspector.reading.statuses import REFUSES_ACCESS
from inspector.wording import tr

_QUESTIONS = 3  # the same address, the page it belongs to, the place its framework has


def _applies(ground: Ground) -> str:
    if ground.case.sent.is_safe:
        return tr("{method} only reads and needs no CSRF token.", method=ground.method)
    return "" if _may_be_forged(ground.case) else tr("No page of another site could send this.")


def _may_be_forged(case: Case) -> bool:
    """Whether a browser would send along what says who calls, or a form that anybody can post.

    Of 35 tries at real servers 31 found no token: logins as JSON, or told that the password was
    wrong.
    """
    if case.said("csrf", "origin-refused") or case.sent.session_cookies or case.sent.csrf_tokens:
        return True
    form = family(case.sent.content.type) == "form"
    return form and case.status != HTTPStatus.UNAUTHORIZED and not case.said("bad-login")


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    changed = yield from means.with_csrf_token(ground.request, ground.case.trace.exchanges)
    if changed is not None:
        yield Ask(request=changed)


def _observe(before: Case, after: Attempt) -> Compared:
    if main_case(after) is None:
        return Compared("failed", tr("no token found"), name="no-token")
    found = compared(before, after)
    past = found.result == "differs" and found.case is not None and _is_past(before, found.case)
    return replace(found, name="past-it") if past else found


def _is_past(before: Case, after: Case) -> bool:
    """Whether the reply is no longer about forgery: a redirect, or words about something else."""
    led_on = before.status in REFUSES_ACCESS and after.heard.is_redirect
    return led_on or (before.said("csrf") > 0 and not after.said("csrf"))


_CSRF = (
    "csrf-token-missing",
    "csrf-token-mismatch",
    "csrf-session-mismatch",
    "page-expired",
    "csrf-cookie-not-sent",
)
_TABLE = (
    when("no-token", tr("The reply to GET holds no CSRF token.")),
    when(
        ("accepted", "went-on"),
        tr("With a fresh CSRF token it gets through."),
        says(Ratio.SETTLES, Cause.CSRF_FAILURE),
        at_least(SOUND, "csrf-token-missing"),
        says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED),
        says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT),
        says(Ratio.AGAINST, Cause.CONFIGURATION),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.INVALID_CREDENTIALS),
        proves=_CSRF,
    ),
    when(
        "past-it",
        tr("With a fresh CSRF token it gets past that check, and another one answers."),
        says(Ratio.STRONGLY_FOR, Cause.CSRF_FAILURE),
        at_least(RATHER, "csrf-token-missing"),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.NETWORK_BLOCKED),
        says(Ratio.LEANS_AGAINST, Cause.MISSING_CREDENTIALS, Cause.INVALID_CREDENTIALS),
    ),
    when(
        ("same", "differs"),
        tr("A fresh CSRF token does not help."),
        says(Ratio.LEANS_AGAINST, Cause.CSRF_FAILURE),
    ),
)

EXPERIMENT = Experiment(
    id="with-csrf-token",
    question=tr("Does the request work with a CSRF token fetched just before?"),
    varies=tr("Fresh CSRF token"),
    sends=tr("A GET for the token, then the same request with it."),
    tells=(Cause.CSRF_FAILURE,),
    methods=lambda ground: ("GET", ground.promised),
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: _QUESTIONS + ground.rounds,
    requests=4,
)
