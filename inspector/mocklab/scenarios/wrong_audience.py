"""Scenario: a genuine, living token that was made for another API."""

from inspector.mocklab.checks.practice_tokens import claims_of, claims_sent, fresh_token, sign
from inspector.mocklab.checks.refusals import FRESH_TOKEN, asking, invalid_token
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, listing_orders
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "wrong-audience"
WANTED = "https://orders.practice.test"
_GIVEN = "https://billing.practice.test"
_LIFE = 3600

REPLIES: dict[str, LabReply] = {
    "other-audience": invalid_token(f"The audience is not valid, expected {WANTED}"),
    "no-token": asking('Bearer realm="orders"'),
    "ok": json_reply(200, '{"orders": [{"id": 2001, "item": "brass compass"}]}'),
    "token": FRESH_TOKEN,
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Accept a token made for this API only."""
    if request.below == "token":
        fresh = claims_of(bench, ends_in=_LIFE, audience=WANTED)
        return fresh_token(fresh, "RS256")
    claims = claims_sent(request)
    if claims is None:
        return Chosen("no-token")
    return Chosen("ok" if claims.get("aud") == WANTED else "other-audience")


def practise(bench: Bench) -> Practice:
    """Return a request with a token for the billing API."""
    claims = claims_of(bench, ends_in=_LIFE, audience=_GIVEN)
    return listing_orders(bench, SLUG, sign(claims, "RS256"), tr("Get a token for this API"))


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.CONFIGURATION,
    title=tr("Wrong audience"),
    description=tr("The token was made for the billing API; the orders API refuses it."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
