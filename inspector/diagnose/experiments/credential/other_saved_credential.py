"""Experiment: the same call with another credential that is saved for the same host."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.trial.taken import without_credential
from inspector.model.attempt import Attempt
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.experiment import SavedCredential
from inspector.model.finding import Cause
from inspector.model.question import Consent
from inspector.wording import tr


def _other(ground: Ground) -> SavedCredential | None:
    """Return the first saved credential of this host that is not the one sent."""
    for one in ground.aids.others:
        mine = one.credential == ground.request.credential
        if one.credential.is_given and not mine and is_home(one.host, ground.url):
            return one
    return None


def _applies(ground: Ground) -> str:
    if _other(ground) is not None:
        return ""
    return tr("No other credential is saved for this host.")


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    other = _other(ground)
    if other is not None:
        bare = without_credential(ground.request)
        other_login = msgspec.structs.replace(bare, credential=other.credential)
        yield Ask(request=other_login, with_jar=False)


def _asks(ground: Ground) -> tuple[Consent, ...]:
    other = _other(ground)
    is_login = other is not None and other.credential.is_login()
    return ("login-attempt",) if is_login else ()


def _observe(before: Case, after: Attempt) -> Compared:
    """Tell apart whether the other one is of the same kind: a login, or a token."""
    found = compared(before, after)
    chosen, sent = after.request, before.sent.authorization
    if found.result not in _TAKEN or chosen is None or sent is None:
        return found
    is_other = (sent.scheme in LOGIN_SCHEMES) != chosen.credential.is_login()
    return msgspec.structs.replace(found, name="of-another-kind") if is_other else found


_TAKEN = ("accepted", "went-on")
_TABLE = (
    # whose it is may be the reason as well
    when(
        "of-another-kind",
        tr("A credential of another kind gets through: the one sent may not be read here."),
        says(Ratio.SPEAKS_FOR, Cause.SCHEME_MISMATCH),
        says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
        says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED),
        says(Ratio.STRONGLY_AGAINST, Cause.PROVIDER_UNREACHABLE),
    ),
    when(
        _TAKEN,
        tr("Another credential gets through: the reason lies in the one sent."),
        says(Ratio.SPEAKS_FOR, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.SPEAKS_FOR, Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION),
        says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED),
        says(Ratio.STRONGLY_AGAINST, Cause.PROVIDER_UNREACHABLE),
    ),
    when(
        "same",
        tr("Another credential is refused in the same way."),
        says(Ratio.SPEAKS_FOR, Cause.WRONG_ENDPOINT, Cause.NETWORK_BLOCKED),
        says(Ratio.POINTS_TO, Cause.CONFIGURATION),
        says(Ratio.SPEAKS_FOR, Cause.PROVIDER_UNREACHABLE),
        says(Ratio.LEANS_AGAINST, "audience-mismatch", "issuer-not-trusted"),
        says(Ratio.LEANS_AGAINST, Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS),
    ),
    when("differs", tr("Another credential is refused as well, in another way.")),
)

EXPERIMENT = Experiment(
    id="other-saved-credential",
    question=tr("Does the same call work with another saved credential?"),
    varies=tr("Other saved credential"),
    sends=tr("The same request with another credential that is saved for this host."),
    tells=(Cause.INSUFFICIENT_PERMISSIONS, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    carries=False,
    asks=_asks,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: ground.rounds + 1,
)
