"""Scenario: a wrong password by Basic, with the usual challenge."""

from inspector.mocklab.checks.logins import basic_pair, is_ada
from inspector.mocklab.checks.refusals import asking
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, showing_account
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "wrong-password"
_TYPED = "practice-only-7412"

REPLIES: dict[str, LabReply] = {
    "refused": asking('Basic realm="practice", charset="UTF-8"', "Invalid username or password"),
    "nothing-sent": asking(
        'Basic realm="practice", charset="UTF-8"', "Full authentication is required"
    ),
    "ok": json_reply(200, '{"user": "ada", "plan": "practice"}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Compare the login."""
    del bench
    value = request.header("Authorization")
    if basic_pair(value) is None:
        return Chosen("nothing-sent")
    return Chosen("ok" if is_ada(value) else "refused")


def practise(bench: Bench) -> Practice:
    """Return a request with two digits of the password swapped."""
    return showing_account(bench, SLUG, _TYPED)


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.INVALID_CREDENTIALS,
    title=tr("Wrong password"),
    description=tr("Two digits of the password are swapped."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
