"""The tape: bytes with a limit, stages told once, HTTP/1.0 on demand."""

import time

from inspector.send import tape as tapes
from inspector.send.tape import Recorder, Tape


def test_bytes_and_times():
    tape = Tape()
    tape.wrote(b"a", 1.0)
    tape.wrote(b"b", 2.0)
    tape.read(b"", 3.0)
    tape.read(b"c", 4.0)
    assert (bytes(tape.sent), bytes(tape.received)) == (b"ab", b"c")
    assert (tape.first_write, tape.last_write, tape.first_read, tape.last_read) == (1, 2, 4, 4)


def test_there_is_a_limit(monkeypatch):
    monkeypatch.setattr(tapes, "KEPT", 3)
    tape = Tape()
    tape.read(b"abcde", 1.0)
    tape.read(b"f", 1.0)
    tape.wrote(b"abcde", 1.0)
    assert (bytes(tape.received), bytes(tape.sent)) == (b"abc", b"abc")


def test_stages_are_told_when_they_change():
    told = []
    recorder = Recorder()
    recorder.begin(told.append)
    for stage in ("connect", "send", "send", "wait"):
        recorder.enter(stage)
    assert told == ["send", "wait"]


def test_each_stream_has_a_tape_until_the_next_exchange():
    recorder = Recorder()
    first = recorder.tape("a")
    assert recorder.tape("a") is first
    recorder.tape("b")
    assert [stream for stream, _ in recorder.recorded()] == ["a", "b"]
    recorder.begin(lambda _stage: None)
    assert recorder.recorded() == []


def test_time_is_added_up():
    recorder = Recorder()
    recorder.took("connect", time.perf_counter() - 1)
    recorder.took("connect", time.perf_counter() - 1)
    assert 2 <= recorder.spent["connect"] < 3


def test_the_old_version():
    line = b"GET / HTTP/1.1\r\nX: HTTP/1.1\r\n\r\n"
    recorder = Recorder(old_version=True)
    assert recorder.rewritten(line, first=True).startswith(b"GET / HTTP/1.0\r\nX: HTTP/1.1")
    assert recorder.rewritten(line, first=False) == line
    assert Recorder().rewritten(line, first=True) == line
