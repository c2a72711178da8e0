"""Scenario: the API can't reach the login provider that would check the token."""

from inspector.mocklab.checks.tokens import bearer
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, practice_secret, url_of
from inspector.model.credential import Bearer
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "provider-unreachable"
_TOKEN = "practice-opaque-token-77aa01c4d2e9"  # noqa: S105 - known to everyone

REPLIES: dict[str, LabReply] = {
    "provider-down": json_reply(
        503,
        '{"error": "temporarily_unavailable", "error_description": "Could not reach the '
        'identity provider: connection to login.practice.test:443 timed out"}',
        ("Retry-After", "30"),
    ),
    "no-token": json_reply(
        401, '{"error": "unauthorized"}', ("WWW-Authenticate", 'Bearer realm="orders"')
    ),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Fail to check any token."""
    del bench
    return Chosen("provider-down" if bearer(request.header("Authorization")) else "no-token")


def practise(bench: Bench) -> Practice:
    """Return a request with a token that nobody can check."""
    token = practice_secret(SLUG, "token")
    return Practice(
        request=Request(
            name=tr("List orders"),
            url=url_of(bench, SLUG, "orders"),
            credential=Bearer(token=token),
        ),
        secrets={token: _TOKEN},
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.PROVIDER_UNREACHABLE,
    title=tr("Login provider down"),
    description=tr("The API can't reach the login provider, so it can check no token."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
