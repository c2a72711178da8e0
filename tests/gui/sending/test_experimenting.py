"""Experiments of a tab: planned, run, stopped, and their results taken one by one."""

import msgspec
import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from inspector.gui.sending.experimenting import Experimenting, saved_credentials
from inspector.gui.sending.sending import FollowUps, known_beside
from inspector.gui.state.documents import RequestDocument
from inspector.model.attempt import Attempt
from inspector.model.collection import Environment
from inspector.model.exchange import Exchange
from inspector.model.experiment import Aids, Trial
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Message
from inspector.model.request import FormBody, FormField, Request
from inspector.model.secret import SecretRef
from inspector.record import read_filter
from inspector.workbench.answer import Answer
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials
from tests.gui.compare_samples import columns
from tests.gui.held_work import finish, held_tools


class Bench:
    """Stands for the workbench: plans, and gives two results before the answer."""

    def __init__(self):
        self.planned = []
        self.ran = []

    def experiments(self, answer, scope):
        self.planned.append((answer.attempt.id, scope.aids))
        return trials.PLANS

    async def experiment(self, answer, ids, scope, consent, report):
        self.ran.append((ids, consent, scope.aids))
        if ids == ("fails",):
            raise ValueError("no")
        for outcome in trials.OUTCOMES[:2]:
            report(outcome)
        trial = Trial(outcomes=trials.OUTCOMES[:2], ladder=trials.LADDER, requests=2)
        return msgspec.structs.replace(answer, trial=trial)


@pytest.fixture
def bench():
    return Bench()


@pytest.fixture
def futures():
    return []


@pytest.fixture
def tools(panel_tools, bench, futures):
    yield from held_tools(panel_tools, bench, futures)


@pytest.fixture
def document(tools):
    made = RequestDocument(Request(url="http://x"))
    tools.tabs.open(made)
    return made


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def running(document, tools, page, qtbot):
    made = Experimenting(document, tools, page)
    attempt = Attempt(id="a1", request=Request(), exchanges=(samples.exchange(),))
    document.attempts.add(Answer(attempt=attempt, verdict=samples.expired().verdict))
    qtbot.waitUntil(lambda: bool(made.tried.plans))
    return made


def test_a_refusal_is_planned_for_as_soon_as_it_is_shown(running, bench):
    assert bench.planned == [("a1", Aids())]
    assert running.tried.plans == trials.PLANS


def test_what_was_not_refused_or_not_sent_from_here_has_no_plans(running, document, bench):
    document.attempts.add(Answer(attempt=Attempt(id="ok", request=Request())))
    imported = Answer(attempt=Attempt(id="har"), verdict=samples.expired().verdict)
    document.attempts.add(imported)
    assert len(bench.planned) == 1
    assert not running.tried.plans


def test_the_token_request_of_the_tab_is_at_hand(running, document, bench, tools, qtbot):
    document.renewal = Request(url="http://x/token")
    tools.environments.changed.emit()
    qtbot.waitUntil(lambda: len(bench.planned) == 2)
    assert bench.planned[1][1].renewal == document.renewal


def test_results_come_in_one_by_one_and_the_answer_is_renewed(
    running, document, futures, tools, qtbot
):
    came, said = [], []
    running.came.connect(lambda outcome: came.append(outcome.plan.id))
    tools.notices.said.connect(lambda notice: said.append(notice.text))
    running.run(("without-credentials", "garbage-credentials"), frozenset({"production"}))
    assert running.tried.waiting == ("without-credentials", "garbage-credentials")
    assert not running.ready
    with qtbot.waitSignal(running.ended):
        finish(futures)
    assert came == ["without-credentials", "garbage-credentials"]
    assert running.tried.ladder == trials.LADDER
    assert document.attempts.current.trial.requests == 2
    assert running.ready
    assert said == ["2 experiments run. The verdict now: Your access token expired 27 minutes ago."]


def test_consent_and_ids_reach_the_workbench(running, bench, futures, qtbot):
    running.run(("other-scheme",), frozenset({"login-attempt"}))
    with qtbot.waitSignal(running.ended):
        finish(futures)
    assert bench.ran == [(("other-scheme",), frozenset({"login-attempt"}), Aids())]


def test_stop_is_a_command_while_they_run(running, tools, futures, qtbot):
    assert not tools.actions.can_run("stop")
    running.run(("without-credentials",), frozenset())
    assert tools.actions.can_run("stop")
    with qtbot.waitSignal(running.ended):
        tools.actions.run("stop")
        futures[-1][0].set_running_or_notify_cancel()
    assert running.tried.stopped == "You stopped it."
    assert not running.tried.waiting
    assert not tools.actions.can_run("stop")


def test_sending_again_stops_them(running, document, futures, qtbot):
    running.run(("without-credentials",), frozenset())
    with qtbot.waitSignal(running.ended):
        document.attempts.start()
        futures[-1][0].set_running_or_notify_cancel()


def test_closing_the_tab_stops_them(running, document, tools, futures):
    running.run(("without-credentials",), frozenset())
    tools.tabs.close(document)
    assert futures[-1][0].cancelled()


