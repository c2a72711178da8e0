"""Experiment: the same JWT under a signature that can't fit."""

from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.sent_token import no_jwt
from inspector.diagnose.trial.taken import token_of, with_credential, with_token
from inspector.model.finding import Cause
from inspector.wording import tr


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    own = with_credential(ground, means)
    token = token_of(own, means)
    if garbage.is_jwt(token):
        yield Ask(request=with_token(own, garbage.with_other_signature(token), means))


_TABLE = (
    when(
        "accepted",
        tr("A token with a broken signature is accepted: the server does not check it."),
        says(Ratio.STRONGLY_AGAINST, "token-signature-wrong"),
    ),
    when(
        "same",
        tr("A broken signature is refused in the same way as your token."),
        says(Ratio.POINTS_TO, "token-signature-wrong", "token-altered", "signing-key-unknown"),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_AGAINST, "token-revoked"),
    ),
    when(
        "differs",
        tr("A broken signature is refused in another way, so yours passes that check."),
        says(Ratio.STRONGLY_AGAINST, "token-signature-wrong", "token-altered"),
        says(Ratio.STRONGLY_AGAINST, "signing-key-unknown"),
        says(Ratio.RULES_OUT, "authorization-stripped"),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS),
        says(Ratio.AGAINST, Cause.SCHEME_MISMATCH, Cause.NETWORK_BLOCKED),
        says(Ratio.POINTS_TO, Cause.INSUFFICIENT_PERMISSIONS, Cause.REVOKED_TOKEN),
        says(Ratio.POINTS_TO, "audience-mismatch", "token-expired"),
    ),
)

EXPERIMENT = Experiment(
    id="signature-altered",
    question=tr("Does the server answer a broken signature in the same way?"),
    varies=tr("Broken signature"),
    sends=tr("The same request; the signature of its token is replaced by random bytes."),
    tells=(Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
    carries=False,
    forges=True,
    applies=no_jwt,
    variant=_variant,
    table=_TABLE,
)
