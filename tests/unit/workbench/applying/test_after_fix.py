"""After a fix the two answers are compared, and one sentence says what came of it."""

import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.finding import Cause, Certainty, Finding, Limit, Todo, Verdict
from inspector.model.fix import KIND, Change, Field, Fix
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.workbench.answer import Answer
from inspector.workbench.applying.after_fix import aftermath, with_aftermath, with_nobody
from inspector.workbench.applying.nobody import question

FIX = Fix(id="fetch-token", title="Get a fresh token and resend")
MESSAGE = Message(method="GET", url="http://a/")
LOGIN = Message(method="GET", url="http://a/login")


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
        (answered(404), "unclear", "This refusal is gone, but that is no success yet. "),
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
        (
            answered(401, "token-expired", "The token of ada expired"),
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


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "application/json", '{"items": [1, 2]}'),
        (200, "application/json", '{"message": "Hello Ada", "status": "active"}'),
        (200, "application/json", '{"error": null, "failed": 0}'),
        (201, "text/plain", "created"),
        (200, "text/plain", "512"),
        (204, "", ""),
        (206, "application/octet-stream", "bytes"),
        (304, "", ""),
        (200, "text/html", "<html><title>Your orders</title><h1>Orders</h1></html>"),
    ],
)
def test_it_is_solved_where_status_and_body_agree(status, kind, body):
    assert aftermath(FIX, BEFORE, with_body(status, kind, body)).result == "solved"


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", "<html><form><input type='password' name='p'></form></html>"),
        (200, "text/html", "<html><title>Sign in - Shop</title><p>Sign in</p></html>"),
        (200, "text/html", "<html><title>404 Not Found</title></html>"),
        (200, "text/html", "<html><title>Shop</title><h1>Access denied</h1></html>"),
        (200, "text/html", "<html><title>Internal Server Error</title></html>"),
        (200, "application/json", '{"error": {"code": 7}}'),
        (200, "application/json", '{"success": false}'),
        (200, "application/json", '{"status": "error", "message": "No such order"}'),
        (200, "application/json", '{"detail": "Not authenticated"}'),
        (200, "text/xml", "<?xml version='1.0'?><Envelope><Fault>no such order</Fault></Envelope>"),
        (200, "text/plain", "Error: unknown order"),
        (200, "text/plain", "Unauthorized"),
        (404, "application/json", '{"error": "not found"}'),
        (422, "application/json", "{}"),
        (500, "", ""),
        (503, "text/html", "<html><title>Service Unavailable</title></html>"),
    ],
)
def test_it_is_unclear_where_they_do_not_agree(status, kind, body):
    came = aftermath(FIX, BEFORE, with_body(status, kind, body))
    assert came.result == "unclear"
    assert "This was it" not in came.title


@pytest.mark.parametrize(
    ("target", "result"),
    [("/orders/7", "solved"), ("/login?next=/a", "unclear"), ("https://sso.a.test/", "unclear")],
)
def test_where_a_redirect_leads_counts(target, result):
    after = with_body(303, "", "", Header("Location", target))
    assert aftermath(FIX, BEFORE, after).result == result


def test_a_login_page_that_was_asked_for_is_what_was_wanted():
    page = with_body(200, "text/html", "<html><form><input type='password'></form></html>")
    asked = msgspec.structs.replace(page.attempt.exchanges[0], request=LOGIN)
    assert aftermath(FIX, BEFORE, Answer(attempt=Attempt(exchanges=(asked,)))).result == "solved"
    sent_on = Exchange(
        request=MESSAGE, reply=Reply(status=302, headers=(Header("Location", "/login"),))
    )
    led = msgspec.structs.replace(asked, purpose="redirect", answers=0)
    after = Answer(attempt=Attempt(exchanges=(sent_on, led)))
    assert aftermath(FIX, BEFORE, after).result == "unclear"


