"""Waits grow, obey Retry-After, end in time, and can be stopped; no test sleeps."""

import asyncio
import threading
from concurrent.futures import CancelledError

import pytest

from inspector.compose.scope import Scope
from inspector.model.request import Request
from inspector.workbench.applying import retrying
from inspector.workbench.applying.retrying import Clock, may_try_again, told_by, wait_of
from tests.fixtures.scripted import reply


class Time:
    """A clock that runs as fast as it is asked."""

    def __init__(self, spread=0.0):
        self.slept = []
        self.clock = Clock(self.sleep, lambda _low, high: high * spread)

    async def sleep(self, seconds):
        self.slept.append(seconds)
        await asyncio.sleep(0)


DOWN = b'{"error_description": "Could not reach the identity provider: it timed out"}'
BUSY = reply("503 Service Unavailable", "Retry-After: 3", body=DOWN)
TOO_MANY = reply("429 Too Many Requests", body=b"Too many requests")
BUSY_UNTOLD = reply("503 Service Unavailable", body=DOWN)
LATER = reply(
    "503 Service Unavailable",
    "Date: Wed, 15 Nov 2023 00:00:00 GMT",
    "Retry-After: Wed, 15 Nov 2023 00:00:07 GMT",
    body=DOWN,
)
FINE = reply("200 OK")


def run(bench, server, time):
    before = bench.submit(bench.send(Request(url=server.url), Scope())).result(60)
    told = []
    job = bench.submit(bench.retry(before, Scope(), told.append, time.clock))
    return job.result(60), told


def statuses(answers):
    return [answer.attempt.exchanges[-1].reply.status for answer in answers]


def test_calls_that_are_too_many_are_waited_for_with_growing_waits(bench, scripted):
    time = Time()
    answers, _ = run(bench, scripted([TOO_MANY, TOO_MANY, TOO_MANY, FINE]), time)
    assert statuses(answers) == [429, 429, 200]
    assert sum(time.slept) == 2 + 4 + 8


def test_the_wait_is_as_long_as_the_server_asks(bench, scripted):
    time = Time()
    answers, told = run(bench, scripted([BUSY, FINE]), time)
    assert statuses(answers) == [200]
    assert sum(time.slept) == 3
    assert [(wait.seconds, wait.number, wait.of) for wait in told] == [
        (3, 1, 5),
        (2, 1, 5),
        (1, 1, 5),
    ]
    assert answers[0].attempt.origin == "retry"


def test_a_date_is_a_wait_too(bench, scripted):
    time = Time()
    run(bench, scripted([LATER, FINE]), time)
    assert sum(time.slept) == 7


def test_waits_grow_and_end(bench, scripted):
    time, server = Time(), scripted([BUSY_UNTOLD])
    answers, told = run(bench, server, time)
    assert statuses(answers) == [503] * retrying.TRIES
    assert len(server.requests) == 1 + retrying.TRIES
    assert sum(time.slept) == 2 + 4 + 8 + 16 + 32
    assert told[-1].number == retrying.TRIES


def test_another_refusal_ends_it(bench, scripted):
    locked = reply("401 No", body=b'{"message": "The account is locked"}')
    server = scripted([BUSY, locked, FINE])
    answers, _ = run(bench, server, Time())
    assert statuses(answers) == [401]
    assert not may_try_again(answers[-1])


def test_who_asks_for_hours_is_not_waited_for(bench, scripted):
    time, server = Time(), scripted([reply("503 No", "Retry-After: 86400", body=DOWN)])
    assert run(bench, server, time)[0] == ()
    assert time.slept == []
    assert len(server.requests) == 1


def test_a_wait_can_be_stopped(bench, scripted):
    server = scripted([BUSY])
    before = bench.submit(bench.send(Request(url=server.url), Scope())).result(60)

    async def forever(_seconds):
        await asyncio.Event().wait()

    waits = threading.Event()
    job = bench.submit(bench.retry(before, Scope(), lambda _: waits.set(), Clock(forever)))
    assert waits.wait(60)
    job.cancel()
    with pytest.raises(CancelledError):
        job.result(60)
    assert job.done()
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("told", "number", "spread", "seconds"),
    [(None, 1, 0, 2), (None, 4, 0, 16), (None, 20, 0, 120), (10, 3, 0, 10), (10, 1, 1, 12.5)],
)
def test_waits(told, number, spread, seconds):
    assert wait_of(told, number, Time(spread).clock) == seconds


def test_chance_never_makes_a_wait_shorter():
    clock = Clock()
    assert all(10 <= wait_of(10, 1, clock) <= 12.5 for _ in range(100))


def test_an_answer_without_findings_names_no_wait(bench, scripted):
    fine = bench.submit(bench.send(Request(url=scripted([FINE]).url), Scope())).result(60)
    assert told_by(fine) is None
    assert not may_try_again(fine)
