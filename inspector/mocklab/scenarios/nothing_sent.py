"""Scenario: a request without any credentials."""

from inspector.mocklab.checks.logins import is_ada
from inspector.mocklab.checks.refusals import asking
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "nothing-sent"

REPLIES: dict[str, LabReply] = {
    "nothing-sent": asking('Basic realm="practice"', "Full authentication is required"),
    "refused": asking('Basic realm="practice"', "Bad credentials"),
    "ok": json_reply(200, '{"user": "ada", "plan": "practice"}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Ask for the practice login."""
    del bench
    value = request.header("Authorization")
    if not value:
        return Chosen("nothing-sent")
    return Chosen("ok" if is_ada(value) else "refused")


def practise(bench: Bench) -> Practice:
    """Return a plain request."""
    return Practice(request=Request(name=tr("Show my account"), url=url_of(bench, SLUG, "account")))


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.MISSING_CREDENTIALS,
    title=tr("Nothing sent"),
    description=tr("No credentials at all; the login is ada, practice-only-7421."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
