"""Calls are done in order on one thread, and what they raise reaches who waits."""

import threading

import pytest

from inspector.record.history import Turns


@pytest.fixture
def turns():
    made = Turns("test-turns")
    yield made
    made.close()


def test_calls_are_done_in_order_on_one_thread(turns):
    done = []
    futures = [
        turns.submit(lambda n=n: done.append((n, threading.current_thread().name)))
        for n in range(20)
    ]
    futures[-1].result(60)
    assert done == [(n, "test-turns") for n in range(20)]


def test_an_error_is_handed_on(turns):
    with pytest.raises(ZeroDivisionError):
        turns.submit(lambda: 1 / 0).result(60)


def test_closing_waits_for_what_is_queued_and_takes_nothing_more(turns):
    first = turns.submit(lambda: "done")
    turns.close()
    assert first.result(0) == "done"
    assert turns.submit(lambda: "late").cancelled()