def test_nothing_is_run_twice_at_once_nor_without_a_list(running, futures, document):
    running.run((), frozenset())
    assert not futures
    running.run(("without-credentials",), frozenset())
    running.run(("garbage-credentials",), frozenset())
    assert len(futures) == 1


def test_a_mistake_is_told_and_ends_the_run(running, futures, qtbot):
    with qtbot.captureExceptions() as raised:
        running.run(("fails",), frozenset())
        with qtbot.waitSignal(running.ended):
            finish(futures)
    assert "made a mistake" in running.tried.stopped
    assert [str(error) for _kind, error, _trace in raised] == ["no"]


def test_what_was_sent_is_kept_where_the_settings_say_so(running, futures, tools, qtbot):
    def ids():
        return {row.id for row in tools.history._get().page(read_filter("")).result(60)}

    tools.settings.set("history.keep", False)
    running.run(("without-credentials",), frozenset())
    finish(futures)
    qtbot.waitUntil(lambda: running.ready)
    assert not tools.history.opened
    tools.settings.set("history.keep", True)
    running.run(("without-credentials",), frozenset())
    finish(futures)
    tried = {f"x-{outcome.plan.id}" for outcome in trials.OUTCOMES[:2]}
    qtbot.waitUntil(lambda: ids() == tried)
    qtbot.waitUntil(lambda: running.ready)


# ---------------- A run goes on without the page that began it
class RunBench:
    """Stands for the workbench: the same plans, and one result."""

    def experiments(self, _answer, _scope):
        return trials.PLANS

    async def experiment(self, answer, _ids, _scope, _consent, report):
        report(trials.OUTCOMES[0])
        trial = Trial(outcomes=trials.OUTCOMES[:1], requests=1)
        return msgspec.structs.replace(answer, trial=trial)


@pytest.fixture
def held():
    return []


@pytest.fixture
def tools_experiment_run(panel_tools, held):
    yield from held_tools(panel_tools, RunBench(), held)


@pytest.fixture
def document_experiment_run():
    refused = columns()[0]
    made = RequestDocument(refused.request)
    made.attempts.add(refused.answer)
    return made


def _begun(document_experiment_run, tools_experiment_run):
    """Begin a run and take its page away."""
    page = QWidget()
    Experimenting(document_experiment_run, tools_experiment_run, page).run(
        ("without-credentials",), frozenset()
    )
    shiboken6.delete(page)
    return document_experiment_run.attempts.experiments


def test_its_results_are_kept(document_experiment_run, tools_experiment_run, held, qtbot):
    kept = _begun(document_experiment_run, tools_experiment_run)
    finish(held)
    qtbot.waitUntil(lambda: kept.job is None)
    assert kept.of(document_experiment_run.attempts.current).requests == 1
    assert document_experiment_run.attempts.current.trial.requests == 1


def test_the_next_page_can_stop_it(document_experiment_run, tools_experiment_run, held, qtbot):
    kept = _begun(document_experiment_run, tools_experiment_run)
    page = QWidget()
    qtbot.addWidget(page)
    second = Experimenting(document_experiment_run, tools_experiment_run, page)
    assert not second.ready
    second.stop()
    assert held[-1][0].cancelled()
    qtbot.waitUntil(lambda: kept.job is None)
    assert kept.of(document_experiment_run.attempts.current).stopped == "You stopped it."
    assert second.ready


# ---------------- Which other credentials are known for a host
MINE = Bearer(token=SecretRef("mine"))
OTHER = Bearer(token=SecretRef("other"))
LOGIN = Basic(user="ada", password=SecretRef("ada"))


@pytest.fixture
def document_saved_credentials(panel_tools):
    environment = Environment(name="Staging", values={"api": "http://api.example.com"})
    panel_tools.environments.replace((environment,))
    panel_tools.environments.choose("Staging")
    made = RequestDocument(Request(url="{{api}}/v1/orders", credential=MINE))
    panel_tools.tabs.open(made)
    return made


def test_those_of_the_same_host_are_found_by_their_names(document_saved_credentials, panel_tools):
    panel_tools.tabs.open(
        RequestDocument(Request(name="Admin", url="http://API.example.com/x", credential=OTHER))
    )
    panel_tools.environments.serve((Request(url="api.example.com/me?key=1", credential=LOGIN),))
    found = saved_credentials(document_saved_credentials, panel_tools)
    assert [(one.name, one.credential) for one in found] == [
        ("Admin", OTHER),
        ("api.example.com/me", LOGIN),
    ]
    assert {one.host for one in found} == {"http://api.example.com"}


@pytest.mark.parametrize(
    ("url", "credential"),
    [
        ("http://elsewhere.example.com/", OTHER),
        ("http://api.example.com/", MINE),
        ("http://api.example.com/", NoCredential()),
        ("", OTHER),
    ],
)
def test_other_hosts_the_same_credential_and_none_are_left_out(
    document_saved_credentials, panel_tools, url, credential
):
    panel_tools.environments.serve((Request(url=url, credential=credential),))
    assert saved_credentials(document_saved_credentials, panel_tools) == ()


