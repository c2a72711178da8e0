"""Experiment: a made-up credential of the same shape; never with a real account's name."""

import msgspec

from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.taken import token_of, with_credential, with_token
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if ground.credential is not None and not ground.credential.is_supported:
        return tr("This scheme can't be sent yet.")
    if ground.case.sent.is_login:
        return tr("A login form would count a failed login.")
    if ground.names_account:
        return tr("The request names an account, which would get a failed login.")
    if ground.case.sent.main is not None:
        return ""
    return tr("No credential was sent that could be replaced.")


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    made = _made_up(with_credential(ground.request, means), means)
    if made is not None:
        yield Ask(request=made)


def _made_up(request: Request, means: ExperimentContext) -> Request | None:
    chosen = request.credential
    if chosen.is_login():
        other = chosen.with_user(garbage.user_name()).with_secret(means.put(garbage.password()))
        return msgspec.structs.replace(request, credential=other)
    token = token_of(request, means)
    return with_token(request, garbage.same_shape(token), means) if token else None


_TABLE = (
    when(
        "accepted",
        tr("A made-up credential is accepted, so it is not checked here."),
        says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.NETWORK_BLOCKED),
    ),
    # Many APIs say "invalid token" to whatever fails: a wrong audience or issuer looks the same.
    when(
        "same",
        tr("A made-up credential is refused in the same way as yours."),
        says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_AGAINST, Cause.CSRF_FAILURE, Cause.ACCOUNT_LOCKED),
        says(Ratio.LEANS_TO, Cause.EXPIRED_SESSION),
    ),
    when(
        "differs",
        tr("A made-up credential is refused in another way: yours is understood."),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.REVOKED_TOKEN),
        says(Ratio.POINTS_TO, "token-expired", "wrong-password"),
        says(Ratio.LEANS_AGAINST, "key-refused", "token-not-accepted"),
        says(Ratio.LEANS_TO, Cause.CONFIGURATION),
        says(Ratio.AGAINST, "credential-malformed", Cause.MISSING_CREDENTIALS),
        says(Ratio.RULES_OUT, "authorization-stripped"),
        says(Ratio.AGAINST, Cause.NETWORK_BLOCKED),
    ),
)

EXPERIMENT = Experiment(
    id="garbage-credentials",
    question=tr("Does the server answer a made-up credential in the same way?"),
    varies=tr("Made-up credential"),
    sends=tr("The same request with a random credential of the same shape, in nobody's name."),
    tells=(
        Cause.INVALID_CREDENTIALS,
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.REVOKED_TOKEN,
        Cause.CONFIGURATION,
        Cause.MISSING_CREDENTIALS,
    ),
    carries=False,
    guesses=True,
    applies=_applies,
    variant=_variant,
    table=_TABLE,
)
