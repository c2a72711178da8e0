"""Listeners give free ports and leave nothing open behind them."""

import asyncio

import pytest

from inspector.mocklab.connection import Connections
from inspector.mocklab.listeners import HOST, Listeners
from inspector.mocklab.log import RequestLog
from inspector.mocklab.scenarios import all_scenarios
from inspector.mocklab.site import GATE, Site


@pytest.fixture
def connections(clock):
    gate = next(scenario for scenario in all_scenarios() if scenario.slug == GATE)
    return Connections(Site([], gate, clock), RequestLog(), clock)


def test_a_port_is_open_inside_and_shut_outside(connections):
    async def run():
        async with Listeners(connections) as listeners:
            port = await listeners.open("main", 0)
            reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(b"GET / HTTP/1.0\r\n\r\n")
            answer = await reader.read()
            writer.close()
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncio.open_connection(HOST, port)
        return answer

    assert asyncio.run(run()).startswith(b"HTTP/1.1 200 OK")


def test_a_taken_port_is_an_error_and_leaves_nothing_open(connections):
    async def run():
        async with Listeners(connections) as listeners:
            port = await listeners.open("main", 0)
            with pytest.raises(OSError, match="in use"):
                await listeners.open("proxy", port)

    asyncio.run(run())