def test_each_credential_is_listed_once(document_saved_credentials, panel_tools):
    twice = [Request(url=f"{{{{api}}}}/{name}", credential=OTHER) for name in "ab"]
    panel_tools.environments.serve(tuple(twice))
    assert len(saved_credentials(document_saved_credentials, panel_tools)) == 1


def test_without_an_address_nothing_is_known(panel_tools):
    blank = RequestDocument(Request())
    panel_tools.environments.serve((Request(credential=OTHER),))
    assert saved_credentials(blank, panel_tools) == ()


# ---------------- The answer after a fix says what came of it; the one after that does not
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
def follow_ups_document(panel_tools):
    made = panel_tools.tabs.open(RequestDocument(BEFORE))
    made.attempts.add(answered(BEFORE, FIX))
    return made


def test_only_the_next_answer_follows_the_fix(follow_ups, follow_ups_document):
    follow_ups.expect(follow_ups_document, FIX, BEFORE)
    assert follow_ups.judged(follow_ups_document, answered(AFTER)).aftermath.fix == FIX
    assert follow_ups.judged(follow_ups_document, answered(AFTER)).aftermath is None


def test_what_was_to_be_typed_and_was_not_does_not_count(follow_ups, follow_ups_document):
    follow_ups.expect(follow_ups_document, FIX, BEFORE, typed=True)
    assert follow_ups.judged(follow_ups_document, answered(BEFORE)).aftermath is None
    follow_ups.expect(follow_ups_document, FIX, BEFORE, typed=True)
    assert follow_ups.judged(follow_ups_document, answered(AFTER)).aftermath is not None


def test_a_variable_changes_no_request(follow_ups, follow_ups_document):
    change = Change(field=Field("environment", "token"), ask=True)
    fix = Fix(id="v", title="Give token a value", changes=(change,))
    follow_ups.expect(follow_ups_document, fix, BEFORE, typed=True)
    assert follow_ups.judged(follow_ups_document, answered(BEFORE)).aftermath is not None


def test_fixes_that_lack_something_go_last(follow_ups, follow_ups_document):
    answer = follow_ups.judged(follow_ups_document, answered(BEFORE, FETCH, FIX))
    assert answer.verdict.findings[0].fixes == (FIX, FETCH)


def test_undo_walks_back_to_the_request_before(follow_ups, follow_ups_document):
    assert not follow_ups.can_undo(follow_ups_document)
    follow_ups.expect(follow_ups_document, FIX, BEFORE)
    follow_ups_document.current.replace(AFTER, "Use y")
    follow_ups_document.current.replace(Request(url="http://z"), "Type")
    assert follow_ups.can_undo(follow_ups_document)
    follow_ups.undo(follow_ups_document)
    assert follow_ups_document.current.value == BEFORE
    assert not follow_ups.can_undo(follow_ups_document)


def test_a_closed_tab_is_forgotten(follow_ups, follow_ups_document, panel_tools):
    follow_ups.expect(follow_ups_document, FIX, BEFORE)
    panel_tools.tabs.close(follow_ups_document)
    assert follow_ups.judged(follow_ups_document, answered(AFTER)).aftermath is None


# ---------------- What is known beside a tab: its renewal, other tabs, the saved requests
def form(url, name):
    return Request(method="POST", url=url, body=FormBody(fields=(FormField(name, "x"),)))


TOKEN = form("http://h/token", "grant_type")
KNOWN_REQUESTS_LOGIN = form("http://h/login", "password")


@pytest.fixture
def known_requests_document(panel_tools):
    return panel_tools.tabs.open(RequestDocument(Request(url="http://h/orders")))


def test_saved_requests_and_other_tabs(panel_tools, known_requests_document):
    panel_tools.environments.serve((TOKEN,))
    panel_tools.tabs.open(RequestDocument(KNOWN_REQUESTS_LOGIN))
    known = known_beside(known_requests_document, panel_tools)
    assert (known.token_request, known.login_request) == (TOKEN, KNOWN_REQUESTS_LOGIN)


def test_its_own_renewal_comes_first(panel_tools, known_requests_document):
    panel_tools.environments.serve((TOKEN,))
    known_requests_document.renewal = Request(method="POST", url="http://h/fresh")
    assert (
        known_beside(known_requests_document, panel_tools).token_request
        == known_requests_document.renewal
    )


def test_the_exchanges_of_the_answer_that_is_shown(panel_tools, known_requests_document):
    exchange = Exchange(request=Message(method="GET", url="http://h/orders"))
    known_requests_document.attempts.add(Answer(attempt=Attempt(exchanges=(exchange,))))
    assert known_beside(known_requests_document, panel_tools).exchanges == (exchange,)


def test_only_what_is_saved_counts_as_saved(panel_tools, known_requests_document):
    saved = Request(name="List", url="http://h/list", credential=Basic(user="ada"))
    in_a_tab = Request(name="Tab", url="http://h/tab", credential=Basic(user="bob"))
    panel_tools.environments.serve((saved,))
    panel_tools.tabs.open(RequestDocument(in_a_tab))
    known = known_beside(known_requests_document, panel_tools).saved
    assert [(one.name, one.credential) for one in known] == [("List", Basic(user="ada"))]
