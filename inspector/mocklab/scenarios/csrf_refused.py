"""Scenario: the session cookie is right, the CSRF token that must go with it is missing."""

from inspector.mocklab.checks.logins import cookie
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of, with_secret
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import JsonBody, Request
from inspector.protocol.methods import SAFE
from inspector.wording import tr

SLUG = "csrf-refused"
_SESSION = "practice-session-8c1e55d0b7"
_CSRF = "practice-csrf-3f9a6d1be482"
_COOKIE = ("Set-Cookie", f"csrftoken={_CSRF}; Path=/scenario/csrf-refused; SameSite=Lax")

REPLIES: dict[str, LabReply] = {
    "no-session": json_reply(401, '{"detail": "Authentication credentials were not provided."}'),
    "csrf-missing": json_reply(
        403, '{"detail": "CSRF Failed: CSRF token missing."}', ("Vary", "Cookie"), _COOKIE
    ),
    "csrf-wrong": json_reply(
        403, '{"detail": "CSRF Failed: CSRF token incorrect."}', ("Vary", "Cookie"), _COOKIE
    ),
    "form": LabReply(
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"), _COOKIE),
        body=(
            f'<!doctype html><html><head><meta name="csrf-token" content="{_CSRF}">'
            "<title>Orders</title></head><body>Place an order.</body></html>\n"
        ),
    ),
    "created": json_reply(201, '{"id": 4001, "state": "placed"}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Let everyone logged in read; ask for the CSRF token where something changes."""
    del bench
    if cookie(request, "sessionid") != _SESSION:
        return Chosen("no-session")
    if request.method in SAFE:
        return Chosen("form")
    token = request.header("X-CSRFToken") or request.header("X-CSRF-Token")
    if not token:
        return Chosen("csrf-missing")
    return Chosen("created" if token == _CSRF else "csrf-wrong")


def practise(bench: Bench) -> Practice:
    """Return a POST with the session cookie and nothing else."""
    request = Request(
        name=tr("Place an order"),
        method="POST",
        url=url_of(bench, SLUG, "orders"),
        body=JsonBody(text='{"item": "tea kettle", "count": 1}'),
    )
    return with_secret(
        SLUG,
        request,
        "session",
        _SESSION,
        lambda ref: ApiKey(name="sessionid", value=ref, place="cookie"),
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.CSRF_FAILURE,
    title=tr("CSRF token refused"),
    description=tr("The session is valid, but a POST also needs the CSRF token in a header."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
