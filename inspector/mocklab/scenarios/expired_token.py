"""Scenario: the access token ended 27 minutes ago; a fresh one is accepted."""

from inspector.mocklab.checks.practice_tokens import bearer, claims_in, claims_of, fresh_token, sign
from inspector.mocklab.checks.refusals import asking, invalid_token
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, listing_orders
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "expired-token"
_ENDED = -27 * 60
_LIFE = 3600
_ORDERS = '{"orders": [{"id": 1001, "item": "tea kettle"}, {"id": 1002, "item": "map of Norway"}]}'

REPLIES: dict[str, LabReply] = {
    "expired": invalid_token(
        "The access token expired", ("Cache-Control", "no-store"), scope="orders:read"
    ),
    "no-token": asking('Bearer realm="orders", scope="orders:read"'),
    "no-valid-token": invalid_token("The signature is not valid"),
    "ok": json_reply(200, _ORDERS, ("Cache-Control", "no-store")),
    "token": json_reply(
        200,
        '{"access_token": "{{token}}", "token_type": "Bearer", "expires_in": 3600, '
        '"scope": "orders:read"}',
        ("Cache-Control", "no-store"),
    ),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Look at the token's signature first, then at its end, as an API does."""
    if request.below == "token":
        return fresh_token(claims_of(bench, ends_in=_LIFE))
    token = bearer(request.header("Authorization"))
    if not token:
        return Chosen("no-token")
    claims = claims_in(token)
    if claims is None:
        return Chosen("no-valid-token")
    return Chosen("ok" if claims.get("exp", 0) > bench.clock.seconds() else "expired")


def practise(bench: Bench) -> Practice:
    """Return a request with the ended token, and the request that fetches a fresh one."""
    token = sign(claims_of(bench, ends_in=_ENDED))
    return listing_orders(bench, SLUG, token, tr("Get a fresh token"), "orders?limit=20")


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.INVALID_CREDENTIALS,
    title=tr("Expired token"),
    description=tr(
        "The token is genuine but ended 27 minutes ago. A fresh one from the lab is accepted."
    ),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
