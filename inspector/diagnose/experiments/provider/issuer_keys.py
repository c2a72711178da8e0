"""Experiment: the issuer's published keys are fetched, and the token's signature is verified."""

from typing import Any

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import bearer, issuer
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.part import (
    Ask,
    Experiment,
    ExperimentContext,
    Steps,
    at_least,
    plain_request,
    says,
    when,
)
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared
from inspector.diagnose.weights import HALF, OPEN, SOUND
from inspector.model.attempt import Attempt
from inspector.model.experiment import Result
from inspector.model.finding import Cause
from inspector.model.question import Consent
from inspector.model.request import Request
from inspector.protocol.discovery import is_address, jwks_uri, metadata_urls
from inspector.protocol.json_text import parse_object
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.key_set import Fit, fit, is_public
from inspector.reading.credential import Credential
from inspector.reading.statuses import SERVER_ERRORS
from inspector.wording import tr

_MOST = 3  # discovery at one of two addresses, and the keys


def _applies(ground: Ground) -> str:
    token = bearer(ground.case)
    if token is None or not token.claims:
        return tr("What was sent is no JWT.")
    if not _issuer(token):
        return tr("The token names no issuer with an address.")
    if not is_public(str(token.jose_header.get("alg", ""))):
        return tr("The token is not signed with a key pair, so no published key fits.")
    return ""


def _issuer(token: Credential) -> str:
    name = issuer(token)
    return name if is_address(name) else ""


def _asks(ground: Ground) -> tuple[Consent, ...]:
    token = bearer(ground.case)
    known = token is None or is_home(ground.url, _issuer(token))
    return () if known else ("new-host",)


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    token = bearer(ground.case)
    if token is None:
        return
    for address in metadata_urls(_issuer(token)):
        answer = yield Ask(request=_plain(address, ground), purpose="discovery")
        place = jwks_uri(_body(answer))
        if place:
            yield Ask(request=_plain(place, ground), purpose="discovery")
            return
        if answer.exchanges and answer.last_reply is None:
            return  # nobody is there


def _plain(url: str, ground: Ground) -> Request:
    return plain_request(tr("Issuer's keys"), url, ground.request.options)


def _body(answer: Attempt) -> bytes:
    reply = answer.last_reply
    return reply.body if reply is not None else b""


def _observe(before: Case, after: Attempt) -> Compared:
    token, content = bearer(before), parse_object(_body(after))
    keys = content.value.get("keys") if content else None
    if token is not None and isinstance(keys, list):
        found = _fit(token.bare, keys)
        return Compared(_RESULTS[found], "", name=found)
    replies = [one.reply for one in after.exchanges if one.reply is not None]
    answered = bool(replies) and replies[-1].status not in SERVER_ERRORS
    return Compared("failed", "", name="no-keys" if answered else "not-reached")


def _fit(token: str, keys: list[Any]) -> Fit:
    read = jose.read(token)
    if not isinstance(read, jose.Jws) or not is_public(str(read.header.get("alg"))):
        return "unreadable"
    return fit(read, [key for key in keys if isinstance(key, dict)])


_RESULTS: dict[Fit, Result] = {
    "fits": "accepted",
    "no-such-key": "differs",
    "wrong": "differs",
    "unreadable": "failed",
}
_TABLE = (
    when(
        "not-reached",
        tr("The issuer does not answer, so an API can't fetch its keys either."),
        says(Ratio.STRONGLY_FOR, Cause.PROVIDER_UNREACHABLE),
        at_least(OPEN, "provider-not-reached"),
        shows=tr("issuer not reached"),
    ),
    when(
        "no-keys",
        tr("The issuer publishes no keys at the usual addresses."),
        shows=tr("no keys found"),
    ),
    when(
        "fits",
        tr("The issuer's key fits: the token is genuine and unaltered."),
        says(Ratio.RULES_OUT, "token-signature-wrong", "token-altered"),
        says(Ratio.AGAINST, Cause.PROVIDER_UNREACHABLE),
        says(Ratio.STRONGLY_AGAINST, "signing-key-rotated"),
        says(Ratio.POINTS_TO, Cause.REVOKED_TOKEN, Cause.CONFIGURATION),
        shows=tr("the key fits"),
    ),
    when(
        "no-such-key",
        tr("The issuer no longer publishes the key that signed this token."),
        says(Ratio.STRONGLY_FOR, "signing-key-rotated", floor=HALF),
        says(Ratio.STRONGLY_FOR, "signing-key-unknown"),
        says(Ratio.POINTS_TO, "token-signature-wrong"),
        shows=tr("no such key"),
    ),
    when(
        "wrong",
        tr("The issuer's key does not fit: the token was altered or is somebody else's."),
        says(Ratio.STRONGLY_FOR, "token-signature-wrong", floor=SOUND),
        says(Ratio.SPEAKS_FOR, "token-altered"),
        says(Ratio.AGAINST, "token-revoked", Cause.INSUFFICIENT_PERMISSIONS),
        shows=tr("the key does not fit"),
    ),
    when(
        "unreadable",
        tr("The issuer's keys can't be used with this token."),
        shows=tr("no usable key"),
    ),
)

EXPERIMENT = Experiment(
    id="issuer-keys",
    question=tr("Does the issuer answer, and do its keys fit the token?"),
    varies=tr("Issuer's keys"),
    sends=tr("GET for the issuer's description and its keys, without any credential."),
    tells=(Cause.CONFIGURATION, Cause.PROVIDER_UNREACHABLE, Cause.INVALID_CREDENTIALS),
    methods=lambda _: ("GET",),
    carries=False,
    asks=_asks,
    compares=False,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda _: _MOST,
    requests=_MOST,
)
