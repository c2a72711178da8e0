"""Scenario: a redirect to another origin, on which a client drops the Authorization header."""

from inspector.mocklab.checks.practice_tokens import bearer
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, listing_orders
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "missing-credentials"
_TOKEN = "practice-opaque-token-5f1c0a7d9e2b"  # noqa: S105 - the lab's own, known to everyone

REPLIES: dict[str, LabReply] = {
    "moved": LabReply(
        status=307,
        headers=(
            ("Location", "{{elsewhere}}/scenario/missing-credentials/v2/orders"),
            ("Content-Type", "text/plain"),
        ),
        body="The API moved.\n",
    ),
    "nothing-sent": json_reply(
        401,
        '{"error": "unauthorized", "detail": "Authentication credentials were not provided"}',
        ("WWW-Authenticate", 'Bearer realm="orders v2"'),
    ),
    "wrong-token": json_reply(
        401,
        '{"error": "invalid_token"}',
        ("WWW-Authenticate", 'Bearer realm="orders v2", error="invalid_token"'),
    ),
    "ok": json_reply(200, '{"orders": [{"id": 3001, "item": "wool blanket"}]}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Send on whoever comes to the old address; ask for the token at the new one."""
    if request.role != "elsewhere":
        return Chosen("moved", {"elsewhere": bench.elsewhere})
    token = bearer(request.header("Authorization"))
    if not token:
        return Chosen("nothing-sent")
    return Chosen("ok" if token == _TOKEN else "wrong-token")


def practise(bench: Bench) -> Practice:
    """Return a request to the old address with the right token."""
    return listing_orders(bench, SLUG, _TOKEN, path="v1/orders")


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.MISSING_CREDENTIALS,
    title=tr("Missing credentials"),
    description=tr(
        "The API moved to another address. The token is not taken along to another origin."
    ),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
