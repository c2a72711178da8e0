"""Scenario: a genuine token that lacks the scope this call needs (RFC 6750 §3.1)."""

from inspector.mocklab.checks.practice_tokens import claims_of, claims_sent, fresh_token, sign
from inspector.mocklab.checks.refusals import FRESH_TOKEN, asking
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of, with_token
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "missing-scope"
_LIFE = 3600

REPLIES: dict[str, LabReply] = {
    "scope-missing": json_reply(
        403,
        '{"error": "insufficient_scope", "scope": "orders:write"}',
        (
            "WWW-Authenticate",
            (
                'Bearer realm="orders", error="insufficient_scope", '
                'error_description="The token lacks a scope", scope="orders:write"'
            ),
        ),
    ),
    "no-token": asking('Bearer realm="orders"'),
    "deleted": LabReply(status=204),
    "token": FRESH_TOKEN,
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Look for the scope orders:write in the token."""
    if request.below == "token":
        return fresh_token(claims_of(bench, ends_in=_LIFE, scope="orders:read orders:write"))
    claims = claims_sent(request)
    if claims is None:
        return Chosen("no-token")
    scopes = str(claims.get("scope", "")).split()
    return Chosen("deleted" if "orders:write" in scopes else "scope-missing")


def practise(bench: Bench) -> Practice:
    """Return a DELETE with a token that may only read."""
    request = Request(
        name=tr("Delete an order"),
        method="DELETE",
        url=url_of(bench, SLUG, "orders/1001"),
    )
    return with_token(
        bench,
        SLUG,
        request,
        sign(claims_of(bench, ends_in=_LIFE)),
        tr("Get a token that may write"),
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.INSUFFICIENT_PERMISSIONS,
    title=tr("Missing scope"),
    description=tr("The token may read orders; this call needs orders:write."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
