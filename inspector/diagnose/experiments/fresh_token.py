"""Experiment: a token fetched just now in the place of the one that was refused."""

import json
from datetime import timedelta
from typing import Any

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.tokens import (
    audiences,
    bearer,
    expired_by,
    moment,
    names_scopes,
    scopes,
)
from inspector.diagnose.facts.weights import FAIR, LIKELY, OPEN, RATHER, SOUND
from inspector.diagnose.trial import renewal
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    LEANS_TO,
    POINTS_TO,
    RULES_OUT,
    SETTLES,
    SPEAKS_FOR,
    STRONGLY_AGAINST,
    STRONGLY_FOR,
)
from inspector.diagnose.trial.reading import compared, main_case
from inspector.diagnose.trial.taken import with_credential, with_token
from inspector.model.attempt import Attempt
from inspector.model.experiment import Consent
from inspector.model.finding import Cause
from inspector.wording import tr

_SERVER_ERROR = 500
_UNAUTHORIZED = 401


def _applies(ground: Ground) -> str:
    if not ground.has_key:
        return tr("No token was sent that could be renewed.")
    if renewal.known(ground) is None:
        return tr("No request is known that fetches a token.")
    return ""


def _variant(ground: Ground, means: Means) -> Steps:
    asked = renewal.request(ground, means)
    if asked is None:
        return
    answer = yield Ask(request=asked, purpose="token", known_host=True)
    token = renewal.token_in(answer)
    if token:
        own = with_credential(ground.request, means)
        yield Ask(request=with_token(own, token, means))


def _methods(ground: Ground) -> tuple[str, ...]:
    method = renewal.known(ground)
    return (method or "POST", ground.method)


def _asks(ground: Ground) -> tuple[Consent, ...]:
    return renewal.asks(ground)


def _read(before: Case, after: Attempt) -> Reading:
    if main_case(after) is None:
        return _no_token(after)
    found = compared(before, after)
    if found.result == "accepted" or found.went_on:
        meaning, bearings = _other_kind(before, found.case) or (_why(before), _age(before))
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=bearings)
    if found.result == "same":
        meaning = tr("A fresh token is refused in the same way: its age is not the reason.")
        bearings = (*_NOT_AGE, *_not_the_token(before))
        return Reading(result="same", shows=found.shows, meaning=meaning, bearings=bearings)
    if found.result == "differs":
        meaning = tr("A fresh token is refused as well, in another way.")
        return Reading(result="differs", shows=found.shows, meaning=meaning, bearings=_NOT_ONLY)
    return Reading(result=found.result, shows=found.shows)


def _other_kind(before: Case, after: Case | None) -> tuple[str, tuple[Bearing, ...]] | None:
    """Return what the fresh token has that the old one lacked, None where only its age differs."""
    old, new = bearer(before), bearer(after) if after is not None else None
    if old is None or new is None:
        return None
    if audiences(old) and audiences(new) and not set(audiences(old)) & set(audiences(new)):
        return tr("A fresh token works; it is made for another audience."), _AUDIENCE
    more = sorted(scopes(new) - scopes(old)) if names_scopes(old) else []
    if more:
        words = tr("A fresh token works; it has more scopes: {scopes}.", scopes=", ".join(more[:5]))
        return words, _SCOPE
    if before.said("scope", "permission", "step-up", "audience"):
        return tr("A fresh token works; it seems to have what the old one lacked."), _LACKED
    return None


def _why(before: Case) -> str:
    if _has_ended(before):
        return tr("A fresh token works; the one sent had ended by the server's clock.")
    return tr("A fresh token works; the one sent was no longer good although it had not ended.")


def _has_ended(before: Case) -> bool | None:
    """Whether the token's time is over by the server's clock, None where it names no end."""
    token = bearer(before)
    if token is None or moment(token.claims.get("exp")) is None:
        return None
    return (expired_by(before, token) or timedelta(0)) > timedelta(0)


