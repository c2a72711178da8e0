"""Experiment: the same request with nothing in it that tells who asks."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment, at_least, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared, main_case
from inspector.diagnose.trial.taken import without_credential
from inspector.diagnose.weights import RATHER, SOUND
from inspector.model.attempt import Attempt
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Cause
from inspector.reading.statuses import NO_SUCH_PLACE
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if ground.case.sent.has_any or ground.case.sent.cookies:
        return ""
    return tr("Nothing was sent that could be left out.")


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    if found.result == "differs" and _is_of_another_gate(before, main_case(after)):
        return msgspec.structs.replace(found, name=_gate(before))
    if found.result != "same":
        return found
    if before.status in NO_SUCH_PLACE:
        return msgspec.structs.replace(found, name="same-not-there")
    sent = before.sent.authorization
    asked = (
        sent is not None and sent.scheme in LOGIN_SCHEMES and sent.scheme in before.heard.schemes
    )
    return msgspec.structs.replace(found, name="same-login") if asked else found


def _gate(before: Case) -> str:
    """Tell whether what stands behind wants a login as well, or another kind of credential."""
    sent, wanted = before.sent.authorization, before.heard.schemes
    if sent is not None and wanted and sent.scheme not in wanted:
        return "gate-of-another-kind"
    login = sent is not None and sent.scheme in LOGIN_SCHEMES
    return "two-logins" if login else "another-gate"


def _is_of_another_gate(before: Case, nobody: Case | None) -> bool:
    """Whether nobody is asked for a login of another realm than the one that was refused here.

    What was sent has passed the first gate then; behind it stands another, with logins of its own.
    """
    if nobody is None or before.sent.authorization is None:
        return False
    mine, theirs = before.heard.realms, nobody.heard.realms
    front = nobody.heard.content.page.is_of_web_server
    front = front and not before.heard.content.page.is_of_web_server
    return bool(theirs) and (bool(mine) or front) and mine.isdisjoint(theirs)


_PASSED_THE_FIRST = tr(
    "Nobody is asked for a login of another realm: yours passed that, and not the next."
)
_TABLE = (
    when(
        "accepted",
        tr("It is given to anyone; what you sent is the reason for the refusal."),
        says(Ratio.STRONGLY_FOR, Cause.INVALID_CREDENTIALS, floor=RATHER),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.NETWORK_BLOCKED),
        says(Ratio.AGAINST, Cause.WRONG_ENDPOINT, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    when(
        "same-not-there",
        tr("Nobody is told as well that nothing is there."),
        says(Ratio.LEANS_TO, Cause.WRONG_ENDPOINT),
    ),
    when(
        "same-login",
        tr("It asks for the login as if none had been sent, as it does after a wrong one, too."),
        says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    # Many servers answer both alike (nginx with Basic does), so this says little by itself.
    when(
        "same",
        tr("The server answers as if nothing had been sent."),
        says(Ratio.LEANS_TO, Cause.MISSING_CREDENTIALS),
        says(Ratio.POINTS_TO, "authorization-stripped", Cause.NETWORK_BLOCKED),
        says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    when(
        "another-gate",
        _PASSED_THE_FIRST,
        says(Ratio.SPEAKS_FOR, Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION),
        at_least(RATHER, "one-header-for-two-logins"),
        says(Ratio.POINTS_TO, Cause.MISSING_CREDENTIALS),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.WRONG_ENDPOINT),
        says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED, Cause.ACCOUNT_LOCKED),
        rare=True,
    ),
    # there is one Authorization header (RFC 9110 §11.6.2), and the first login went on in it
    when(
        "two-logins",
        _PASSED_THE_FIRST,
        says(Ratio.SPEAKS_FOR, "one-header-for-two-logins", floor=SOUND),
        says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.WRONG_ENDPOINT),
        says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED, Cause.ACCOUNT_LOCKED),
        rare=True,
    ),
    when(
        "gate-of-another-kind",
        tr("Nobody is asked for a login: yours passed that, and the next wants something else."),
        says(Ratio.STRONGLY_FOR, "second-part-missing", floor=RATHER),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.AGAINST, Cause.SCHEME_MISMATCH),  # it is right, for the first gate
        says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED, Cause.ACCOUNT_LOCKED),
        rare=True,
    ),
    when(
        "differs",
        tr("Without a credential it answers otherwise, so it looked at yours."),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS),
        says(Ratio.STRONGLY_AGAINST, "authorization-stripped"),
        says(Ratio.STRONGLY_AGAINST, "key-in-wrong-place", "other-word-wanted", "scheme-not-read"),
        says(Ratio.STRONGLY_FOR, "second-part-missing"),
        says(Ratio.LEANS_AGAINST, Cause.NETWORK_BLOCKED),
        says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION),
        says(Ratio.LEANS_TO, Cause.INSUFFICIENT_PERMISSIONS, Cause.REVOKED_TOKEN),
        says(Ratio.LEANS_TO, Cause.CSRF_FAILURE),
    ),
)

EXPERIMENT = Experiment(
    id="without-credentials",
    question=tr("Is the refusal the same when no credential is sent at all?"),
    varies=tr("No credentials"),
    sends=tr("The same request without credential, keys and cookies."),
    tells=(
        Cause.MISSING_CREDENTIALS,
        Cause.INVALID_CREDENTIALS,
        Cause.CONFIGURATION,
        Cause.NETWORK_BLOCKED,
        Cause.INSUFFICIENT_PERMISSIONS,
    ),
    carries=False,
    applies=_applies,
    observe=_observe,
    variant=sending(lambda ground: without_credential(ground.request), with_jar=False),
    table=_TABLE,
    cost=lambda ground: ground.bare_rounds,
)
