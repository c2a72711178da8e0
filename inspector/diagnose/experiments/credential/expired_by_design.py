"""Experiment: the same JWT made out to have ended: shows what the server checks first."""

from msgspec.structs import replace

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.trial.sent_token import no_jwt
from inspector.diagnose.trial.taken import token_of, with_credential, with_token
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if why := no_jwt(ground):
        return why
    if ground.case.said("signature") > 0:
        return tr("The reply speaks of the signature, which a changed token breaks as well.")
    if ground.case.server_time is None:
        return tr("It is not known what time it was at the server.")
    return ""


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    own = with_credential(ground, means)
    token = token_of(own, means)
    now = ground.case.server_time
    if garbage.is_jwt(token) and now is not None:
        yield Ask(request=with_token(own, garbage.expired(token, now.timestamp()), means))


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    if found.result != "differs":
        return found
    if before.said("token-expired"):
        return replace(found, name="past-its-time")
    says_ended = found.case is not None and found.case.said("token-expired")
    return replace(found, name="in-time") if says_ended else found


_TABLE = (
    when(
        "accepted",
        tr("A token that has ended is accepted: the server checks neither time nor key."),
        says(Ratio.STRONGLY_AGAINST, "token-expired"),
    ),
    when("same", tr("A token that has ended is refused in the same way as yours.")),
    when(
        "past-its-time",
        tr("Its signature is noticed before its time; yours is past that check."),
        says(Ratio.POINTS_TO, "token-expired"),
        says(Ratio.AGAINST, "token-signature-wrong", Cause.MISSING_CREDENTIALS),
    ),
    when(
        "in-time",
        tr("An ended token is called expired; yours is not, so its time is accepted."),
        says(Ratio.STRONGLY_AGAINST, "token-expired"),
        says(Ratio.LEANS_AGAINST, "clock-differs"),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS),
    ),
    when(
        "differs",
        tr("An ended token is refused in another way than yours."),
        says(Ratio.AGAINST, "token-signature-wrong", Cause.MISSING_CREDENTIALS),
    ),
)

EXPERIMENT = Experiment(
    id="expired-by-design",
    question=tr("Does the server look at a token's time before its signature?"),
    varies=tr("Token that has ended"),
    sends=tr("The same request; its token is made out to have ended, under its old signature."),
    tells=(Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION),
    carries=False,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
)
