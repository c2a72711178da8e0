"""The answer after a fix says what came of it; the one after that does not."""

import pytest

from inspector.gui.sending.sending import FollowUps
from inspector.gui.state.documents import RequestDocument
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.request import Request
from inspector.workbench.answer import Answer

BEFORE, AFTER = Request(url="http://x"), Request(url="http://y")
FIX = Fix(id="a", title="Use y")
FETCH = Fix(id="fetch-token", title="Fetch", action=Action("fetch-token"))


def answered(request, *fixes):
    finding = Finding(
        cause=Cause.WRONG_ENDPOINT,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        fixes=fixes,
    )
    verdict = Verdict(entry=0, findings=(finding,) if fixes else ())
    return Answer(attempt=Attempt(request=request), verdict=verdict)


@pytest.fixture
def follow_ups(panel_tools):
    return FollowUps(panel_tools)


@pytest.fixture
def document(panel_tools):
    made = panel_tools.tabs.open(RequestDocument(BEFORE))
    made.attempts.add(answered(BEFORE, FIX))
    return made


def test_only_the_next_answer_follows_the_fix(follow_ups, document):
    follow_ups.expect(document, FIX, BEFORE)
    assert follow_ups.judged(document, answered(AFTER)).aftermath.fix == FIX
    assert follow_ups.judged(document, answered(AFTER)).aftermath is None


def test_what_was_to_be_typed_and_was_not_does_not_count(follow_ups, document):
    follow_ups.expect(document, FIX, BEFORE, typed=True)
    assert follow_ups.judged(document, answered(BEFORE)).aftermath is None
    follow_ups.expect(document, FIX, BEFORE, typed=True)
    assert follow_ups.judged(document, answered(AFTER)).aftermath is not None


def test_a_variable_changes_no_request(follow_ups, document):
    change = Change(field=Field("environment", "token"), ask=True)
    fix = Fix(id="v", title="Give token a value", changes=(change,))
    follow_ups.expect(document, fix, BEFORE, typed=True)
    assert follow_ups.judged(document, answered(BEFORE)).aftermath is not None


def test_fixes_that_lack_something_go_last(follow_ups, document):
    answer = follow_ups.judged(document, answered(BEFORE, FETCH, FIX))
    assert answer.verdict.findings[0].fixes == (FIX, FETCH)


def test_undo_walks_back_to_the_request_before(follow_ups, document):
    assert not follow_ups.can_undo(document)
    follow_ups.expect(document, FIX, BEFORE)
    document.current.replace(AFTER, "Use y")
    document.current.replace(Request(url="http://z"), "Type")
    assert follow_ups.can_undo(document)
    follow_ups.undo(document)
    assert document.current.value == BEFORE
    assert not follow_ups.can_undo(document)


def test_a_closed_tab_is_forgotten(follow_ups, document, panel_tools):
    follow_ups.expect(document, FIX, BEFORE)
    panel_tools.tabs.close(document)
    assert follow_ups.judged(document, answered(AFTER)).aftermath is None
