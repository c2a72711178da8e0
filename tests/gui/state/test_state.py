"""Commands: who carries them out, depending on what is shown."""

import gc
import weakref

import msgspec
import pytest
import shiboken6
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.screens.screen import Command
from inspector.gui.state.actions import Actions, Offer
from inspector.gui.state.attempts import ANSWERS_KEPT, Attempts
from inspector.gui.state.choices import Choice, Choices
from inspector.gui.state.current_request import STEPS_KEPT, CurrentRequest
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.environments import EnvironmentEdit, Environments, Resolved
from inspector.gui.state.experiments import KEPT, Experiments
from inspector.gui.state.history import LogPace
from inspector.gui.state.lab import Lab
from inspector.gui.state.open_tabs import OpenTabs
from inspector.logs.parts import Take
from inspector.model.attempt import Attempt
from inspector.model.collection import Environment
from inspector.model.exchange import Exchange
from inspector.model.experiment import Trial
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.presentation.exchange.held_marks import SentWith
from inspector.presentation.exchange.pins import FieldMark
from inspector.presentation.experiments.tried import Tried
from inspector.workbench.answer import Answer
from tests.gui import trial_samples as trials

COMMANDS = (Command("send", "Send", "request", ("Ctrl+Return",), ("Meta+Return",)),)


@pytest.fixture
def actions(qapp):
    return Actions(COMMANDS)


def test_nobody_can_do_it_at_first(actions):
    assert not actions.action("send").isEnabled()
    assert not actions.run("send")
    assert not actions.can_run("send")


def test_commands_that_nobody_has_any_more_are_gone(qapp):
    left = weakref.ref(Actions(COMMANDS))
    gc.collect()
    assert left() is None


def test_tabs_that_nobody_has_any_more_are_gone(qapp):
    tabs = OpenTabs()
    tabs.show_start()
    left = weakref.ref(tabs)
    del tabs
    gc.collect()
    assert left() is None


def test_a_provider_gets_the_argument(actions, qtbot):
    got = []
    actions.provide("send", got.append)
    with qtbot.waitSignal(actions.ran):
        actions.run("send", "this")
    actions.action("send").trigger()
    assert got == ["this", None]


def test_the_page_that_is_shown_carries_it_out(actions, qtbot):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    pages, got = [QWidget(), QWidget()], []
    for number, page in enumerate(pages):
        stack.addWidget(page)
        actions.provide("send", lambda _, number=number: got.append(number), page)
    actions.run("send")
    stack.setCurrentIndex(1)
    actions.run("send")
    assert got == [0, 1]


def test_a_condition_disables_it(actions):
    ready = []
    actions.provide("send", lambda _: None, when=lambda: bool(ready))
    assert not actions.can_run("send")
    ready.append(1)
    actions.refresh()
    assert actions.action("send").isEnabled()


def test_a_deleted_page_is_forgotten(actions):
    page = QWidget()
    actions.provide("send", lambda _: None, page)
    shiboken6.delete(page)
    assert not actions.can_run("send")


def test_macos_has_keys_of_its_own(qapp):
    made = Actions(COMMANDS, mac=True)
    assert made.action("send").shortcut().toString() == "Meta+Return"


def test_offers_are_asked_for_each_time(actions):
    names = ["one"]
    actions.offer(lambda: [Offer(name, name, "saved", lambda: None) for name in names])
    names.append("two")
    assert [each.id for each in actions.offers()] == ["one", "two"]


# ---------------- The answers of a tab: order, the one shown, and the send under way
def answer(name):
    return Answer(attempt=Attempt(id=name))


@pytest.fixture
def attempts(qapp):
    return Attempts()


def test_a_new_answer_is_shown(attempts, qtbot):
    with qtbot.waitSignals([attempts.added, attempts.selected]):
        attempts.add(answer("one"))
    assert attempts.current.attempt.id == "one"


def test_older_and_newer_stop_at_the_ends(attempts):
    for name in ("one", "two"):
        attempts.add(answer(name))
    assert not attempts.can_go_newer
    attempts.newer()
    attempts.older()
    attempts.older()
    assert attempts.current.attempt.id == "one"
    assert not attempts.can_go_older
    assert attempts.can_go_newer


def test_only_the_last_answers_are_kept(attempts):
    for number in range(ANSWERS_KEPT + 2):
        attempts.add(answer(str(number)))
    assert len(attempts.answers) == ANSWERS_KEPT
    assert attempts.answers[0].attempt.id == "2"


