"""What a stream brought: bounded, bursts folded, held back, filtered."""

import pytest

from inspector.presentation.bodies import event_log
from inspector.presentation.bodies.event_log import (
    MOST,
    EventLog,
    foot_words,
    log_of,
    row_words,
    stream_words,
)
from inspector.protocol.streams.event_stream import EVENT_STREAM, Event
from inspector.protocol.streams.socket_messages import SOCKET


def _log(**more):
    return EventLog(EVENT_STREAM, is_live=True, **more)


def _event(name, data="{}", **more):
    return Event(name, data, **more)


def _shown(log):
    rows = [log.row(row) for row in range(len(log))]
    return [f"{row.event.name} {row.burst or row.event.data}" for row in rows]


def test_events_of_one_name_that_follow_closely_are_one_row():
    log = _log()
    log.add([_event("order", "1")], 100.0, 10)
    for number in range(48):
        log.add([_event("stock", str(number))], 101.0 + number * 0.02, 10)
    log.add([_event("order", "2")], 103.0, 10)
    assert _shown(log) == ["order 1", "stock 48", "order 2"]
    assert log.row(1).fold == "48 like this in 940 ms"
    log.toggle(1)
    assert len(log) == 50
    log.toggle(5)
    assert len(log) == 3


def test_few_or_slow_ones_stay_apart():
    log = _log()
    for number in range(30):
        log.add([_event("tick", str(number))], 100.0 + number, 10)
    assert len(log) == 30


def test_what_comes_while_it_is_paused_waits():
    log = _log()
    log.add([_event("a")], 1.0, 5)
    log.pause(on=True)
    log.add([_event("b"), _event("c")], 2.0, 5)
    assert _shown(log) == ["a {}"]
    assert stream_words(log, 73.0) == (
        "paused, 2 waiting",
        ("open for 1 min 12 s", "3 events", "3 a second"),
    )
    log.pause(on=False)
    assert _shown(log) == ["a {}", "b {}", "c {}"]


@pytest.mark.parametrize(
    ("stopped", "words"),
    [(False, "ended by the server after 12 s"), (True, "stopped after 12 s")],
)
def test_the_end_is_told(stopped, words):
    log = _log()
    log.add([], 100.0, 0)
    log.add([_event("a", id="90145")], 112.0, 4)
    assert stream_words(log, 112.0)[0] == "live"
    log.is_live, log.is_stopped, log.retry = False, stopped, 3000
    assert stream_words(log, 500.0)[0] == words
    assert foot_words(log) == (
        "text/event-stream",
        "last id 90145",
        "asks to come back after 3 s",
    )


def test_only_the_last_ones_are_kept():
    log = _log()
    for number in range(MOST * 2):
        log.add([_event(f"e{number % 3}", str(number))], 1.0 + number, 10)
    assert log.total == MOST * 2
    assert log.kept <= MOST + 2_500
    assert log.row(len(log) - 1).event.data == str(MOST * 2 - 1)
    assert foot_words(log)[-1].startswith("the last ")
    log.pause(on=True)
    log.add([_event("x")] * (MOST * 2), 1.0, 10)
    assert log.waiting == MOST


def test_what_holds_a_text_is_shown_alone():
    log = _log()
    log.add([_event("a", '{"id": 1}'), _event("b", '{"id": 2}')], 1.0, 9)
    log.show_only('ID": 2')
    assert _shown(log) == ['b {"id": 2}']
    log.add([_event("c", '{"id": 23}'), _event("d", "no")], 2.0, 9)
    assert _shown(log) == ['b {"id": 2}', 'c {"id": 23}']
    log.show_only("")
    assert len(log) == 4


def test_a_body_that_is_over_has_its_events_without_times():
    log = log_of(b"data: 1\n\nevent: x\ndata: 2", EVENT_STREAM)
    assert _shown(log) == ["message 1", "x 2"]
    assert log.row(0).time == ""
    assert not log.is_live


def test_messages_of_two_ways_are_never_one_row():
    log = EventLog(SOCKET, is_live=True)
    for number in range(9):
        log.add([Event("", str(number), way="sent"), Event("", "x", way="received")], 1.0, 5)
    assert len(log) == 18
    assert row_words(log.row(0).event) == "sent"
    assert stream_words(log, 2.0)[1][1] == "18 messages"
    assert foot_words(log) == ("WebSocket",)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event("", "00", way="received", is_binary=True), "received, hex"),
        (Event("ping", "", is_comment=True), "ping"),
        (Event("", "1000", way="closed"), "closed"),
        (Event("", "why", way="unsent"), "not sent"),
    ],
)
def test_what_a_message_is_stands_before_it(event, words):
    assert row_words(event) == words


def test_long_messages_leave_room_for_few(monkeypatch):
    monkeypatch.setattr(event_log, "_ROOM", 100)
    log = EventLog(SOCKET, is_live=True)
    for number in range(30):
        log.add([Event("", f"{number:010}", way="received")], float(number), 10)
    assert 7 <= log.kept <= 10
    assert log.row(len(log) - 1).event.data == f"{29:010}"
