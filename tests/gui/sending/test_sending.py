"""Sending: scope, progress, answers, stopping, undo."""

import pytest

from inspector.gui.sending.sending import Sending
from inspector.gui.state.documents import RequestDocument
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Fix
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.workbench.answer import Answer
from tests.gui.held_work import finish, held_tools


class Bench:
    """Stands for the workbench: remembers what was sent."""

    def __init__(self):
        self.sent, self.answers = [], None

    async def send(self, request, scope, report=None, *, origin="user"):
        self.sent.append((request, scope, origin))
        if report is not None:
            report("connecting")
        if request.url == "fails":
            raise ValueError("no")
        exchanges = (self.answers,) if self.answers is not None else ()
        return Answer(attempt=Attempt(request=request, exchanges=exchanges))


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
def sending(tools):
    return Sending(tools)


def opened(tools, url="http://x"):
    return tools.tabs.open(RequestDocument(Request(url=url)))


def test_a_send_progresses_and_answers(sending, tools, bench, futures, qtbot):
    document = opened(tools)
    document.inherit = lambda request: Request(url=request.url + "/inherited")
    news = []
    document.attempts.progressed.connect(news.append)
    assert tools.actions.run("send")
    assert document.attempts.running
    assert not tools.actions.can_run("send")
    with qtbot.waitSignal(sending.answered):
        finish(futures)
    assert news == [("connecting",)]
    assert bench.sent[0][0].url == "http://x/inherited"
    assert document.attempts.current.attempt.request.url == "http://x/inherited"
    qtbot.waitUntil(lambda: tools.actions.can_run("send"))


def test_stopping_is_told(sending, tools, futures, qtbot):
    document = opened(tools)
    tools.actions.run("send")
    with qtbot.waitSignal(document.attempts.ended) as caught:
        tools.actions.run("stop")
    assert caught.args == ["Stopped."]
    assert not document.attempts.running


def test_closing_the_tab_stops_it(sending, tools, futures, qtbot):
    document = opened(tools)
    tools.actions.run("send")
    tools.tabs.close(document)
    assert futures[-1][0].cancelled()


def test_a_mistake_of_the_program_is_told_and_raised(sending, tools, futures, qtbot):
    document = opened(tools, "fails")
    tools.actions.run("send")
    with (
        qtbot.captureExceptions() as caught,
        qtbot.waitSignal(document.attempts.ended) as ended,
    ):
        finish(futures)
    assert "mistake" in ended.args[0]
    assert isinstance(caught[0][1], ValueError)


def test_undo_and_redo_walk_the_active_tab(sending, tools):
    document = opened(tools)
    document.current.replace(Request(url="http://y"), "Change the URL")
    assert tools.actions.action("undo").isEnabled()
    tools.actions.run("undo")
    assert document.current.value.url == "http://x"
    tools.actions.run("redo")
    assert document.current.value.url == "http://y"


def test_without_a_request_nothing_can_be_sent(sending, tools):
    tools.tabs.show_start()
    assert not any(tools.actions.can_run(name) for name in ("send", "stop", "undo", "redo"))
    tools.tabs.open(RequestDocument(kind="reply"))
    assert not tools.actions.can_run("send")


def test_where_a_fix_led_elsewhere_nobody_is_asked_too(sending, tools, bench, futures, qtbot):
    document = opened(tools, "http://there/")
    request = Request(url="http://there/", credential=Bearer(token=SecretRef("memory", "t")))
    fix = Fix(id="x", title="x", promise="a success", asks_nobody=True)
    document.attempts.add(Answer(attempt=Attempt(id="before")))
    sending.follow_ups.expect(document, fix, document.current.value)
    reply = Reply(status=200, reason="OK", body=b"open")
    exchange = Exchange(request=Message(method="GET", url="http://there/"), reply=reply)
    after = Answer(attempt=Attempt(id="after", request=request, exchanges=(exchange,)))
    bench.answers = exchange
    sending.take(document, after)
    assert document.attempts.current.aftermath.result == "solved"
    finish(futures)
    asked, _scope, origin = bench.sent[-1]
    assert (asked.url, asked.credential, origin) == ("http://there/", NoCredential(), "fix")
    qtbot.waitUntil(lambda: document.attempts.current.aftermath.result == "unclear")
    assert document.attempts.current.attempt.id == "after"
