"""Experiment: the login that is known is sent again, then the same request with what it brought.

What the login itself answers tells a locked account and a wrong password from a lost session.
"""

from msgspec.structs import replace

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.consents import is_home
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
from inspector.diagnose.trial.reply_comparison import Compared, compared, main_case, shown
from inspector.diagnose.weights import CLEAR, FAIR, HALF, SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.question import Consent
from inspector.reading.meanings import OF_TRIES
from inspector.reading.statuses import SERVER_ERRORS
from inspector.wording import tr

_LOGIN = 3  # its page, the login, where that leads


def _applies(ground: Ground) -> str:
    login = ground.aids.login
    if login is None:
        return tr("No login to this server is known.")
    if not is_home(ground.url, login.url):
        return tr("The login that is known belongs to another server.")
    sent = ground.case.sent
    if sent.is_login or ground.is_login:
        return tr("It is a login itself that was refused.")
    return "" if sent.has_any or sent.cookies else tr("No session or token was sent.")


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    login = ground.aids.login
    if login is None:
        return
    changed = yield from means.with_fresh_login(ground.request, login)
    if changed is not None:
        yield Ask(request=changed)


def _methods(ground: Ground) -> tuple[str, ...]:
    login = ground.aids.login
    return (login.method.upper() if login is not None else "POST", ground.promised)


def _asks(ground: Ground) -> tuple[Consent, ...]:
    del ground
    return ("login-attempt",)


def _observe(before: Case, after: Attempt) -> Compared:
    if main_case(after) is None:
        return _no_login(after)
    found = compared(before, after)
    if found.result == "accepted" or found.went_on:
        by_session = not before.sent.credentials
        return replace(found, name="session-renewed" if by_session else "token-renewed")
    return found


def _no_login(after: Attempt) -> Compared:
    """Return what the refused login says of the account."""
    if after.last_reply is None:
        return Compared("failed", tr("no reply to the login"), name="no-provider")
    last = Trace(after).case(len(after.exchanges) - 1)
    if last.status in SERVER_ERRORS:
        return Compared("failed", shown(last), name="no-provider")
    locked = last.said(*OF_TRIES) >= HALF  # else the words say something else as often
    return Compared("failed", shown(last), name="login-locked" if locked else "login-refused")


_WAS_LATE = (
    *says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS, Cause.ACCOUNT_LOCKED),
    *says(Ratio.RULES_OUT, Cause.WRONG_ENDPOINT, Cause.NETWORK_BLOCKED, Cause.SCHEME_MISMATCH),
    *says(Ratio.STRONGLY_AGAINST, Cause.CONFIGURATION, Cause.MISSING_CREDENTIALS),
    *says(Ratio.RULES_OUT, Cause.PROVIDER_UNREACHABLE),
)
_TABLE = (
    when(
        "no-provider",
        tr("The login does not answer as it should."),
        says(Ratio.STRONGLY_FOR, Cause.PROVIDER_UNREACHABLE),
        at_least(HALF, "login-service-down"),
    ),
    when(
        "login-locked",
        tr("The login itself says that the account is locked."),
        says(Ratio.SETTLES, Cause.ACCOUNT_LOCKED),
        at_least(CLEAR, "account-disabled"),
        says(Ratio.AGAINST, Cause.EXPIRED_SESSION, Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS),
    ),
    when(
        "login-refused",
        tr("The login is refused as well: the account is locked, or its password is another now."),
        says(Ratio.STRONGLY_FOR, Cause.ACCOUNT_LOCKED),
        at_least(FAIR, "account-disabled"),
        says(Ratio.LEANS_AGAINST, Cause.EXPIRED_SESSION, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.WRONG_ENDPOINT),
        says(Ratio.AGAINST, Cause.CONFIGURATION, Cause.NETWORK_BLOCKED),
    ),
    when(
        "session-renewed",
        tr("After a fresh login it works: the session that was sent had ended."),
        says(Ratio.SETTLES, Cause.EXPIRED_SESSION),
        at_least(SOUND, "session-ended"),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
        _WAS_LATE,
    ),
    when(
        "token-renewed",
        tr("With the token of a fresh login it works: the one sent was no longer good."),
        says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN, "token-expired"),
        at_least(HALF, "token-revoked"),
        says(Ratio.RULES_OUT, "environment-mismatch"),
        _WAS_LATE,
    ),
    when(
        ("same", "differs"),
        tr("After a fresh login it is refused as well: neither session nor token is the reason."),
        says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION, Cause.REVOKED_TOKEN),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.ACCOUNT_LOCKED),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
        says(Ratio.POINTS_TO, Cause.WRONG_ENDPOINT, Cause.CSRF_FAILURE, Cause.NETWORK_BLOCKED),
    ),
)

EXPERIMENT = Experiment(
    id="fresh-login",
    question=tr("Does it work after a fresh login, and what does the login say?"),
    varies=tr("After a fresh login"),
    sends=tr("The login that is known, then the same request with what it brought."),
    tells=(
        Cause.EXPIRED_SESSION,
        Cause.REVOKED_TOKEN,
        Cause.ACCOUNT_LOCKED,
        Cause.INSUFFICIENT_PERMISSIONS,
    ),
    methods=_methods,
    asks=_asks,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: _LOGIN + ground.rounds,
    requests=4,
)
