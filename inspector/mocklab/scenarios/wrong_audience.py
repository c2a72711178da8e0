"""Scenario: a genuine, living token that was made for another API."""

from inspector.mocklab.checks.practice_tokens import bearer, claims_in, claims_of, sign
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, practice_secret, url_of
from inspector.model.credential import Bearer
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "wrong-audience"
WANTED = "https://orders.practice.test"
_GIVEN = "https://billing.practice.test"
_LIFE = 3600

REPLIES: dict[str, LabReply] = {
    "other-audience": json_reply(
        401,
        '{"error": "invalid_token", "error_description": "The audience is not valid, expected '
        f'{WANTED}"}}',
        (
            "WWW-Authenticate",
            (
                'Bearer realm="orders", error="invalid_token", '
                f'error_description="The audience is not valid, expected {WANTED}"'
            ),
        ),
    ),
    "no-token": json_reply(
        401, '{"error": "unauthorized"}', ("WWW-Authenticate", 'Bearer realm="orders"')
    ),
    "ok": json_reply(200, '{"orders": [{"id": 2001, "item": "brass compass"}]}'),
    "token": json_reply(
        200,
        '{"access_token": "{{token}}", "token_type": "Bearer", "expires_in": 3600}',
        ("Cache-Control", "no-store"),
    ),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Accept a token made for this API only."""
    if request.below == "token":
        fresh = claims_of(bench, ends_in=_LIFE, audience=WANTED)
        return Chosen("token", {"token": sign(fresh, "RS256")})
    token = bearer(request.header("Authorization"))
    claims = claims_in(token) if token else None
    if claims is None:
        return Chosen("no-token")
    return Chosen("ok" if claims.get("aud") == WANTED else "other-audience")


def practise(bench: Bench) -> Practice:
    """Return a request with a token for the billing API."""
    token = practice_secret(SLUG, "token")
    claims = claims_of(bench, ends_in=_LIFE, audience=_GIVEN)
    return Practice(
        request=Request(
            name=tr("List orders"),
            url=url_of(bench, SLUG, "orders"),
            credential=Bearer(token=token),
        ),
        secrets={token: sign(claims, "RS256")},
        renewal=Request(
            name=tr("Get a token for this API"), method="POST", url=url_of(bench, SLUG, "token")
        ),
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.CONFIGURATION,
    title=tr("Wrong audience"),
    description=tr("The token was made for the billing API; the orders API refuses it."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
