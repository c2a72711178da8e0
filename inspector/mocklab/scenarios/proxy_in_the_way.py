"""Scenario: a proxy wants a login of its own before it passes anything on."""

from inspector.mocklab.checks.logins import is_ada
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of
from inspector.model.finding import Cause
from inspector.model.request import Options, Request
from inspector.wording import tr

SLUG = "proxy-in-the-way"

REPLIES: dict[str, LabReply] = {
    "login-wanted": LabReply(
        status=407,
        headers=(
            ("Proxy-Authenticate", 'Basic realm="practice proxy"'),
            ("Via", "1.1 practice-proxy"),
            ("Content-Type", "text/html; charset=utf-8"),
        ),
        body=(
            "<!doctype html><html><head><title>407</title></head><body>"
            "This proxy needs a login (practice: ada / practice-only-7421).</body></html>\n"
        ),
    ),
    "ok": json_reply(200, '{"news": ["The proxy let you through."]}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Ask for the login only where the request came in through the proxy."""
    del bench
    if request.role == "proxy" and not is_ada(request.header("Proxy-Authorization")):
        return Chosen("login-wanted")
    return Chosen("ok")


def practise(bench: Bench) -> Practice:
    """Return a request that goes through the proxy without its login."""
    return Practice(
        request=Request(
            name=tr("Read the news"),
            url=url_of(bench, SLUG, "news"),
            options=Options(proxy=bench.proxy),
        )
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.NETWORK_BLOCKED,
    title=tr("Proxy in the way"),
    description=tr("The API needs no login, the proxy before it does: ada, practice-only-7421."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