def test_a_send_starts_progresses_and_ends(attempts):
    told = []
    attempts.started.connect(lambda: told.append("started"))
    attempts.progressed.connect(told.append)
    attempts.ended.connect(lambda reason: told.append(("ended", reason)))
    attempts.progress(("too early",))
    attempts.start()
    attempts.progress(("connect",))
    attempts.end("Stopped.")
    attempts.end("twice")
    assert told == ["started", ("connect",), ("ended", "Stopped.")]


def test_an_answer_ends_the_send(attempts):
    attempts.start()
    attempts.add(answer("one"))
    assert not attempts.running


def test_without_answers_nothing_is_shown(attempts):
    attempts.older()
    assert attempts.current is None
    assert attempts.index == -1


def test_an_answer_is_replaced_in_its_place(attempts, qtbot):
    for name in ("one", "two"):
        attempts.add(answer(name))
    better = Answer(attempt=Attempt(id="one", environment="Live"))
    with qtbot.assertNotEmitted(attempts.selected):
        attempts.replace(better)
    attempts.older()
    assert attempts.current is better
    again = answer("one")
    with qtbot.waitSignal(attempts.selected), qtbot.assertNotEmitted(attempts.added):
        attempts.replace(again)
    assert attempts.answers[0] is again


# ---------------- The choices: hidden secrets are never kept, presentation mode hides
def test_a_change_is_told_once(qapp):
    choices, told = Choices(), []
    choices.changed.connect(told.append)
    choices.change(notes_on=False)
    choices.change(notes_on=False)
    assert told == [Choice(notes_on=False)]


def test_presentation_hides_secrets_and_forbids_revealing(qapp):
    choices = Choices()
    choices.change(secrets_hidden=False)
    assert choices.may_reveal
    choices.change(presentation=True)
    assert choices.value.secrets_hidden
    assert not choices.may_reveal
    choices.toggle("secrets_hidden")
    assert choices.value.secrets_hidden


def test_a_reveal_does_not_survive_a_restart(qapp):
    choices = Choices()
    choices.change(secrets_hidden=False, sidebar=False)
    kept = choices.to_keep()
    assert "secrets_hidden" not in kept
    again = Choices()
    again.restore({**kept, "secrets_hidden": False, "unknown": True, "compact": "yes"})
    assert again.value == Choice(sidebar=False)


# ---------------- The request of a tab: one undo stack for everything
class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def current(qapp, clock):
    return CurrentRequest(Request(url="a"), clock)


def with_url(url):
    return Request(url=url)


def test_replacing_tells_the_value(current, qtbot):
    with qtbot.waitSignal(current.changed) as caught:
        current.replace(with_url("b"), "Change the URL")
    assert caught.args == [with_url("b")]
    assert current.undo_label == "Change the URL"


def test_the_same_value_is_no_step(current):
    current.replace(with_url("a"), "Change the URL")
    assert not current.can_undo


def test_undo_gives_the_very_same_request_back(current):
    before = current.value
    current.replace(with_url("b"), "one")
    current.replace(msgspec.structs.replace(current.value, method="POST"), "two")
    current.undo()
    current.undo()
    assert current.value is before
    current.redo()
    current.redo()
    assert (current.value.url, current.value.method) == ("b", "POST")


def test_quick_typing_is_one_step(current, clock):
    for text in ("b", "bc", "bcd"):
        clock.now += 0.3
        current.replace(with_url(text), "Change the URL", "url")
    current.undo()
    assert current.value.url == "a"


def test_what_comes_slowly_can_be_one_step(current, clock):
    for text in ("ab", "abc"):
        clock.now += 60
        current.replace(Request(url=text), "Fill in", "fill", lasting=True)
    current.undo()
    assert current.value.url == "a"
    assert not current.can_undo


def test_a_pause_begins_a_new_step(current, clock):
    current.replace(with_url("b"), "Change the URL", "url")
    clock.now += 2
    current.replace(with_url("bc"), "Change the URL", "url")
    current.undo()
    assert current.value.url == "b"


def test_other_fields_and_fixes_are_steps_of_their_own(current):
    current.replace(with_url("b"), "Change the URL", "url")
    current.replace(with_url("c"), "Change the name", "name")
    current.replace(with_url("d"), "Switch to Digest")
    current.replace(with_url("e"), "Switch to Digest")
    for wanted in ("d", "c", "b", "a"):
        current.undo()
        assert current.value.url == wanted


def test_typing_after_an_undo_is_a_new_step(current):
    current.replace(with_url("b"), "Change the URL", "url")
    current.replace(with_url("c"), "fix")
    current.undo()
    current.replace(with_url("bd"), "Change the URL", "url")
    assert not current.can_redo
    current.undo()
    assert current.value.url == "b"


