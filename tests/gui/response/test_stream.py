"""A reply that goes on: its events are shown as they arrive, held back, stopped, and stay."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from inspector.gui.response.reply_tabs import BODY, RAW
from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.state.attempts import Attempts
from inspector.gui.widgets.marks import Pill
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.streams.event_stream import EVENT_STREAM, Event
from inspector.workbench.answer import answer
from inspector.workbench.progress import Arrived

AT = 1_764_081_362.118
BODY_BYTES = b"event: order\ndata: 1\n\nevent: order\ndata: 2\n\n"


@pytest.fixture
def attempts(qapp):
    return Attempts()


@pytest.fixture
def pane(qtbot, panel_tools, attempts):
    made = ResponsePane(attempts, panel_tools)
    qtbot.addWidget(made)
    made.resize(796, 460)
    made.show()
    return made


def _arrived(*events, at=AT, size=10, stop=lambda: None, retry=0):
    return Arrived(
        index=0,
        status=200,
        kind=EVENT_STREAM,
        events=events,
        at=at,
        size=size,
        retry=retry,
        stop=stop,
    )


def _live(attempts, *events, **more):
    attempts.start()
    attempts.progress((_arrived(size=0), _arrived(*events, **more)))


def _pill(pane):
    return pane.findChild(Pill, "status_pill").text


def _rows(pane):
    rows = pane.body.tabs.body.events.rows
    return [rows.text(row) for row in range(len(rows))]


def _ended(body=BODY_BYTES):
    reply = Reply(status=200, body=body, headers=(Header("Content-Type", EVENT_STREAM),))
    exchange = Exchange(request=Message(method="GET", url="http://a.test/events"), reply=reply)
    return answer(Attempt(exchanges=(exchange,)))


def test_events_are_shown_as_they_arrive(pane, attempts):
    _live(attempts, Event("order", '{"id": 1}'), Event("", "still here", is_comment=True))
    assert _pill(pane) == "200 OK, live"
    assert pane.body.tabs.tabs.currentIndex() == BODY
    assert not pane.sending.get().isVisible()
    assert [row.partition("  ")[2] for row in _rows(pane)] == [
        'order  {"id": 1}',
        "comment  still here",
    ]
    attempts.progress((_arrived(Event("order", "2")),))
    assert len(_rows(pane)) == 3
    assert pane.body.tabs.body.events.accessibleName() == "Events, live, 3"
    assert not pane.body.tabs.body.events.tools.isHidden()


def test_space_holds_back_what_comes(qtbot, pane, attempts):
    _live(attempts, Event("order", "1"))
    view = pane.body.tabs.body.events
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    attempts.progress((_arrived(Event("order", "2"), Event("order", "3")),))
    pane._tell_stream()
    assert _pill(pane) == "200 OK, paused, 2 waiting"
    assert len(_rows(pane)) == 1
    qtbot.mouseClick(view.tools.pause, Qt.MouseButton.LeftButton)
    assert _pill(pane) == "200 OK, live"
    assert len(_rows(pane)) == 3


def test_stopping_keeps_what_came(pane, attempts):
    stopped = []
    _live(attempts, Event("order", "1"), size=len(BODY_BYTES), stop=lambda: stopped.append(1))
    assert attempts.stop_stream()
    assert stopped == [1]
    attempts.add(_ended())
    assert _pill(pane).startswith("200 OK, stopped after")
    assert not pane.body.tabs.body.events.tools.isVisible()
    assert not attempts.stop_stream()


def test_at_its_end_the_times_stay(pane, attempts):
    _live(attempts, Event("order", "1"), Event("order", "2"), size=len(BODY_BYTES))
    before = _rows(pane)
    attempts.add(_ended())
    assert _pill(pane) == "200 OK, ended by the server after 0 s"
    assert _rows(pane) == before
    pane.body.tabs.body.choose("text")
    assert pane.body.tabs.body.lines.rows.text(0) == "event: order"
    attempts.start()
    attempts.add(_ended(b"data: other\n\n"))
    assert _pill(pane) == "200 OK"
    assert _rows(pane) == ["message  other"]


def test_secrets_in_events_are_masked(pane, attempts, panel_tools):
    token = "tok" + "q" * 45
    _live(attempts, Event("token", '{"access_token": "' + token + '"}'))
    assert "q" * 20 not in "".join(_rows(pane))
    assert "q" * 20 not in pane.body.tabs.body.events.accessibleDescription()


def test_a_text_filters_the_events(qtbot, pane, attempts):
    _live(attempts, Event("order", "1"), Event("stock", "2"))
    field = pane.body.tabs.body.bar.filter
    assert field.placeholderText() == "Event name or text"
    qtbot.keyClicks(field, "stock")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [row.partition("  ")[2] for row in _rows(pane)] == ["stock  2"]


def test_the_newest_stays_in_sight_until_one_scrolls_up(pane, attempts):
    _live(attempts, *(Event(f"e{number}", "x") for number in range(40)))
    bar = pane.body.tabs.body.events.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(3)
    attempts.progress((_arrived(Event("last", "x")),))
    assert bar.value() == 3


def test_other_tabs_can_be_looked_at_meanwhile(pane, attempts):
    _live(attempts, Event("order", "1"))
    pane.body.tabs.tabs.setCurrentIndex(RAW)
    attempts.progress((_arrived(Event("order", "2")),))
    assert pane.body.tabs.tabs.currentIndex() == RAW
    said = [label.text() for label in pane.status.findChildren(QLabel) if label.isVisible()]
    assert "1 event" in said or "2 events" in said