def with_body(status, kind, body, *more):
    headers = (*([Header("Content-Type", kind)] if kind else []), *more)
    reply = Reply(status=status, headers=headers, body=body.encode())
    exchange = Exchange(request=MESSAGE, reply=reply)
    return Answer(attempt=Attempt(request=Request(url="http://b/"), exchanges=(exchange,)))


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


def test_a_scheme_that_can_t_be_sent_is_the_next_cause():
    limit = Limit(scheme="NTLM", title="This program can't send NTLM yet", text="x", fix=FIX)
    after = msgspec.structs.replace(answered(401), verdict=Verdict(entry=0, limit=limit))
    came = aftermath(FIX, BEFORE, after)
    assert came.result == "next-cause"
    assert came.title == "That was one cause; now: this program can't send NTLM yet"
    assert aftermath(FIX, after, after).result == "same"


PROMISED = msgspec.structs.replace(FIX, promise="a success in place of 401")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (answered(200), ""),
        (answered(404), "Promised was a success in place of 401; that is not shown."),
        (
            answered(401, "token-expired", "Your access token expired 28 minutes ago"),
            "Promised was a success in place of 401; that did not come true.",
        ),
    ],
)
def test_whether_the_promise_came_true_is_said(after, said):
    text = aftermath(PROMISED, BEFORE, after).text
    assert text.endswith(said)
    assert ("Promised" in text) == bool(said)


def test_what_is_left_for_others_is_said():
    todo = (Todo(who="api-owner", text="Give the account the right."),)
    told = Fix(id="message-api-owner", title="x", message="Please.")
    refused = answered(403, "right-missing", "The account may not do this")
    (found,) = refused.verdict.findings
    found = msgspec.structs.replace(found, who_must_act="api-owner", todo=todo, fixes=(told,))
    after = msgspec.structs.replace(refused, verdict=Verdict(entry=0, findings=(found,)))
    said = "What is left is for whoever runs the API: Give the account the right."
    assert said in aftermath(PROMISED, BEFORE, after).text
    able = msgspec.structs.replace(found, fixes=(told, msgspec.structs.replace(FIX, sends="GET")))
    after = msgspec.structs.replace(refused, verdict=Verdict(entry=0, findings=(able,)))
    assert "What is left" not in aftermath(PROMISED, BEFORE, after).text


ELSEWHERE = msgspec.structs.replace(PROMISED, asks_nobody=True)


def fixed_elsewhere(credential, **more):
    request = Request(url="http://b/", credential=credential, **more)
    after = answered(200)
    attempt = msgspec.structs.replace(after.attempt, request=request)
    return with_aftermath(ELSEWHERE, BEFORE, msgspec.structs.replace(after, attempt=attempt))


def test_nobody_is_asked_only_where_it_can_tell():
    known = fixed_elsewhere(Bearer(token=SecretRef(place="memory", name="t")))
    asked = question(ELSEWHERE, known)
    assert (asked.url, asked.credential, asked.options.use_cookies) == (
        "http://b/",
        NoCredential(),
        False,
    )
    assert question(PROMISED, known) is None
    assert question(ELSEWHERE, fixed_elsewhere(NoCredential())) is None
    unsafe = fixed_elsewhere(Bearer(token=SecretRef(place="memory", name="t")), method="POST")
    assert question(ELSEWHERE, unsafe) is None


def test_a_success_that_everybody_gets_shows_nothing():
    after = fixed_elsewhere(Bearer(token=SecretRef(place="memory", name="t")))
    same = with_nobody(after, answered(200).attempt).aftermath
    assert (same.result, same.title) == (
        "unclear",
        "This refusal is gone, but everybody gets the same there.",
    )
    other = with_nobody(after, answered(401, "x", "x").attempt).aftermath
    assert other.result == "solved"
    assert "Nobody without credentials gets that there: 401" in other.text