def test_very_old_steps_are_forgotten(current):
    for number in range(STEPS_KEPT + 10):
        current.replace(with_url(str(number)), "step")
    for _ in range(STEPS_KEPT + 10):
        current.undo()
    assert current.value.url == "9"
    assert not current.can_undo


def test_marks_and_focus_are_told(current, qtbot):
    marks = (FieldMark("url", 1, "This host does not know the key."),)
    with qtbot.waitSignal(current.marked):
        current.mark(marks)
    assert current.marks == marks
    with qtbot.waitSignal(current.focus_wanted) as caught:
        current.focus("credential.password")
    assert caught.args == ["credential.password"]


def test_a_mark_goes_with_what_was_sent_and_comes_back_with_it(current, qtbot):
    sent = with_url("https://api.example.com/v1")
    current.replace(sent, "Type the URL")
    mark = FieldMark("url", 1, "This host does not know the key.")
    current.mark((mark,), SentWith(sent, 1, lambda _ref: None))
    assert current.marks == (mark,)
    with qtbot.waitSignal(current.marked):
        current.replace(with_url("https://api.example.com/v2"), "Type the URL")
    assert [(one.pin, one.text) for one in current.marks] == [
        (0, "Attempt 1 was sent with another address")
    ]
    current.undo()
    assert current.marks == (mark,)


# ---------------- Documents: what their tabs show, and that titles hold no secret
@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://api.example.com/v1/orders?key=hush-hush", "orders"),
        ("https://user:hush@api.example.com/", "api.example.com"),
        ("https://user:hush@api.example.com", "api.example.com"),
        ("https://h/a#token=hush", "a"),
        ("", "New request"),
    ],
)
def test_a_title_never_shows_query_or_user(qapp, url, title):
    assert RequestDocument(Request(url=url)).title == title


def test_the_name_comes_first(qapp):
    assert RequestDocument(Request(name="List orders", url="http://x/y")).title == "List orders"


def test_an_edit_keeps_a_preview(qapp, qtbot):
    document = RequestDocument(Request(url="a"))
    document.set_preview(True)
    with qtbot.waitSignal(document.changed):
        document.current.replace(Request(url="b"), "Change the URL")
    assert not document.preview


def test_modified_means_other_than_the_file(qapp):
    document = RequestDocument(Request(url="a"))
    assert not document.modified
    document.mark_saved(document.current.value, "orders/list")
    document.current.replace(Request(url="b"), "Change the URL")
    assert document.modified
    document.current.undo()
    assert not document.modified


def test_the_status_is_that_of_the_last_reply(qapp):
    document = RequestDocument(Request(url="a"))
    assert document.status is None
    exchange = Exchange(request=Message(method="GET", url="a"), reply=Reply(status=401))
    document.attempts.add(Answer(attempt=Attempt(exchanges=(exchange,))))
    assert document.status == 401


def test_screens_open_once_and_texts_each_time(qapp):
    assert Document("settings", "Settings").key == Document("settings", "Settings").key
    assert Document("token", "Token").key != Document("token", "Token").key


def test_a_notice_is_told(qapp, qtbot):
    document = RequestDocument()
    with qtbot.waitSignal(document.changed):
        document.set_notice("Practice server on this computer.")
    assert document.notice.startswith("Practice")


# ---------------- Environments: the one in use wins over the collection
KEY = SecretRef("keyring", "key")


@pytest.fixture
def environments(qapp):
    made = Environments()
    made.share({"api": "https://shared", "only": "here"})
    made.replace((Environment(name="Staging", values={"api": "https://staging", "key": KEY}),))
    return made


def test_without_an_environment_the_collection_counts(environments):
    assert environments.active is None
    assert environments.resolve("api") == Resolved("https://shared", "the collection")
    assert environments.resolve("key") is None


def test_the_environment_wins(environments, qtbot):
    with qtbot.waitSignal(environments.changed):
        environments.choose("Staging")
    assert environments.resolve("api") == Resolved("https://staging", "Staging")
    assert environments.values() == {"api": "https://staging", "only": "here", "key": KEY}


def test_an_environment_that_is_gone_is_not_in_use(environments):
    environments.choose("Staging")
    environments.replace(())
    assert environments.active_name == ""


def test_equal_values_are_no_change(environments):
    told = []
    environments.changed.connect(lambda: told.append(1))
    environments.choose("")
    environments.share(dict(environments.shared))
    environments.replace(environments.all)
    assert told == []


