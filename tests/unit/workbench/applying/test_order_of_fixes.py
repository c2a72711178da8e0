"""Fixes that can be carried out come before those that lack something."""

import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import KIND, Action, Change, Field, Fix
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request, RequestHeader
from inspector.workbench.answer import Answer
from inspector.workbench.applying.applicable_fixes import is_at_hand, use_saved, with_fixes_at_hand
from inspector.workbench.applying.companions import Companions, companions

FETCH = Fix(id="fetch-token", title="Fetch", action=Action("fetch-token"))
LOGIN = Fix(id="log-in-again", title="Log in", action=Action("log-in"))
TYPE = Fix(id="enter-secret", title="Type")
MINE = RequestHeader("Authorization", "Basic bWU6b3du")
KNOWN = Companions(token_request=Request(url="x"), login_request=Request(url="y"))


def refused(*fixes):
    finding = Finding(
        cause=Cause.REVOKED_TOKEN,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        fixes=fixes,
    )
    return Answer(attempt=Attempt(), verdict=Verdict(entry=0, findings=(finding,)))


def order(answer, known):
    return [fix.id for fix in with_fixes_at_hand(answer, known).verdict.findings[0].fixes]


def test_what_lacks_something_goes_last():
    assert order(refused(FETCH, LOGIN, TYPE), Companions()) == [
        "enter-secret",
        "fetch-token",
        "log-in-again",
    ]


def test_with_what_it_needs_the_order_stays():
    answer = refused(FETCH, LOGIN, TYPE)
    assert with_fixes_at_hand(answer, KNOWN) is answer


def test_a_login_gives_a_fresh_token_too():
    assert is_at_hand(FETCH, Companions(login_request=Request(url="y")))


def test_a_login_page_or_a_recorded_token_request_is_enough():
    page = Reply(status=200, body=b"<form><input type=password name=p></form>")
    message = Message(method="POST", url="http://a/token?x", body=b"grant_type=x")
    known = Companions(exchanges=(Exchange(request=message, reply=page),))
    assert is_at_hand(LOGIN, known)
    assert is_at_hand(Fix(id="x", title="x", action=Action("fetch-token", "http://a/token")), known)
    assert not is_at_hand(FETCH, known)


def saved(*names):
    made = (Request(name=n, url="http://a/", credential=Basic(user=n)) for n in names)
    return companions(Request(url="http://a/x"), made)


def test_a_credential_of_another_kind_is_not_offered_for_a_wrong_one():
    bearer = Request(url="http://a/", credential=Bearer())
    answer = msgspec.structs.replace(refused(TYPE), attempt=Attempt(request=bearer))
    assert order(answer, saved("List all")) == ["enter-secret"]


def test_a_saved_credential_is_offered_last():
    answer = msgspec.structs.replace(
        refused(TYPE),
        attempt=Attempt(request=Request(url="http://a/", credential=Basic(user="me"))),
    )
    known = saved("List all", "Other")
    assert order(answer, known) == ["enter-secret", "use-saved-list-all", "use-saved-other"]
    again = with_fixes_at_hand(answer, known)
    assert with_fixes_at_hand(again, known) is again
    fix = again.verdict.findings[0].fixes[1]
    assert fix.title == "Use the credential of List all and resend"
    assert fix.risk == "login-attempt"
    assert order(refused(TYPE), known) == ["enter-secret"]  # nothing there to send again


@pytest.mark.parametrize(
    ("written", "risk"),
    [
        ("Basic YWRhOnBsYW50ZWQ=", "login-attempt"),
        ("Basic {{login}}", "login-attempt"),
        ('Digest username="ada", realm="r"', "login-attempt"),
        ("Bearer abcdefgh", "none"),
        ("sk_0123456789", "none"),
    ],
)
def test_a_login_written_by_hand_is_one(written, risk):
    row = RequestHeader("Authorization", written)
    by_hand = Request(name="Other", url="http://a/", headers=(row,))
    answer = msgspec.structs.replace(
        refused(TYPE), attempt=Attempt(request=msgspec.structs.replace(by_hand, headers=(MINE,)))
    )
    fixes = with_fixes_at_hand(answer, companions(Request(url="http://a/x"), [by_hand]))
    offered = [
        fix.risk for fix in fixes.verdict.findings[0].fixes if fix.action.verb == "use-saved"
    ]
    of_same_kind = written.startswith("Basic")
    assert offered == ([risk] if of_same_kind else [])
    (saved_one,) = companions(Request(url="http://a/x"), [by_hand]).saved
    assert use_saved(saved_one, by_hand).risk == risk


