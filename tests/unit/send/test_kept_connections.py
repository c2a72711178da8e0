"""A run keeps its connections from one request to the next, but never a login that clings to one."""

import asyncio
import threading

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.request import Request, RequestHeader
from inspector.send import connections
from inspector.send.connections import keeping
from inspector.send.sender import Sender
from tests.fixtures.scripted import reply


class Counting:
    """Answers on each connection until it has given so many replies, and counts connections."""

    def __init__(self, most=100):
        self.opened, self.asked, self.most = 0, [], most
        self._lock = threading.Lock()

    def __call__(self, connection):
        with self._lock:
            self.opened += 1
        for _ in range(self.most):
            asked = connection.request()
            if not asked:
                return
            self.asked.append(asked.split(b" ")[0].decode())
            connection.send(reply())
        connection.request()  # one more is taken in and never answered
        connection.sock.close()


async def sent(*requests):
    """Return the last exchange of each, sent one after the other."""
    found = []
    for each in requests:
        sender = Sender(assemble(each, Scope()))
        await sender.run()
        found.append(sender.exchanges[-1])
    return found


def in_a_run(*requests):
    async def run():
        async with keeping():
            return await sent(*requests)

    return asyncio.run(run())


def statuses(exchanges):
    return [each.reply.status if each.reply else each.failure.kind for each in exchanges]


def test_a_run_uses_one_connection_and_says_so(scripted):
    script = Counting()
    url = scripted(script).url
    found = in_a_run(*[Request(url=f"{url}/{number}") for number in range(3)])
    assert statuses(found) == [200, 200, 200]
    assert script.opened == 1
    assert [each.connection.reused for each in found] == [False, True, True]
    assert found[1].timing.connect is None


def test_without_a_run_each_request_has_its_own(scripted):
    script = Counting()
    url = scripted(script).url
    found = asyncio.run(sent(Request(url=url), Request(url=url)))
    assert script.opened == 2
    assert not any(each.connection.reused for each in found)


def test_a_connection_that_ended_meanwhile_is_made_anew_unseen(scripted):
    script = Counting(most=1)
    url = scripted(script).url
    found = in_a_run(Request(url=url), Request(url=url))
    assert statuses(found) == [200, 200]
    assert script.opened == 2
    assert not found[1].connection.reused


def test_what_may_not_be_sent_twice_never_waits_on_an_old_connection(scripted):
    script = Counting(most=1)
    url = scripted(script).url
    found = in_a_run(Request(url=url), Request(url=url, method="POST"))
    assert statuses(found) == [200, 200]
    assert script.asked == ["GET", "POST"]


@pytest.mark.parametrize("word", ["Negotiate", "NTLM"])
def test_a_handshake_is_not_left_to_the_next_request(scripted, word):
    script = Counting()
    url = scripted(script).url
    signed = (RequestHeader("Authorization", f"{word} YWJj"),)
    in_a_run(Request(url=url, headers=signed), Request(url=url))
    assert script.opened == 2


def test_other_trust_is_another_connection(scripted):
    script = Counting()
    url = scripted(script).url
    plain = Request(url=url)
    options = {"verify_tls": False}
    other = Request(url=url, options=type(plain.options)(**options))
    in_a_run(plain, other)
    assert script.opened == 2


def test_one_that_waited_for_long_is_not_used(scripted, monkeypatch):
    monkeypatch.setattr(connections, "LONGEST_IDLE", -1.0)
    script = Counting()
    url = scripted(script).url
    in_a_run(Request(url=url), Request(url=url))
    assert script.opened == 2


def test_only_so_many_wait(scripted, monkeypatch):
    monkeypatch.setattr(connections, "MOST", 1)
    script = Counting()
    url = scripted(script).url
    others = Request(url=url, options=type(Request().options)(verify_tls=False))
    in_a_run(Request(url=url), others, Request(url=url))
    assert script.opened == 3