def test_the_scope_holds_plain_and_secret_variables(environments):
    environments.choose("Staging")
    scope = environments.scope()
    assert scope.variables == {"api": "https://staging", "only": "here"}
    assert scope.secret_variables == {"key": KEY}
    assert scope.environment == "Staging"


def test_edits_are_told_apart_from_what_is_read(qtbot, environments):
    told = []
    environments.edited.connect(told.append)
    environments.replace((Environment(name="a"),))
    assert not told
    environments.choose("a")
    environments.put(Environment(name="b"), before="a")
    environments.put(Environment(name="c"))
    environments.remove("b")
    assert told == [
        EnvironmentEdit("a", Environment(name="b")),
        EnvironmentEdit("", Environment(name="c")),
        EnvironmentEdit("b", None),
    ]
    assert [each.name for each in environments.all] == ["c"]
    assert environments.active_name == ""


def test_a_renamed_environment_stays_in_use(environments):
    environments.replace((Environment(name="a"),))
    environments.choose("a")
    environments.put(Environment(name="b"), before="a")
    assert environments.active_name == "b"


def test_edited_shared_values_are_told(qtbot, environments):
    with qtbot.waitSignal(environments.shared_edited) as told:
        environments.edit_shared({"api": "x"})
    assert told.args == [{"api": "x"}]
    assert environments.shared == {"api": "x"}


def test_the_saved_requests_are_known(qtbot, environments):
    with qtbot.waitSignal(environments.changed):
        environments.serve((Request(url="{{api}}"),))
    assert environments.requests == (Request(url="{{api}}"),)
    with qtbot.assertNotEmitted(environments.changed):
        environments.serve(environments.requests)


# ---------------- The owner of what was tried
@pytest.fixture
def kept(qapp):
    made = Experiments()
    made.offer("a", trials.PLANS)
    return made


def _answer(name="a", **more):
    return Answer(attempt=Attempt(id=name), **more)


def test_what_can_be_run_is_told_from_what_asks_and_what_cannot(kept):
    tried = kept.of(_answer())
    assert [plan.id for plan in tried.safe] == [
        "without-credentials",
        "garbage-credentials",
        "signature-altered",
        "final-address",
    ]
    assert {plan.id for plan in tried.open} - {plan.id for plan in tried.safe} == {
        "fresh-token",
        "other-scheme",
    }


def test_a_result_ends_the_waiting_of_its_experiment(kept, qtbot):
    kept.begin("a", ("without-credentials", "garbage-credentials"))
    with qtbot.waitSignal(kept.changed) as changed:
        kept.add("a", trials.OUTCOMES[0])
    assert changed.args == ["a"]
    tried = kept.of(_answer())
    assert tried.waiting == ("garbage-credentials",)
    assert set(tried.done) == {"without-credentials"}


def test_new_plans_keep_the_order_that_is_shown(kept):
    kept.offer("a", tuple(reversed(trials.PLANS)))
    assert kept.of(_answer()).plans == trials.PLANS


def test_the_answer_has_the_last_word(kept):
    kept.begin("a", ("without-credentials",))
    trial = Trial(outcomes=trials.OUTCOMES, ladder=trials.LADDER, requests=4, stopped="Enough.")
    kept.take(_answer(trial=trial))
    tried = kept.of(_answer())
    assert (tried.ladder, tried.requests, tried.stopped) == (trials.LADDER, 4, "Enough.")
    assert not tried.waiting


def test_a_stopped_run_keeps_what_came(kept):
    kept.begin("a", ("without-credentials", "garbage-credentials"))
    kept.add("a", trials.OUTCOMES[0])
    kept.end("a", "You stopped it.")
    tried = kept.of(_answer())
    assert tried.stopped == "You stopped it."
    assert not tried.waiting
    assert set(tried.done) == {"without-credentials"}


def test_a_result_of_no_known_plan_is_listed_at_the_end():
    tried = Tried(plans=trials.PLANS[:1], outcomes=trials.OUTCOMES[:2])
    assert [plan.id for plan in tried.all_plans] == ["without-credentials", "garbage-credentials"]
    assert tried.number("garbage-credentials") == 2
    assert tried.number("preflight") == 0
    assert tried.plan("preflight") is None


def test_the_oldest_attempts_are_forgotten(kept):
    for number in range(KEPT + 1):
        kept.offer(str(number), trials.PLANS)
    assert kept.of(_answer("a")) == Tried()
    assert kept.of(_answer(str(KEPT))).plans == trials.PLANS
    assert kept.of(None) == Tried()


# ---------------- The practice server as the window knows it
@pytest.fixture
def lab(panel_tools):
    made = Lab(panel_tools.background)
    yield made
    made.close()


