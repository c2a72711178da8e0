"""A login provider's code was brought back, and the server could not take it to the provider."""

from inspector.diagnose.facts.authorization_requests import given_up_on_the_code
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SOUND
from inspector.wording import tr
from inspector.wording.durations import took


def code_not_exchanged(case: Case) -> Found:
    """The callback took many seconds, and led back to where the login begins."""
    wait = given_up_on_the_code(case)
    if wait is None:
        return
    yield case.suspect(
        "code-not-exchanged",
        SOUND,
        fact(tr("The browser brought a code back from the provider."), case.sent_line),
        fact(
            tr("The answer took {time}, and leads to the login.", time=took(wait)), case.heard_line
        ),
        time=took(wait),
    )


RULES = (code_not_exchanged,)
