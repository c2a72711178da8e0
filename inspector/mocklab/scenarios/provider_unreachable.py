"""Scenario: the API can't reach the login provider that would check the token."""

from inspector.mocklab.checks.practice_tokens import bearer
from inspector.mocklab.checks.refusals import asking
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, listing_orders
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "provider-unreachable"
_TOKEN = "practice-opaque-token-77aa01c4d2e9"  # noqa: S105 - known to everyone

REPLIES: dict[str, LabReply] = {
    "provider-down": json_reply(
        503,
        '{"error": "temporarily_unavailable", "error_description": "Could not reach the '
        'identity provider: connection to login.practice.test:443 timed out"}',
        ("Retry-After", "1"),
    ),
    "no-token": asking('Bearer realm="orders"'),
    "ok": json_reply(200, '{"orders": [{"id": 8001, "item": "clock"}]}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Fail to check a token every other time: the provider comes back, and goes again."""
    if not bearer(request.header("Authorization")):
        return Chosen("no-token")
    return Chosen("provider-down" if bench.count("checks") % 2 else "ok")


def practise(bench: Bench) -> Practice:
    """Return a request with a token that can't be checked at first."""
    return listing_orders(bench, SLUG, _TOKEN)


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.PROVIDER_UNREACHABLE,
    title=tr("Login provider down"),
    description=tr("The API can't reach the login provider at first; a second try gets through."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
