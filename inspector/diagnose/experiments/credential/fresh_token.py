"""Experiment: a token fetched just now in the place of the one that was refused."""

from datetime import timedelta
from http import HTTPStatus

from msgspec.structs import replace

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import (
    audiences,
    bearer,
    expired_by,
    names_scopes,
    scopes,
)
from inspector.diagnose.trial import renewal
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
from inspector.diagnose.trial.sent_token import not_varied
from inspector.diagnose.trial.taken import with_credential, with_token
from inspector.diagnose.weights import FAIR, LIKELY, OPEN, RATHER, SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.oauth import error_reply
from inspector.reading.statuses import SERVER_ERRORS
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if not ground.has_key:
        return tr("No token was sent that could be renewed.")
    if why := not_varied(ground):
        return why
    if renewal.known(ground) is None:
        return tr("No request is known that fetches a token.")
    return ""


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    asked = renewal.request(ground, means)
    if asked is None:
        return
    answer = yield Ask(request=asked, purpose="token", known_host=True)
    token = renewal.token_in(answer)
    if token:
        own = with_credential(ground, means)
        yield Ask(request=with_token(own, token, means))


def _methods(ground: Ground) -> tuple[str, ...]:
    method = renewal.known(ground)
    return (method or "POST", ground.promised)


def _observe(before: Case, after: Attempt) -> Compared:
    if main_case(after) is None:
        return _no_token(after)
    found = compared(before, after)
    if found.result == "accepted" or found.went_on:
        return _other_kind(before, found) or replace(found, name=_age(before))
    if found.result == "same":
        return replace(found, name=_not_the_token(before))
    return found


def _other_kind(before: Case, found: Compared) -> Compared | None:
    """Return what the fresh token has that the old one lacked, None where only its age differs."""
    old, new = bearer(before), bearer(found.case) if found.case is not None else None
    if old is None or new is None:
        return None
    if audiences(old) and audiences(new) and not set(audiences(old)) & set(audiences(new)):
        return replace(found, name="other-audience")
    more = sorted(scopes(new) - scopes(old)) if names_scopes(old) else []
    if more:
        words = tr("A fresh token works; it has more scopes: {scopes}.", scopes=", ".join(more[:5]))
        return replace(found, name="more-scopes", meaning=words)
    lacked = before.said("scope", "permission", "step-up", "audience")
    return replace(found, name="lacked") if lacked else None


def _has_ended(before: Case) -> bool | None:
    """Whether the token's time is over by the server's clock, None where it names no end."""
    token = bearer(before)
    if token is None or loose_numeric_date(token.claims.get("exp")) is None:
        return None
    return (expired_by(before, token) or timedelta(0)) > timedelta(0)


def _age(before: Case) -> str:
    """By what the token itself says: ended, or taken back while it was still in time."""
    ended = _has_ended(before)
    if ended is None:
        return "no-end"
    called = before.said("token-expired", "key-expired")
    return "ended" if ended else "in-time-called-ended" if called else "in-time"


def _not_the_token(before: Case) -> str:
    """What is left where even a token just issued is refused alike, by 401: the API's settings."""
    token = bearer(before)
    if before.status != HTTPStatus.UNAUTHORIZED or token is None or not token.claims:
        return ""
    return "same-for-its-audience" if audiences(token) else "same-for-its-issuer"


def _no_token(after: Attempt) -> Compared:
    reply = after.last_reply
    if reply is None or reply.status in SERVER_ERRORS:
        return Compared("failed", tr("no fresh token"), name="no-provider")
    refused = error_reply.read(reply.body)
    code = refused.code if refused else ""
    shows = tr("{status}, {code}", status=reply.status, code=code or tr("no token"))
    return Compared("failed", shows, name="no-grant" if code == "invalid_grant" else "no-token")