# ---------------- A guess that got the same reply changed nothing
MOVE = Change(field=KIND, before="Bearer", after="api-key", guessed=True)
MOVED = Fix(id="send-as-key", title="Send it", changes=(MOVE,))
ASK = Change(field=Field("credential", "value"), ask=True)
TYPED = Fix(id="add-credential", title="Type", changes=(MOVE, ASK))
KNOWN = msgspec.structs.replace(MOVE, guessed=False)


@pytest.mark.parametrize(
    ("fix", "after", "result"),
    [
        (MOVED, answered(401, "key-refused", "The key is unknown"), "same"),
        (MOVED, answered(403, "key-refused", "The key is unknown"), "next-cause"),
        (TYPED, answered(401, "key-refused", "The key is unknown"), "next-cause"),
        (FIX, answered(401, "key-refused", "The key is unknown"), "next-cause"),
        (
            Fix(id="as-told", title="As told", changes=(KNOWN,)),
            answered(401, "key-refused", "The key is unknown"),
            "next-cause",
        ),
        (MOVED, answered(200), "solved"),
    ],
)
def test_the_same_reply_to_the_same_in_a_guessed_form_is_no_step(fix, after, result):
    assert aftermath(fix, BEFORE, after).result == result


# ---------------- Let in, and told what is wrong with the request
SAID = '{"error": "An order of that name is there already"}'
ADDED = Fix(id="add-credential", title="Add it", changes=(KNOWN,))
MOVED_ON = Fix(id="use-address", title="Use it", changes=(Change(field=Field("url"), after="x"),))
FILLED = Fix(id="x", title="x", changes=(Change(field=Field("body", "a"), after="1"),))
FORGED = msgspec.structs.replace(
    BEFORE.verdict.findings[0], cause=Cause.CSRF_FAILURE, title="The token is missing"
)


def told(status, body=SAID, message=MESSAGE):
    came = with_body(status, "application/json", body)
    asked = msgspec.structs.replace(came.attempt.exchanges[0], request=message)
    return Answer(attempt=Attempt(exchanges=(asked,)))


@pytest.mark.parametrize("status", [400, 409, 422])
def test_another_error_in_words_of_its_own_is_past_the_refusal(status):
    came = aftermath(ADDED, BEFORE, told(status))
    assert came.result == "solved"
    assert came.title == "This was it: your access token expired 27 minutes ago"
    assert came.text.endswith("It is let in: what it answers now is about the request itself.")


@pytest.mark.parametrize(
    ("fix", "after", "result"),
    [
        (ADDED, told(409), "solved"),
        (ADDED, told(404), "unclear"),  # it may hide a place
        (ADDED, told(500), "unclear"),
        (ADDED, told(409, "{}"), "unclear"),  # no word of its own
        (ADDED, told(409, message=LOGIN), "unclear"),
        (MOVED_ON, told(409), "unclear"),  # something else was asked
        (FILLED, told(409), "unclear"),
    ],
)
def test_where_nobody_may_have_been_let_in(fix, after, result):
    assert aftermath(fix, BEFORE, after).result == result


@pytest.mark.parametrize(
    ("cause", "result"),
    [(Cause.CSRF_FAILURE, "solved"), (Cause.INVALID_CREDENTIALS, "unclear")],
)
def test_a_check_against_forgery_may_have_refused_with_another_status(cause, result):
    found = msgspec.structs.replace(FORGED, cause=cause)
    before = msgspec.structs.replace(answered(400), verdict=Verdict(entry=0, findings=(found,)))
    assert aftermath(ADDED, before, told(409)).result == result


def test_another_address_lets_nobody_in():
    found = msgspec.structs.replace(FORGED, cause=Cause.WRONG_ENDPOINT)
    before = msgspec.structs.replace(BEFORE, verdict=Verdict(entry=0, findings=(found,)))
    assert aftermath(ADDED, BEFORE, told(409)).result == "solved"
    assert aftermath(ADDED, before, told(409)).result == "unclear"
