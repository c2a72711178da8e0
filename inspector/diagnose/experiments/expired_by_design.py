"""Experiment: the same JWT made out to have ended: shows what the server checks first."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.ground import Ground, no_jwt
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import AGAINST, LEANS_AGAINST, POINTS_TO, STRONGLY_AGAINST
from inspector.diagnose.trial.reading import compared
from inspector.diagnose.trial.taken import token_of, with_credential, with_token
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr


def _variant(ground: Ground, means: Means) -> Steps:
    own = with_credential(ground.request, means)
    token = token_of(own, means)
    now = ground.case.server_time
    if garbage.is_jwt(token) and now is not None:
        yield Ask(request=with_token(own, garbage.expired(token, now.timestamp()), means))


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("A token that has ended is accepted: the server checks neither time nor key.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_UNCHECKED)
    if found.result == "same":
        meaning = tr("A token that has ended is refused in the same way as yours.")
        return Reading(result="same", shows=found.shows, meaning=meaning)
    if found.result == "differs":
        if before.said("token-expired"):
            meaning = tr("Its signature is noticed before its time; yours is past that check.")
            return Reading(result="differs", shows=found.shows, meaning=meaning, bearings=_PAST)
        return _differs(found.shows, says_ended=_says_ended(found.case))
    return Reading(result=found.result, shows=found.shows)


def _says_ended(case: Case | None) -> bool:
    return case is not None and bool(case.said("token-expired"))


def _differs(shows: str, *, says_ended: bool) -> Reading:
    if says_ended:
        meaning = tr("An ended token is called expired; yours is not, so its time is accepted.")
        return Reading(result="differs", shows=shows, meaning=meaning, bearings=_IN_TIME)
    meaning = tr("An ended token is refused in another way than yours.")
    return Reading(result="differs", shows=shows, meaning=meaning, bearings=_OTHERWISE)


_UNCHECKED = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=STRONGLY_AGAINST),
)
_IN_TIME = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.CONFIGURATION, slug="clock-differs", ratio=LEANS_AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
)
_PAST = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=POINTS_TO),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
)
_OTHERWISE = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
)

EXPERIMENT = Experiment(
    id="expired-by-design",
    question=tr("Does the server look at a token's time before its signature?"),
    varies=tr("Token that has ended"),
    sends=tr("The same request; its token is made out to have ended, under its old signature."),
    tells=(Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION),
    carries=False,
    applies=no_jwt,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds,
)
