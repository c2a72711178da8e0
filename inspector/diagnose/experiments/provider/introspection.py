"""Experiment: the provider is asked whether the token is active (RFC 7662)."""

from datetime import timedelta

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import bearer, expired_by
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
from inspector.diagnose.trial.reply_comparison import Compared
from inspector.diagnose.trial.sent_token import not_at_hand
from inspector.diagnose.trial.taken import token_of, with_credential
from inspector.diagnose.weights import FAIR, SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.question import Consent
from inspector.model.request import FormBody, FormField
from inspector.protocol.json_text import parse_object
from inspector.reading.statuses import SERVER_ERRORS
from inspector.wording import tr

_MOST = 2  # a redirect or a challenge in between


def _applies(ground: Ground) -> str:
    if ground.aids.introspection is None:
        return tr("No introspection endpoint is known.")
    return not_at_hand(ground) if bearer(ground.case) is not None else tr("No token was sent.")


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    asked = ground.aids.introspection
    token = token_of(with_credential(ground, means), means)
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


def _observe(before: Case, after: Attempt) -> Compared:
    reply = after.last_reply
    if reply is None or reply.status in SERVER_ERRORS:
        return Compared("failed", tr("no answer"), name="no-answer")
    active = _active(reply.body)
    if active is None:
        return Compared("failed", str(reply.status), name="not-told")
    if active:
        return Compared("accepted", tr("active"))
    token = bearer(before)
    ended = token is not None and (expired_by(before, token) or timedelta(0)) > timedelta(0)
    return Compared("differs", tr("not active"), name="ended" if ended else "taken-back")


def _active(body: bytes) -> bool | None:
    content = parse_object(body)
    active = content.value.get("active") if content else None
    return active if isinstance(active, bool) else None


_TABLE = (
    when(
        "no-answer",
        tr("The introspection endpoint does not answer as it should."),
        says(Ratio.SPEAKS_FOR, Cause.PROVIDER_UNREACHABLE),
    ),
    when("not-told", tr("The introspection endpoint does not say whether the token is active.")),
    when(
        "accepted",
        tr("The provider calls the token active."),
        says(Ratio.RULES_OUT, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, "token-expired"),
        says(Ratio.LEANS_AGAINST, "token-not-accepted"),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
    ),
    when(
        "ended",
        tr("The provider calls the token not active."),
        says(Ratio.STRONGLY_FOR, "token-expired", floor=FAIR),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    when(
        "taken-back",
        tr("The provider calls the token not active."),
        says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN),
        at_least(SOUND, "introspection-inactive"),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.AGAINST, Cause.CONFIGURATION),
    ),
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
    observe=_observe,
    table=_TABLE,
    cost=lambda _: _MOST,
)
