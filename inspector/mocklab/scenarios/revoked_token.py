"""Scenario: a token that is genuine and in time, but was withdrawn."""

from inspector.mocklab.checks.practice_tokens import claims_of, claims_sent, fresh_token, sign
from inspector.mocklab.checks.refusals import FRESH_TOKEN, asking, invalid_token
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, listing_orders
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "revoked-token"
_LIFE = 3600

REPLIES: dict[str, LabReply] = {
    "revoked": invalid_token("The token has been revoked"),
    "no-token": asking('Bearer realm="orders"'),
    "ok": json_reply(200, '{"orders": [{"id": 6001, "item": "garden shears"}]}'),
    "token": FRESH_TOKEN,
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Refuse the token whose number is on the list of withdrawn ones."""
    if request.below == "token":
        return fresh_token(claims_of(bench, ends_in=_LIFE))
    claims = claims_sent(request)
    if claims is None:
        return Chosen("no-token")
    return Chosen("revoked" if claims.get("jti") in bench.memory.get("revoked", ()) else "ok")


def practise(bench: Bench) -> Practice:
    """Return a request with a token that was withdrawn at once."""
    claims = claims_of(bench, ends_in=_LIFE)
    bench.memory.setdefault("revoked", set()).add(claims["jti"])
    return listing_orders(bench, SLUG, sign(claims), tr("Get a fresh token"))


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.REVOKED_TOKEN,
    title=tr("Revoked token"),
    description=tr("By the clock the token is valid; the server has withdrawn it."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
