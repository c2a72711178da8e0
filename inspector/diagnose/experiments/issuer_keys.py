"""Experiment: the issuer's published keys are fetched, and the token's signature is verified."""

from typing import Any

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.tokens import bearer, issuer
from inspector.diagnose.facts.weights import HALF, OPEN, SOUND
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    POINTS_TO,
    RULES_OUT,
    SPEAKS_FOR,
    STRONGLY_AGAINST,
    STRONGLY_FOR,
)
from inspector.model.attempt import Attempt
from inspector.model.experiment import Consent, Result
from inspector.model.finding import Cause
from inspector.model.request import Options, Request
from inspector.protocol.discovery import is_address, jwks_uri, metadata_urls
from inspector.protocol.json_text import parse_object
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.key_set import Fit, fit, is_public
from inspector.reading.credential import Credential
from inspector.wording import tr

_MOST = 3  # discovery at one of two addresses, and the keys
_SERVER_ERROR = 500


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


def _variant(ground: Ground, means: Means) -> Steps:
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
        if answer.exchanges and answer.exchanges[-1].reply is None:
            return  # nobody is there


def _plain(url: str, ground: Ground) -> Request:
    """Return a request without anything of the user's but the way through the network."""
    own = ground.request.options
    options = Options(
        timeout=own.timeout,
        follow_redirects=False,
        verify_tls=own.verify_tls,
        ca_file=own.ca_file,
        proxy=own.proxy,
        proxy_credential=own.proxy_credential,
        resolve=own.resolve,
    )
    return Request(name=tr("Issuer's keys"), url=url, options=options)


def _body(answer: Attempt) -> bytes:
    reply = answer.exchanges[-1].reply if answer.exchanges else None
    return reply.body if reply is not None else b""


def _read(before: Case, after: Attempt) -> Reading:
    token, content = bearer(before), parse_object(_body(after))
    keys = content.value.get("keys") if content else None
    if token is None or not isinstance(keys, list):
        return _no_keys(after)
    found = _fit(token.bare, keys)
    meaning, shows, bearings = _READ[found]()
    return Reading(result=_RESULTS[found], shows=shows, meaning=meaning, bearings=bearings)


def _fit(token: str, keys: list[Any]) -> Fit:
    read = jose.read(token)
    if not isinstance(read, jose.Jws) or not is_public(str(read.header.get("alg"))):
        return "unreadable"
    return fit(read, [key for key in keys if isinstance(key, dict)])


def _no_keys(after: Attempt) -> Reading:
    replies = [one.reply for one in after.exchanges if one.reply is not None]
    if not replies or replies[-1].status >= _SERVER_ERROR:
        meaning = tr("The issuer does not answer, so an API can't fetch its keys either.")
        return Reading(
            result="failed", shows=tr("issuer not reached"), meaning=meaning, bearings=_NOT_REACHED
        )
    meaning = tr("The issuer publishes no keys at the usual addresses.")
    return Reading(result="failed", shows=tr("no keys found"), meaning=meaning)


_NOT_REACHED = (
    Bearing(cause=Cause.PROVIDER_UNREACHABLE, ratio=STRONGLY_FOR),
    Bearing(cause=Cause.PROVIDER_UNREACHABLE, slug="provider-not-reached", floor=OPEN),
)
_FITS = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=RULES_OUT),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-altered", ratio=RULES_OUT),
    Bearing(cause=Cause.PROVIDER_UNREACHABLE, ratio=AGAINST),
    Bearing(cause=Cause.REVOKED_TOKEN, slug="signing-key-rotated", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=POINTS_TO),
    Bearing(cause=Cause.CONFIGURATION, ratio=POINTS_TO),
)
_NO_SUCH_KEY = (
    Bearing(cause=Cause.REVOKED_TOKEN, slug="signing-key-rotated", ratio=STRONGLY_FOR, floor=HALF),
    Bearing(cause=Cause.CONFIGURATION, slug="signing-key-unknown", ratio=STRONGLY_FOR),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=POINTS_TO),
)
_WRONG = (
    Bearing(
        cause=Cause.INVALID_CREDENTIALS,
        slug="token-signature-wrong",
        ratio=STRONGLY_FOR,
        floor=SOUND,
    ),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-altered", ratio=SPEAKS_FOR),
    Bearing(cause=Cause.REVOKED_TOKEN, slug="token-revoked", ratio=AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=AGAINST),
)
_RESULTS: dict[Fit, Result] = {
    "fits": "accepted",
    "no-such-key": "differs",
    "wrong": "differs",
    "unreadable": "failed",
}
_READ: dict[Fit, Any] = {
    "fits": lambda: (
        tr("The issuer's key fits: the token is genuine and unaltered."),
        tr("the key fits"),
        _FITS,
    ),
    "no-such-key": lambda: (
        tr("The issuer no longer publishes the key that signed this token."),
        tr("no such key"),
        _NO_SUCH_KEY,
    ),
    "wrong": lambda: (
        tr("The issuer's key does not fit: the token was altered or is somebody else's."),
        tr("the key does not fit"),
        _WRONG,
    ),
    "unreadable": lambda: (
        tr("The issuer's keys can't be used with this token."),
        tr("no usable key"),
        (),
    ),
}

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
    read=_read,
    cost=lambda _: _MOST,
    requests=_MOST,
)
