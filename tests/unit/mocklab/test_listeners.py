"""Listeners give free ports and leave nothing open behind them."""

import asyncio
import contextlib
import socket

import pytest

from inspector.mocklab.lab import HOST, Connections, Listeners
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


@pytest.mark.parametrize("turns", range(5))
def test_a_connection_that_is_just_being_accepted_is_ended_too(connections, turns):
    async def run():
        async with Listeners(connections) as listeners:
            port = await listeners.open("main", 0)
            client = socket.create_connection((HOST, port))
            client.setblocking(False)
            for _ in range(turns):  # of the loop: how far the connection has come when it ends
                await asyncio.sleep(0)
        with client, contextlib.suppress(ConnectionResetError):
            return await asyncio.wait_for(asyncio.get_running_loop().sock_recv(client, 1), 10)
        return b""

    assert asyncio.run(run()) == b""
