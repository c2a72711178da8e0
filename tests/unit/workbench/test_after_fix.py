"""After a fix the two answers are compared, and one sentence says what came of it."""

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import Fix
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from inspector.workbench.after_fix import aftermath, with_aftermath
from inspector.workbench.answer import Answer

FIX = Fix(id="fetch-token", title="Get a fresh token and resend")
MESSAGE = Message(method="GET", url="http://a/")


def answered(status, slug="", title="", url="http://a/"):
    reply = Reply(status=status, reason="R") if status else None
    failure = None if status else Failure(stage="connect", kind="refused", message="No.")
    exchange = Exchange(request=MESSAGE, reply=reply, failure=failure)
    found = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug=slug,
        certainty=Certainty.CERTAIN,
        score=0.9,
        title=title,
    )
    return Answer(
        attempt=Attempt(request=Request(url=url), exchanges=(exchange,)),
        verdict=Verdict(entry=0, findings=(found,) if slug else ()),
    )


BEFORE = answered(401, "token-expired", "Your access token expired 27 minutes ago")


@pytest.mark.parametrize(
    ("after", "result", "title"),
    [
        (answered(200), "solved", "This was it: your access token expired 27 minutes ago"),
        (answered(404), "let-in", "This was it: nothing is refused any more. "),
        (
            answered(403, "scope-missing", "The token lacks the scope a"),
            "next-cause",
            "That was one cause; now: the token lacks the scope a",
        ),
        (
            answered(401, "token-expired", "Your access token expired 28 minutes ago"),
            "same",
            "No change: the same refusal",
        ),
        (answered(0), "no-reply", "There was no reply"),
    ],
)
def test_what_came_of_it(after, result, title):
    found = aftermath(FIX, BEFORE, after)
    assert found.result == result
    assert found.title.startswith(title)
    assert found.text.startswith("Get a fresh token and resend: 401 R before, ")


def test_the_same_finding_about_something_else_is_the_next_cause():
    before = answered(0, "unresolved-variable", "The variable host had no value")
    after = answered(0, "unresolved-variable", "The variable token had no value")
    assert aftermath(FIX, before, after).result == "next-cause"


def test_undo_is_for_changed_requests():
    assert not aftermath(FIX, BEFORE, answered(200)).undoes
    assert aftermath(FIX, BEFORE, answered(200, url="http://b/")).undoes


def test_names_keep_their_letters():
    before = answered(401, "x", "API keys are read from the header")
    assert aftermath(FIX, before, answered(200)).title == (
        "This was it: API keys are read from the header"
    )


def test_it_goes_with_the_answer():
    assert with_aftermath(FIX, BEFORE, answered(200)).aftermath.fix == FIX
