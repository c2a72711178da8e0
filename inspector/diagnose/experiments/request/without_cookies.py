"""Experiment: the same request without its cookies."""

import msgspec

from inspector.diagnose.facts.browser import is_session_of_another_site
from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.trial.taken import without_cookies
from inspector.diagnose.weights import HALF
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    return "" if ground.case.sent.cookies else tr("No cookie was sent.")


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    if found.result == "same" and is_session_of_another_site(before):
        return msgspec.structs.replace(found, name="same-from-there")
    return found


_TABLE = (
    when(
        "accepted",
        tr("It is accepted without cookies: a cookie is the reason for the refusal."),
        says(Ratio.STRONGLY_FOR, Cause.EXPIRED_SESSION, floor=HALF),
        says(Ratio.STRONGLY_FOR, Cause.CSRF_FAILURE),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS),
        says(Ratio.AGAINST, Cause.NETWORK_BLOCKED),
    ),
    when(
        "same-from-there",
        tr("The cookies make no difference, with the same Origin or Referer."),
        says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    # An ended session is often taken for none at all, so this says little about it.
    when(
        "same",
        tr("The cookies make no difference."),
        says(Ratio.LEANS_AGAINST, Cause.CSRF_FAILURE, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_TO, "session-lost"),
    ),
    when(
        "differs",
        tr("Without cookies it answers otherwise, so it looked at them."),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS),
        says(Ratio.LEANS_TO, Cause.EXPIRED_SESSION),
        says(Ratio.POINTS_TO, Cause.CSRF_FAILURE, Cause.INSUFFICIENT_PERMISSIONS),
    ),
)

EXPERIMENT = Experiment(
    id="without-cookies",
    question=tr("Is the refusal the same without cookies?"),
    varies=tr("No cookies"),
    sends=tr("The same request without its cookies."),
    tells=(Cause.EXPIRED_SESSION, Cause.CSRF_FAILURE),
    applies=_applies,
    observe=_observe,
    variant=sending(lambda ground: without_cookies(ground.request), with_jar=False),
    table=_TABLE,
)
