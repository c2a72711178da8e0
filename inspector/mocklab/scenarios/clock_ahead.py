"""Scenario: the client's clock is ahead: its token is not valid yet for the server."""

from inspector.mocklab.checks.practice_tokens import claims_of, claims_sent, sign
from inspector.mocklab.checks.refusals import asking, invalid_token
from inspector.mocklab.messages import Chosen, LabReply, LabRequest
from inspector.mocklab.scenario import Bench, Practice, Scenario, listing_orders
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "clock-ahead"
_BEHIND = -2 * 3600
_LIFE = 3600

REPLIES: dict[str, LabReply] = {
    "not-yet": invalid_token("The token is not valid yet (nbf)", ("Date", "{{date}}")),
    "no-token": asking('Bearer realm="orders"'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Judge by a clock that is two hours behind."""
    if claims_sent(request) is None:
        return Chosen("no-token")
    return Chosen("not-yet", {"date": bench.clock.http_date(_BEHIND)})


def practise(bench: Bench) -> Practice:
    """Return a request with a token made just now."""
    return listing_orders(bench, SLUG, sign(claims_of(bench, ends_in=_LIFE)))


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.CONFIGURATION,
    title=tr("Clocks two hours apart"),
    description=tr("The server's clock is two hours behind; the token is not valid yet for it."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
