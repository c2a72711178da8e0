"""What every request costs: no search for an absent module, no thread for a small body."""

import asyncio
import sys

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Options
from inspector.send import hops, libraries


def test_an_absent_module_is_looked_for_once():
    assert libraries.httpcore
    assert "sniffio" in sys.modules


def test_only_a_large_body_is_read_on_another_thread(monkeypatch):
    asked = []

    async def elsewhere(work, *arguments):
        asked.append(len(arguments[0].reply.body))
        return work(*arguments)

    monkeypatch.setattr(asyncio, "to_thread", elsewhere)

    class Asking(hops.Hops):
        def __init__(self):
            self._options = Options()

    def leads(size):
        reply = Reply(status=302, headers=(Header("Location", "/next"),), body=b"x" * size)
        exchange = Exchange(request=Message(method="GET", url="https://a.test/"), reply=reply)
        return asyncio.run(Asking()._next_hop(exchange)).message.url

    assert leads(10) == leads(100_000) == "https://a.test/next"
    assert asked == [100_000]