def test_it_starts_once_and_stops(lab, qtbot):
    first, second = lab.start(), lab.start()
    assert first is second
    with qtbot.waitSignal(lab.changed):
        pass
    assert lab.address.startswith("http://127.0.0.1:")
    server = lab.server
    with qtbot.waitSignal(lab.start().succeeded) as caught:
        pass
    assert caught.args == [server]
    with qtbot.waitSignal(lab.changed):
        lab.stop()
    assert lab.address == ""


def test_a_port_in_use_is_told(lab, panel_tools, qtbot):
    with qtbot.waitSignal(lab.start().succeeded):
        pass
    port = int(lab.address.rpartition(":")[2])
    other = Lab(panel_tools.background)
    with qtbot.waitSignal(other.start(port).failed) as caught:
        pass
    assert str(port) in caught.args[0].problem.where


# ---------------- Reading is the first half, writing the second; either can be stopped
@pytest.fixture
def told(qapp):
    job, shares = Job(), []
    job.report = shares.append
    pace = LogPace(Take(names=("x.log",)), size=200)
    pace.lines = 10
    pace.follow(job)
    yield pace, shares
    pace.stop()


def test_both_halves_make_the_whole(told):
    pace, shares = told
    pace.read(100)
    assert pace.kept(5)
    assert pace.kept(10)
    assert shares == [0.25, 0.75, 1.0]


def test_stopped_it_writes_no_further_portion(told):
    pace, _ = told
    pace.stop()
    assert not pace.kept(5)


def test_an_empty_log_is_no_division(qapp):
    pace = LogPace(Take(names=()), size=0)
    pace.read(0)
    assert pace.kept(0)


# ---------------- The open tabs: previews, reopening, and Start where nothing else is
@pytest.fixture
def tabs(qapp):
    made = OpenTabs()
    made.show_start()
    return made


def titles(tabs):
    return [each.title for each in tabs.documents]


def request(name):
    return RequestDocument(Request(name=name))


def test_start_leaves_when_something_opens(tabs):
    tabs.open(request("one"))
    assert titles(tabs) == ["one"]
    assert tabs.active_request.title == "one"


def test_the_last_tab_closes_to_start(tabs):
    tabs.open(request("one"))
    tabs.close(tabs.active)
    assert titles(tabs) == ["Start"]
    assert tabs.active_request is None


def test_a_preview_is_replaced_by_the_next(tabs):
    tabs.open(request("kept"))
    tabs.open_request(Request(name="a"), "a", preview=True)
    tabs.open_request(Request(name="b"), "b", preview=True)
    assert titles(tabs) == ["kept", "b"]


def test_a_saved_request_opens_once(tabs):
    first = tabs.open_request(Request(name="a"), "orders/a")
    tabs.open(request("other"))
    assert tabs.open_request(Request(name="a"), "orders/a") is first
    assert tabs.active is first


def test_a_tab_can_open_behind_the_others(tabs):
    first = tabs.open(request("one"))
    tabs.open(request("two"), activate=False)
    assert tabs.active is first


def test_a_screen_opens_once(tabs):
    first = tabs.open(Document("settings", "Settings"))
    assert tabs.open(Document("settings", "Settings")) is first


def test_closing_activates_the_neighbour(tabs):
    for name in ("one", "two", "three"):
        tabs.open(request(name))
    tabs.activate_index(1)
    tabs.close(tabs.active)
    assert tabs.active.title == "three"


def test_reopening_brings_the_same_document_to_its_place(tabs):
    documents = [tabs.open(request(name)) for name in ("one", "two", "three")]
    assert not tabs.can_reopen
    tabs.close(documents[0])
    assert tabs.can_reopen
    tabs.reopen()
    assert tabs.documents == tuple(documents)
    assert tabs.active is documents[0]


def test_stepping_goes_round(tabs):
    for name in ("one", "two"):
        tabs.open(request(name))
    tabs.step(1)
    assert tabs.active.title == "one"
    tabs.step(-1)
    assert tabs.active.title == "two"


def test_moving_is_told(tabs, qtbot):
    for name in ("one", "two"):
        tabs.open(request(name))
    with qtbot.waitSignal(tabs.moved) as caught:
        tabs.move(0, 1)
    assert caught.args == [0, 1]
    assert titles(tabs) == ["two", "one"]


def test_changes_of_open_documents_are_told_and_of_closed_ones_not(tabs):
    document = tabs.open(request("one"))
    told = []
    tabs.changed.connect(told.append)
    document.set_notice("x")
    tabs.close(document)
    document.set_notice("y")
    assert told == [document]
