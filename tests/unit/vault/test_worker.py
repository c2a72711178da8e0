"""Calls run one after another, and one that hangs does not hold up its caller."""

import threading

import pytest

from inspector.vault.store import StoreError
from inspector.vault.worker import Worker


@pytest.fixture
def worker():
    made = Worker(limit=0.2)
    yield made
    made.close()


def test_calls_run_in_order_off_the_callers_thread(worker):
    seen = []
    futures = [worker.submit(lambda n=n: seen.append((n, threading.get_ident()))) for n in range(5)]
    for future in futures:
        future.result(60)
    assert [number for number, _ in seen] == [0, 1, 2, 3, 4]
    assert threading.get_ident() not in {thread for _, thread in seen}


def test_an_error_reaches_the_caller(worker):
    with pytest.raises(ZeroDivisionError):
        worker.submit(lambda: 1 / 0).result(60)
    assert worker.submit(lambda: 7).result(60) == 7


def test_a_call_that_hangs_fails_in_time_and_later_calls_at_once(worker):
    answer = threading.Event()
    try:
        with pytest.raises(StoreError) as caught:
            worker.submit(answer.wait).result(60)
        assert caught.value.kind == "busy"
        with pytest.raises(StoreError):
            worker.submit(lambda: 1).result(60)
    finally:
        answer.set()
    for thread in threading.enumerate():
        if thread.name == "vault-call":
            thread.join(60)
    assert worker.submit(lambda: 2).result(60) == 2


def test_a_closed_worker_refuses(worker):
    assert worker.submit(lambda: 1).result(60) == 1
    worker.close()
    with pytest.raises(StoreError):
        worker.submit(lambda: 1).result(60)
    worker.close()


def test_a_cancelled_call_is_not_done(worker):
    go, done = threading.Event(), []
    first = worker.submit(lambda: go.wait(60))
    second = worker.submit(lambda: done.append(1))
    assert second.cancel()
    go.set()
    assert first.result(60)
    worker.submit(lambda: None).result(60)
    assert done == []
