"""Experiment: the provider is asked whether the token is active (RFC 7662)."""

from datetime import timedelta

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.tokens import bearer, expired_by
from inspector.diagnose.facts.weights import FAIR, SOUND
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    RULES_OUT,
    SPEAKS_FOR,
    STRONGLY_AGAINST,
    STRONGLY_FOR,
)
from inspector.diagnose.trial.taken import token_of, with_credential
from inspector.model.attempt import Attempt
from inspector.model.experiment import Consent
from inspector.model.finding import Cause
from inspector.model.request import FormBody, FormField
from inspector.protocol.json_text import parse_object
from inspector.wording import tr

_MOST = 2  # a redirect or a challenge in between
_SERVER_ERROR = 500


def _applies(ground: Ground) -> str:
    if ground.aids.introspection is None:
        return tr("No introspection endpoint is known.")
    return "" if bearer(ground.case) is not None else tr("No token was sent.")


def _variant(ground: Ground, means: Means) -> Steps:
    asked = ground.aids.introspection
    token = token_of(with_credential(ground.request, means), means)
    if asked is None or not token:
        return
    held = means.put(token)
    fields = asked.body.fields if isinstance(asked.body, FormBody) else ()
    body = FormBody(
        fields=(
            *(field for field in fields if field.name != "token"),
            FormField("token", f"{{{{vault.{held.name}}}}}"),
        )
    )
    request = msgspec.structs.replace(asked, method="POST", body=body)
    yield Ask(request=request, purpose="discovery")


def _asks(ground: Ground) -> tuple[Consent, ...]:
    """The token is sent to the provider: to another host only where the user agrees."""
    asked = ground.aids.introspection
    return () if asked is None or is_home(ground.url, asked.url) else ("new-host",)


def _read(before: Case, after: Attempt) -> Reading:
    reply = after.exchanges[-1].reply
    if reply is None or reply.status >= _SERVER_ERROR:
        meaning = tr("The introspection endpoint does not answer as it should.")
        bearings = (Bearing(cause=Cause.PROVIDER_UNREACHABLE, ratio=SPEAKS_FOR),)
        return Reading(result="failed", shows=tr("no answer"), meaning=meaning, bearings=bearings)
    active = _active(reply.body)
    if active is None:
        meaning = tr("The introspection endpoint does not say whether the token is active.")
        return Reading(result="failed", shows=str(reply.status), meaning=meaning)
    if active:
        meaning = tr("The provider calls the token active.")
        return Reading(result="accepted", shows=tr("active"), meaning=meaning, bearings=_ACTIVE)
    token = bearer(before)
    ended = token is not None and (expired_by(before, token) or timedelta(0)) > timedelta(0)
    meaning = tr("The provider calls the token not active.")
    return Reading(
        result="differs",
        shows=tr("not active"),
        meaning=meaning,
        bearings=_ENDED if ended else _TAKEN_BACK,
    )


def _active(body: bytes) -> bool | None:
    content = parse_object(body)
    active = content.value.get("active") if content else None
    return active if isinstance(active, bool) else None


_ACTIVE = (
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=RULES_OUT),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-not-accepted", ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.CONFIGURATION, ratio=SPEAKS_FOR),
)
_ENDED = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=STRONGLY_FOR, floor=FAIR),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=STRONGLY_AGAINST),
)
_TAKEN_BACK = (
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=STRONGLY_FOR),
    Bearing(cause=Cause.REVOKED_TOKEN, slug="introspection-inactive", floor=SOUND),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.CONFIGURATION, ratio=AGAINST),
)

EXPERIMENT = Experiment(
    id="introspection",
    question=tr("Does the provider say that the token is active?"),
    varies=tr("Introspection"),
    sends=tr("The token to the provider's introspection endpoint, by POST."),
    tells=(Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS),
    methods=lambda _: ("POST",),
    carries=False,
    asks=_asks,
    compares=False,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda _: _MOST,
)