_NOT_IN_TIME = tr("A fresh token works; the one sent was no longer good although it had not ended.")
_REFUSED_ALIKE = tr("A fresh token is refused in the same way: its age is not the reason.")
_NOTHING_ELSE = (
    *says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.STRONGLY_AGAINST, Cause.CONFIGURATION),
    *says(Ratio.RULES_OUT, Cause.WRONG_ENDPOINT, Cause.NETWORK_BLOCKED, Cause.SCHEME_MISMATCH),
    *says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS),
)
_NOT_AGE = (
    *says(Ratio.STRONGLY_AGAINST, "token-expired"),
    *says(Ratio.AGAINST, "token-not-accepted"),
    *says(Ratio.STRONGLY_AGAINST, "token-altered", Cause.REVOKED_TOKEN),
    *says(Ratio.LEANS_TO, "account-disabled"),
    *says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
    *says(Ratio.POINTS_TO, Cause.WRONG_ENDPOINT, Cause.SCHEME_MISMATCH, Cause.NETWORK_BLOCKED),
)
_TABLE = (
    when(
        "no-provider",
        tr("No token could be fetched: the login provider does not answer as it should."),
        says(Ratio.STRONGLY_FOR, Cause.PROVIDER_UNREACHABLE),
    ),
    when(
        "no-grant",
        tr("The login provider gives no fresh token."),
        says(Ratio.SPEAKS_FOR, Cause.EXPIRED_SESSION, Cause.REVOKED_TOKEN),
    ),
    when("no-token", tr("The login provider gives no fresh token.")),
    when(
        "other-audience",
        tr("A fresh token works; it is made for another audience."),
        says(Ratio.SETTLES, "audience-mismatch", floor=LIKELY),
        says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
    ),
    when(
        "more-scopes",
        "",
        says(Ratio.STRONGLY_FOR, Cause.INSUFFICIENT_PERMISSIONS),
        at_least(RATHER, "scope-missing"),
        says(Ratio.LEANS_AGAINST, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED),
    ),
    when(
        "lacked",
        tr("A fresh token works; it seems to have what the old one lacked."),
        says(Ratio.POINTS_TO, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS),
    ),
    when(
        "ended",
        tr("A fresh token works; the one sent had ended by the server's clock."),
        says(Ratio.SETTLES, "token-expired", floor=SOUND),
        says(Ratio.AGAINST, Cause.REVOKED_TOKEN),
        _NOTHING_ELSE,
    ),
    when(
        "no-end",
        _NOT_IN_TIME,
        says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN, "token-expired"),
        says(Ratio.RULES_OUT, "account-disabled", "environment-mismatch"),
        says(Ratio.LEANS_AGAINST, "token-not-accepted"),
        _NOTHING_ELSE,
    ),
    when(
        "in-time-called-ended",
        _NOT_IN_TIME,
        says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN),
        says(Ratio.LEANS_AGAINST, "token-expired"),
        _NOTHING_ELSE,
    ),
    when(
        "in-time",
        _NOT_IN_TIME,
        says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN),
        at_least(FAIR, "refused-though-valid"),
        says(Ratio.LEANS_AGAINST, "token-expired"),
        _NOTHING_ELSE,
    ),
    when("same-for-its-audience", _REFUSED_ALIKE, _NOT_AGE, at_least(OPEN, "audience-mismatch")),
    when("same-for-its-issuer", _REFUSED_ALIKE, _NOT_AGE, at_least(OPEN, "issuer-not-trusted")),
    when("same", _REFUSED_ALIKE, _NOT_AGE),
    when(
        "differs",
        tr("A fresh token is refused as well, in another way."),
        says(Ratio.LEANS_TO, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
    ),
)

EXPERIMENT = Experiment(
    id="fresh-token",
    question=tr("Does a token fetched just now work?"),
    varies=tr("Fresh token"),
    sends=tr("The request that fetches a token, then yours with the new token."),
    tells=(Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS, Cause.EXPIRED_SESSION),
    methods=_methods,
    asks=renewal.asks,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: 1 + ground.rounds,
    requests=2,
)
