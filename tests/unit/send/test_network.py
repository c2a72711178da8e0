"""The network thread: results, errors, stopping with a result, ending."""

import asyncio
from concurrent.futures import CancelledError

import pytest

from inspector.send.network import NetworkThread


@pytest.fixture
def network():
    thread = NetworkThread()
    yield thread
    thread.stop()


def test_a_result(network):
    async def work():
        return 42

    assert network.submit(work()).result(60) == 42


def test_an_error(network):
    async def work():
        raise KeyError("x")

    with pytest.raises(KeyError):
        network.submit(work()).result(60)


def test_cancelling_ends_a_coroutine_that_has_nothing_to_say(network):
    running = network.submit(asyncio.Event().wait())
    assert running.cancel()
    with pytest.raises(CancelledError):
        running.result(60)
    assert not running.cancel()


def test_cancelling_lets_a_coroutine_hand_over_what_it_has(network):
    async def work():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "so far"

    running = network.submit(work())
    network.submit(asyncio.sleep(0)).result(60)
    running.cancel()
    assert running.result(60) == "so far"


def test_the_end_cancels_what_runs():
    thread = NetworkThread()
    running = [thread.submit(asyncio.Event().wait()) for _ in range(20)]
    thread.submit(asyncio.sleep(0)).result(60)
    thread.stop()
    assert all(each.done() for each in running)
    thread.stop()


def test_after_the_end_nothing_is_begun():
    thread = NetworkThread()
    thread.stop()

    async def work():
        return 42

    future = thread.submit(work())
    assert future.cancelled()
