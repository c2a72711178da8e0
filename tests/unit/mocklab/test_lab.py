"""The lab starts, stops, serves many at once and says when it can't listen."""

import asyncio
import contextlib
import threading
from urllib.parse import urlsplit

import pytest

from inspector.mocklab import LabNotStarted, MockLab


def test_it_listens_until_it_is_stopped():
    lab = MockLab()
    assert not lab.running
    lab.start()
    address = lab.address
    lab.start()
    assert lab.address == address
    assert address.startswith("http://127.0.0.1:")
    assert len({address, lab.elsewhere, lab.proxy}) == 3
    lab.stop()
    lab.stop()
    assert not lab.running
    assert not [one for one in threading.enumerate() if one.name == "practice-server"]


def test_it_starts_again_after_a_stop(lab, ask):
    lab.stop()
    lab.start()
    assert ask("/scenario/nothing-sent/x")[0] == 401


def test_a_port_that_is_taken_is_said_in_plain_words(lab):
    port = urlsplit(lab.address).port
    other = MockLab(port=port)
    with pytest.raises(LabNotStarted) as caught:
        other.start()
    assert caught.value.problem.where == f"127.0.0.1:{port}"
    assert caught.value.problem.todo
    assert not other.running


def test_only_the_scenarios_named_are_served():
    with MockLab(scenarios=["wrong-scheme", "nothing-sent"]) as lab:
        assert [scenario.slug for scenario in lab.scenarios] == ["wrong-scheme", "nothing-sent"]
        with pytest.raises(KeyError):
            lab.practice("expired-token")


def test_the_same_questions_get_the_same_answers(clock):
    def conversation():
        with MockLab(clock=clock) as lab:
            return [lab.practice("wrong-scheme"), lab.replies("wrong-scheme")["ok"]]

    first, second = conversation(), conversation()
    assert first[1] == second[1]
    assert first[0].secrets == second[0].secrets


def test_fifty_clients_at_once_are_served_in_parallel(lab):
    split = urlsplit(lab.address)

    async def client(barrier):
        reader, writer = await asyncio.open_connection(split.hostname, split.port)
        # All fifty have sent half a request before any of them sends the rest.
        writer.write(b"GET /scenario/nothing-sent/x HTTP/1.1\r\n")
        await writer.drain()
        await barrier()
        writer.write(b"Connection: close\r\n\r\n")
        answer = await reader.read()
        writer.close()
        return answer

    async def crowd():
        arrived, everyone = 0, asyncio.Event()

        async def barrier():
            nonlocal arrived
            arrived += 1
            if arrived == 50:
                everyone.set()
            await everyone.wait()

        return await asyncio.gather(*(client(barrier) for _ in range(50)))

    answers = asyncio.run(crowd())
    assert all(answer.startswith(b"HTTP/1.1 401 Unauthorized\r\n") for answer in answers)
    assert len(lab.log.entries()) == 50


def test_stopping_ends_connections_that_hang(lab):
    split = urlsplit(lab.address)

    async def hang():
        reader, writer = await asyncio.open_connection(split.hostname, split.port)
        writer.write(b"GET / HT")
        await writer.drain()
        lab.stop()
        rest = b""
        with contextlib.suppress(ConnectionResetError):  # what it had not read yet is thrown away
            rest = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        return rest

    assert asyncio.run(hang()) == b""
