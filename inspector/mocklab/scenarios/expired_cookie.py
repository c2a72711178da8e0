"""Scenario: a session that ended; the API answers with the login page after a redirect."""

from inspector.mocklab.checks.logins import cookie
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, practice_secret, url_of
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "expired-cookie"
_OLD = "practice-session-ended-0419"
_NEW = "practice-session-alive-0420"
_HTML = ("Content-Type", "text/html; charset=utf-8")

REPLIES: dict[str, LabReply] = {
    "to-login": LabReply(
        status=302,
        headers=(
            (
                "Location",
                "/scenario/expired-cookie/login?reason=session_expired",
            ),
            (
                "Set-Cookie",
                "sid=; Path=/scenario/expired-cookie; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
            ),
        ),
    ),
    "login-page": LabReply(
        status=200,
        headers=(_HTML, ("Cache-Control", "no-store")),
        body=(
            "<!doctype html><html><head><title>Log in</title></head><body><h1>Log in</h1>"
            "<p>Your session has expired. Please log in again.</p>"
            '<form method="post" action="/scenario/expired-cookie/login">'
            '<input name="user"><input name="password" type="password">'
            "<button>Log in</button></form></body></html>\n"
        ),
    ),
    "logged-in": json_reply(
        200,
        '{"session": "started"}',
        (
            "Set-Cookie",
            f"sid={_NEW}; Path=/scenario/expired-cookie; HttpOnly; SameSite=Lax; Max-Age=1800",
        ),
    ),
    "ok": json_reply(200, '{"orders": [{"id": 5001, "item": "reading lamp"}]}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Send everyone without a living session to the login page."""
    del bench
    if request.below == "login":
        return Chosen("logged-in" if request.method == "POST" else "login-page")
    return Chosen("ok" if cookie(request, "sid") == _NEW else "to-login")


def practise(bench: Bench) -> Practice:
    """Return a request with the cookie of the ended session."""
    session = practice_secret(SLUG, "session")
    return Practice(
        request=Request(
            name=tr("List orders"),
            url=url_of(bench, SLUG, "orders"),
            credential=ApiKey(name="sid", value=session, place="cookie"),
        ),
        secrets={session: _OLD},
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.EXPIRED_SESSION,
    title=tr("Session ended"),
    description=tr("The cookie belongs to a session that ended; the answer is a login page."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