def _age(before: Case) -> tuple[Bearing, ...]:
    """By what the token itself says: ended, or taken back while it was still in time."""
    ended = _has_ended(before)
    if ended:
        first = Bearing(
            cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=SETTLES, floor=SOUND
        )
        return (first, Bearing(cause=Cause.REVOKED_TOKEN, ratio=AGAINST), *_NOTHING_ELSE)
    said_ended = before.said("token-expired", "key-expired")
    revoked = Bearing(cause=Cause.REVOKED_TOKEN, ratio=STRONGLY_FOR)
    unless_told = Bearing(
        cause=Cause.REVOKED_TOKEN,
        slug="refused-though-valid",
        floor=0.0 if said_ended or ended is None else FAIR,
    )
    expired = Bearing(
        cause=Cause.INVALID_CREDENTIALS,
        slug="token-expired",
        ratio=STRONGLY_FOR if ended is None else LEANS_AGAINST,
    )
    return (revoked, unless_told, expired, *_NOTHING_ELSE)


def _not_the_token(before: Case) -> tuple[Bearing, ...]:
    """What is left where even a token just issued is refused alike, by 401: the API's settings."""
    token = bearer(before)
    if before.status != _UNAUTHORIZED or token is None:
        return ()
    slug = "audience-mismatch" if audiences(token) else "issuer-not-trusted"
    return (Bearing(cause=Cause.CONFIGURATION, slug=slug, floor=OPEN),)


def _no_token(after: Attempt) -> Reading:
    reply = after.exchanges[-1].reply if after.exchanges else None
    if reply is None or reply.status >= _SERVER_ERROR:
        meaning = tr("No token could be fetched: the login provider does not answer as it should.")
        bearings = (Bearing(cause=Cause.PROVIDER_UNREACHABLE, ratio=STRONGLY_FOR),)
        return Reading(
            result="failed", shows=tr("no fresh token"), meaning=meaning, bearings=bearings
        )
    code = _code(reply.body)
    shows = tr("{status}, {code}", status=reply.status, code=code or tr("no token"))
    meaning = tr("The login provider gives no fresh token.")
    return Reading(
        result="failed",
        shows=shows,
        meaning=meaning,
        bearings=_NO_GRANT if code == "invalid_grant" else (),
    )


def _code(body: bytes) -> str:
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    code = content.get("error") if isinstance(content, dict) else None
    return code if isinstance(code, str) else ""


_NO_GRANT = (
    Bearing(cause=Cause.EXPIRED_SESSION, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=SPEAKS_FOR),
)
_AUDIENCE = (
    Bearing(cause=Cause.CONFIGURATION, slug="audience-mismatch", ratio=SETTLES, floor=LIKELY),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=AGAINST),
)
_SCOPE = (
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=STRONGLY_FOR),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, slug="scope-missing", floor=RATHER),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=RULES_OUT),
)
_LACKED = (
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=POINTS_TO),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=RULES_OUT),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=STRONGLY_AGAINST),
)
_NOTHING_ELSE = (
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=RULES_OUT),
    Bearing(cause=Cause.CONFIGURATION, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=RULES_OUT),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=RULES_OUT),
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=RULES_OUT),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=STRONGLY_AGAINST),
)
_NOT_AGE = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-not-accepted", ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-altered", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.CONFIGURATION, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=POINTS_TO),
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=POINTS_TO),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=POINTS_TO),
)
_NOT_ONLY = (
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=LEANS_TO),
    Bearing(cause=Cause.CONFIGURATION, ratio=LEANS_TO),
)

EXPERIMENT = Experiment(
    id="fresh-token",
    question=tr("Does a token fetched just now work?"),
    varies=tr("Fresh token"),
    sends=tr("The request that fetches a token, then yours with the new token."),
    tells=(Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS, Cause.EXPIRED_SESSION),
    methods=_methods,
    asks=_asks,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: 1 + ground.rounds,
    requests=2,
)
