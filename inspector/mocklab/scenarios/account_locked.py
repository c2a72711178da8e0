"""Scenario: the password is right, but the account was locked after wrong ones."""

from inspector.mocklab.checks.logins import PASSWORD, basic_pair
from inspector.mocklab.checks.refusals import asking
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, showing_account
from inspector.model.finding import Cause
from inspector.wording import tr

SLUG = "account-locked"

REPLIES: dict[str, LabReply] = {
    "locked": json_reply(
        401,
        '{"error": "account_locked", "message": "The account is locked after too many failed '
        'logins. Try again in 15 minutes."}',
        ("WWW-Authenticate", 'Basic realm="practice"'),
        ("Retry-After", "900"),
    ),
    "nothing-sent": asking('Basic realm="practice"'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Refuse every login."""
    del bench
    return Chosen(
        "nothing-sent" if basic_pair(request.header("Authorization")) is None else "locked"
    )


def practise(bench: Bench) -> Practice:
    """Return a request with the right login."""
    return showing_account(bench, SLUG, PASSWORD)


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.ACCOUNT_LOCKED,
    title=tr("Account locked"),
    description=tr("Too many failed logins locked the account; another try makes it worse."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
