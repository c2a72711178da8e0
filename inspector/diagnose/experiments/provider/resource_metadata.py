"""Experiment: the API's metadata is asked whose tokens it takes, and for which name (RFC 9728).

A server that describes no API may describe a login provider of its own, where it gives out its
tokens itself (OpenID Connect Discovery §4, RFC 8414 §3).
"""

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.suspicion import Words
from inspector.diagnose.facts.token_claims import audiences, bearer, issuer
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import (
    Ask,
    Experiment,
    ExperimentContext,
    Steps,
    plain_request,
    says,
    when,
)
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared
from inspector.diagnose.weights import CLEAR, RATHER, SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.protocol.discovery import is_address, issuer_in, jwks_uri, metadata_urls
from inspector.protocol.oauth.resource_metadata import ResourceMetadata, places, read, url_in
from inspector.protocol.urls import host_of, origin_of
from inspector.reading.statuses import SUCCESSES
from inspector.wording import tr
from inspector.wording.numbers import listed

_OF_THE_API, _OF_ITS_LOGIN = 2, 2
_MOST = _OF_THE_API + _OF_ITS_LOGIN


def _applies(ground: Ground) -> str:
    token = bearer(ground.case)
    if ground.case.heard.challenge("bearer") is None:
        return tr("It asks for no token: metadata goes with a challenge for one.")
    if ground.case.exchange.reply is None or ground.case.asks_provider:
        return tr("It is no API that answered.")
    if token is None or not (issuer(token) or audiences(token)):
        return tr("No token was sent that says who gave it, or for whom.")
    return ""


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    at_its_login = metadata_urls(origin_of(ground.case.sent.url))[:_OF_ITS_LOGIN]
    for url in (*_places(ground.case)[:_OF_THE_API], *at_its_login):
        asked = plain_request(tr("What the API says of itself"), url, ground.request.options)
        answer = yield Ask(request=asked, purpose="discovery", with_jar=False)
        if not answer.exchanges or _metadata(answer) is not None or _own_issuer(answer):
            return


def _places(case: Case) -> tuple[str, ...]:
    """Return where it may lie at the server that was asked, as a challenge names it or as usual."""
    named = next((url for _, one in case.heard.challenges if (url := url_in(one))), "")
    found = places(named, case.sent.url)
    return tuple(url for url in found if origin_of(url) == origin_of(case.sent.url))


def _metadata(after: Attempt) -> ResourceMetadata | None:
    reply = after.last_reply
    found = read(reply.body) if reply is not None and reply.status in SUCCESSES else None
    return found if found is not None and (found.resource or found.authorization_servers) else None


def _own_issuer(after: Attempt) -> str:
    """Return the name of the login provider that a reply describes, empty where it is none."""
    reply = after.last_reply
    found = reply.body if reply is not None and reply.status in SUCCESSES else b""
    return issuer_in(found) if jwks_uri(found) or b'"token_endpoint"' in found else ""


def _observe(before: Case, after: Attempt) -> Compared:
    last = Trace(after).case(len(after.exchanges) - 1)
    found, token, gives = _metadata(after), bearer(before), _own_issuer(after)
    if gives and token is not None and issuer(token):
        return _beside_its_login(issuer(token), gives, last)
    if found is None or token is None:
        return Compared("failed", tr("no metadata"), last, name="none")
    trusted, own, aimed = found.authorization_servers, issuer(token), audiences(token)
    if own and trusted and not _is_among(own, trusted):
        shows = tr("trusts {names}", names=listed(trusted))
        values: Words = {"iss": own, "wanted": listed(trusted)}
        return Compared("differs", shows, last, name="other-issuer", values=values)
    if aimed and found.resource and not _is_among(found.resource, aimed):
        shows = tr("calls itself {name}", name=found.resource)
        named_alike = any(map(is_address, aimed))  # a name of another kind may mean the same API
        name = "other-audience" if named_alike else "other-name"
        values = {"aud": listed(aimed), "wanted": found.resource}
        return Compared("differs", shows, last, name=name, values=values)
    return Compared("same", tr("takes such tokens"), last, name="fits")


def _beside_its_login(own: str, gives: str, last: Case) -> Compared:
    if _is_among(own, (gives,)):
        return Compared("same", tr("gives out such tokens"), last, name="own-fits")
    shows = tr("gives out tokens as {name}", name=gives)
    values: Words = {"iss": own, "wanted": gives}
    return Compared("differs", shows, last, name="gives-others", values=values)


def _is_among(name: str, others: tuple[str, ...]) -> bool:
    """Whether a name is one of some others; an address may stand for its server, in both."""
    mine = {name.rstrip("/"), origin_of(name), host_of(name)} - {""}
    return any(
        {one.rstrip("/"), host_of(one) if one.rstrip("/") == origin_of(one) else ""} & mine
        for one in others
    )


_TABLE = (
    when("none", tr("The server lays no metadata of the API where RFC 9728 has it.")),
    when(
        "other-issuer",
        tr("By its own metadata the API takes tokens of other providers only."),
        says(Ratio.SETTLES, "issuer-not-trusted", floor=CLEAR),
        says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.INVALID_CREDENTIALS),
    ),
    when(
        "other-audience",
        tr("By its own metadata the API has a name that is not in the token's aud."),
        says(Ratio.STRONGLY_FOR, "audience-mismatch", floor=SOUND),
        says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.INVALID_CREDENTIALS),
    ),
    when(
        "other-name",
        tr("The API calls itself by an address, and the token's aud is a name of another kind."),
        says(Ratio.LEANS_TO, "audience-mismatch"),
    ),
    when(
        "gives-others",
        tr("This server gives out tokens itself, under another name than the token's issuer."),
        says(Ratio.STRONGLY_FOR, "issuer-not-trusted", floor=RATHER),
        says(Ratio.LEANS_AGAINST, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    when(
        "own-fits",
        tr("This server gives out tokens itself, and the token is of its own making."),
        says(Ratio.STRONGLY_AGAINST, "issuer-not-trusted"),
    ),
    when(
        "fits",
        tr("By its own metadata the API takes tokens of this provider, and for this name."),
        says(Ratio.STRONGLY_AGAINST, "audience-mismatch", "issuer-not-trusted"),
        says(Ratio.LEANS_TO, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
    ),
)

EXPERIMENT = Experiment(
    id="resource-metadata",
    question=tr("Whose tokens does the API take, and for which name?"),
    varies=tr("The API's metadata"),
    sends=tr(
        "GET for the metadata of the API (RFC 9728), or else of a login provider there "
        "(RFC 8414), without a credential."
    ),
    tells=(Cause.CONFIGURATION, Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS),
    methods=lambda _: ("GET",),
    carries=False,
    compares=False,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda _: _MOST,
    requests=_MOST,
)
