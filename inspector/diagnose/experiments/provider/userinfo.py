"""Experiment: the provider is asked whose token it is (OpenID Connect Core §5.3).

Only its yes decides: many good tokens are not made for that question, so a no says little.
"""

from msgspec.structs import replace

from inspector.diagnose.facts.case import Case, Trace
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
from inspector.diagnose.trial.reply_comparison import Compared, is_accepted, shown
from inspector.diagnose.trial.sent_token import not_varied
from inspector.diagnose.trial.taken import token_of, with_credential
from inspector.diagnose.weights import HALF, OPEN
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.kinds.bearer import Bearer
from inspector.model.question import Consent
from inspector.model.request import Request
from inspector.protocol.discovery import is_address, metadata_urls, userinfo_endpoint
from inspector.protocol.urls import is_downgrade, origin_of
from inspector.reading.statuses import SERVER_ERRORS
from inspector.wording import tr

_MOST = 3  # its description at one of two places, then the question


def _provider(ground: Ground) -> str:
    """Return who gave the token: as it says itself, else where the collection fetches it."""
    token, renewal = bearer(ground.case), ground.aids.renewal
    name = issuer(token) if token is not None else ""
    if is_address(name):
        return name
    return origin_of(renewal.url) if renewal is not None and is_address(renewal.url) else ""


def _applies(ground: Ground) -> str:
    if bearer(ground.case) is None:
        return tr("No token was sent.")
    provider = _provider(ground)
    if not provider:
        return tr("It is not known who gave the token.")
    if is_downgrade(ground.url, provider):
        return tr("The provider has an address without TLS, where a token must not go.")
    return not_varied(ground)


def _asks(ground: Ground) -> tuple[Consent, ...]:
    """The token goes to its provider: to another host only where the user agrees."""
    return () if is_home(ground.url, _provider(ground)) else ("new-host",)


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    token = token_of(with_credential(ground, means), means)
    for address in metadata_urls(_provider(ground)) if token else ():
        answer = yield Ask(request=_plain(address, ground), purpose="discovery")
        reply = answer.last_reply
        if reply is None:
            return  # nobody is there
        place = userinfo_endpoint(reply.body)
        if place and origin_of(place) == origin_of(address):
            asked = replace(_plain(place, ground), credential=Bearer(token=means.put(token)))
            yield Ask(request=asked, purpose="discovery")
            return


def _plain(url: str, ground: Ground) -> Request:
    return plain_request(tr("Whose token it is"), url, ground.request.options)


def _observe(before: Case, after: Attempt) -> Compared:
    del before
    last = Trace(after).case(len(after.exchanges) - 1)
    if last.exchange.reply is None or last.status in SERVER_ERRORS:
        return Compared("failed", tr("no answer"), last, name="no-answer")
    if not last.sent.has_any:
        return Compared("failed", tr("no such address named"), last, name="not-offered")
    return Compared("accepted" if is_accepted(last) else "differs", shown(last), last)


_TABLE = (
    when(
        "no-answer",
        tr("The provider does not answer as it should."),
        says(Ratio.SPEAKS_FOR, Cause.PROVIDER_UNREACHABLE),
        at_least(OPEN, "provider-not-reached"),
    ),
    when("not-offered", tr("The provider names no address that tells whose a token is.")),
    when(
        "accepted",
        tr("The provider takes the token and says whose it is: it is good, but not for this."),
        says(Ratio.RULES_OUT, Cause.REVOKED_TOKEN, "token-expired", "token-signature-wrong"),
        says(Ratio.STRONGLY_AGAINST, "token-altered", "account-disabled"),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
        says(Ratio.SPEAKS_FOR, Cause.CONFIGURATION, Cause.INSUFFICIENT_PERMISSIONS),
        at_least(HALF, "audience-mismatch"),
    ),
    when(
        "differs",
        tr("The provider does not tell whose this token is: taken back, or not made for that."),
        says(Ratio.LEANS_TO, Cause.REVOKED_TOKEN),
    ),
)

EXPERIMENT = Experiment(
    id="userinfo",
    question=tr("Does the provider itself take the token?"),
    varies=tr("The provider's userinfo"),
    sends=tr("GET for the provider's description, then the token to its userinfo address."),
    tells=(Cause.REVOKED_TOKEN, Cause.CONFIGURATION, Cause.INVALID_CREDENTIALS),
    methods=lambda _: ("GET",),
    asks=_asks,
    compares=False,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda _: _MOST,
    requests=_MOST,
)
