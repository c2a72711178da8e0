"""Scenario: the client's clock is ahead: its token is not valid yet for the server."""

from inspector.mocklab.checks.practice_tokens import bearer, claims_in, claims_of, sign
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, practice_secret, url_of
from inspector.model.credential import Bearer
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "clock-ahead"
_BEHIND = -2 * 3600
_LIFE = 3600

REPLIES: dict[str, LabReply] = {
    "not-yet": json_reply(
        401,
        '{"error": "invalid_token", "error_description": "The token is not valid yet (nbf)"}',
        (
            "WWW-Authenticate",
            (
                'Bearer realm="orders", error="invalid_token", '
                'error_description="The token is not valid yet (nbf)"'
            ),
        ),
        ("Date", "{{date}}"),
    ),
    "no-token": json_reply(
        401, '{"error": "unauthorized"}', ("WWW-Authenticate", 'Bearer realm="orders"')
    ),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Judge by a clock that is two hours behind."""
    token = bearer(request.header("Authorization"))
    if not token or claims_in(token) is None:
        return Chosen("no-token")
    return Chosen("not-yet", {"date": bench.clock.http_date(_BEHIND)})


def practise(bench: Bench) -> Practice:
    """Return a request with a token made just now."""
    token = practice_secret(SLUG, "token")
    return Practice(
        request=Request(
            name=tr("List orders"),
            url=url_of(bench, SLUG, "orders"),
            credential=Bearer(token=token),
        ),
        secrets={token: sign(claims_of(bench, ends_in=_LIFE))},
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.CONFIGURATION,
    title=tr("Clocks two hours apart"),
    description=tr("The server's clock is two hours behind; the token is not valid yet for it."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