def nobody(*headers, cause=Cause.MISSING_CREDENTIALS, slug="no-credentials-sent"):
    finding = Finding(cause=cause, slug=slug, certainty=Certainty.CERTAIN, score=1, fixes=(TYPE,))
    reply = Reply(status=401, headers=headers)
    exchange = Exchange(request=Message(method="GET", url="http://a/"), reply=reply)
    attempt = Attempt(request=Request(url="http://a/"), exchanges=(exchange,))
    return Answer(attempt=attempt, verdict=Verdict(entry=0, findings=(finding,)))


def test_a_login_that_is_known_comes_first_where_nobody_was_logged_in():
    assert order(nobody(), KNOWN) == ["log-in", "enter-secret"]
    assert order(nobody(), Companions()) == ["enter-secret"]
    lost = nobody(cause=Cause.CONFIGURATION, slug="authorization-stripped")
    assert order(lost, KNOWN) == ["log-in", "enter-secret"]
    wrong = nobody(cause=Cause.INVALID_CREDENTIALS, slug="wrong-password")
    assert order(wrong, KNOWN) == ["enter-secret"]
    forged = nobody(cause=Cause.CSRF_FAILURE, slug="csrf-token-mismatch")  # the session may be over
    assert order(forged, KNOWN) == ["enter-secret", "log-in"]
    asked = nobody(Header("WWW-Authenticate", "Basic"))
    assert order(asked, KNOWN) == ["enter-secret"]


@pytest.mark.parametrize(
    ("challenge", "first"),
    [("", True), ("Bearer", True), ("Token", True), ("Basic", False), ('Digest nonce="n"', False)],
)
def test_what_gives_a_token_comes_first_unless_a_password_itself_is_asked_for(challenge, first):
    asked = nobody(*([Header("WWW-Authenticate", challenge)] if challenge else []))
    for known, fix in (
        (Companions(token_request=Request(url="x")), "fetch-token"),
        (Companions(login_request=Request(url="y")), "log-in"),
    ):
        assert order(asked, known) == ([fix, TYPE.id] if first else [TYPE.id])


def test_a_token_request_is_offered_once_and_where_nothing_was_sent_alone():
    known = Companions(token_request=Request(url="x"))
    wrong = nobody(cause=Cause.INVALID_CREDENTIALS, slug="wrong-password")
    assert order(wrong, known) == [TYPE.id]
    assert order(nobody(), KNOWN) == ["log-in", TYPE.id]  # a login that is saved gives one too


def test_a_key_is_moved_and_a_lacking_field_typed_before_anybody_logs_in():
    finding = nobody().verdict.findings[0]
    for name in ("move-key-to-authorization", "enter-login"):
        first = Fix(id=name, title="x", changes=(Change(field=Field("url"), after="x"),))
        whole = msgspec.structs.replace(finding, fixes=(first,))
        answer = nobody()
        verdict = msgspec.structs.replace(answer.verdict, findings=(whole,))
        answer = msgspec.structs.replace(answer, verdict=verdict)
        assert order(answer, KNOWN) == [name, "log-in"]


def test_what_was_offered_already_goes_last():
    again = Fix(id="enter-other", title="Another", changes=TYPE.changes, action=TYPE.action)
    move = Fix(id="move", title="Move", changes=(Change(field=Field("url"), after="x"),))
    one, other = (
        Finding(cause=cause, slug="x", certainty=Certainty.POSSIBLE, score=0.5, fixes=fixes)
        for cause, fixes in (
            (Cause.INVALID_CREDENTIALS, (TYPE,)),
            (Cause.CSRF_FAILURE, (again, move)),
        )
    )
    answer = Answer(attempt=Attempt(), verdict=Verdict(entry=0, findings=(one, other)))
    after = with_fixes_at_hand(answer, Companions()).verdict.findings
    assert [[fix.id for fix in finding.fixes] for finding in after] == [
        ["enter-secret"],
        ["move", "enter-other"],
    ]


def test_another_way_to_send_it_goes_before_typing_where_a_fresh_token_can_be_had():
    """What was fetched just now and is refused as well is not mended by typing the same."""
    form = Change(field=KIND, before="bearer", after="api-key", guessed=True)
    as_key = Fix(id="send-as-key", title="As a key", changes=(form,))
    assert order(refused(TYPE, as_key, FETCH), KNOWN) == ["send-as-key", "fetch-token", TYPE.id]
    assert order(refused(FETCH, TYPE, as_key), KNOWN) == ["fetch-token", "send-as-key", TYPE.id]
    assert order(refused(TYPE, as_key, FETCH), Companions())[:2] == [TYPE.id, "send-as-key"]
    assert order(refused(TYPE, FETCH), KNOWN) == [TYPE.id, "fetch-token"]
