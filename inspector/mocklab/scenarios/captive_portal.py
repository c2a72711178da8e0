"""Scenario: a network that wants you to log in before it lets anything through."""

from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "captive-portal"

REPLIES: dict[str, LabReply] = {
    "portal": LabReply(
        status=511,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")),
        body=(
            "<!doctype html><html><head><title>Network login</title></head><body>"
            '<p>You need to <a href="/scenario/captive-portal/login">log in to this network</a> '
            "before you can use it.</p></body></html>\n"
        ),
    ),
    "let-in": json_reply(200, '{"network": "open for you"}'),
    "ok": json_reply(200, '{"news": ["Nothing new."]}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Show the portal until someone posted to its login."""
    if request.below == "login" and request.method == "POST":
        bench.memory["open"] = True
        return Chosen("let-in")
    return Chosen("ok" if bench.memory.get("open") else "portal")


def practise(bench: Bench) -> Practice:
    """Return a request from a network nobody logged in to."""
    return Practice(request=Request(name=tr("Read the news"), url=url_of(bench, SLUG, "news")))


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.NETWORK_BLOCKED,
    title=tr("Captive portal"),
    description=tr("The network answers in the API's place until you log in to it."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
