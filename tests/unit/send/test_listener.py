"""The redirect address: only an answer at its path is taken, once; pages say what came of it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from inspector.authenticate.scheme import Listen
from inspector.send.listener import Listener

SOON = timedelta(seconds=20)


async def said(address, request):
    """Send raw text to an address; return the reply."""
    host, _, port = address.removeprefix("http://").partition("/")[0].rpartition(":")
    name = {"localhost": "127.0.0.1"}.get(host, host.strip("[]"))
    reader, writer = await asyncio.open_connection(name, int(port))
    writer.write(request.encode("latin-1"))
    await writer.drain()
    reply = await reader.read()
    writer.close()
    await writer.wait_closed()
    return reply.decode()


def got(target, host="127.0.0.1"):
    return f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"


def listening(script, host="127.0.0.1", path="/", judge=lambda _message: ""):
    """Run `script(address)` beside a listener; return (its result, the exchange)."""

    async def run():
        listener = Listener()
        try:
            address = await listener.open(Listen(host=host, port=0, path=path))
            waiting = asyncio.ensure_future(listener.receive(judge, datetime.now(UTC) + SOON))
            await asyncio.sleep(0)
            result = await script(address)
            return result, await waiting
        finally:
            await listener.close()

    return asyncio.run(run())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_an_answer_is_taken(host):
    async def script(address):
        assert address.startswith(f"http://{host}:")
        return await said(address, got("/?code=the-code-value&state=s"))

    page, exchange = listening(script, host)
    assert page.startswith("HTTP/1.1 200")
    assert "return to Request Inspector" in page
    assert "default-src 'none'" in page
    assert (exchange.purpose, exchange.reply.status) == ("sign-in", 200)
    request = exchange.request
    marked = [request.target[a:b] for a, b in request.target_secret]
    assert marked == ["the-code-value"]
    assert [exchange.raw_sent[a:b] for a, b in exchange.raw_secret] == [b"the-code-value"]


def test_an_answer_by_post():
    body = "state=s&code=the-code-value"
    lines = "POST / HTTP/1.1", "Host: a", f"Content-Length: {len(body)}", "", body

    async def script(address):
        return await said(address, "\r\n".join(lines))

    page, exchange = listening(script)
    assert page.startswith("HTTP/1.1 200")
    request = exchange.request
    assert [request.body[a:b] for a, b in request.body_secret] == [b"the-code-value"]
    assert [exchange.raw_sent[a:b] for a, b in exchange.raw_secret] == [b"the-code-value"]


def test_everything_else_is_nothing():
    others = [
        got("/favicon.ico"),
        got("/"),
        got("/other?code=a&state=s"),
        "HEAD /back?code=a HTTP/1.1\r\n\r\n",
        "POST /back HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        "rubbish\r\n\r\n",
        "\x16\x03\x01 hello\r\n\r\n",
    ]

    async def script(address):
        pages = [await said(address, other) for other in others]
        return [*pages, await said(address, got("/back?code=b&state=s"))]

    pages, exchange = listening(script, path="/back")
    assert {page[:12] for page in pages[:-1]} == {"HTTP/1.1 404", ""}
    assert exchange.request.target == "/back?code=b&state=s"


def test_a_second_answer_is_too_late():
    async def script(address):
        return [await said(address, got(f"/?code={n}")) for n in range(2)]

    pages, exchange = listening(script)
    assert pages[1].startswith("HTTP/1.1 409")
    assert exchange.request.target == "/?code=0"


def test_what_is_wrong_is_told_on_the_page_as_text():
    async def script(address):
        return await said(address, got("/?error=<b>&state=s"))

    page, exchange = listening(script, judge=lambda _message: "It said <b>no</b>.")
    assert page.startswith("HTTP/1.1 400")
    assert "&lt;b&gt;no" in page
    assert exchange.reply.status == 400


def test_nobody_comes():
    async def run():
        listener = Listener()
        await listener.open(Listen(host="127.0.0.1", port=0, path="/"))
        found = await listener.receive(lambda _message: "", datetime.now(UTC))
        await listener.close()
        return found

    assert asyncio.run(run()) is None


def test_a_port_that_is_taken_is_an_error():
    async def run():
        first, second = Listener(), Listener()
        address = await first.open(Listen(host="127.0.0.1", port=0, path="/"))
        port = int(address.rstrip("/").rpartition(":")[2])
        try:
            with pytest.raises(OSError, match="in use"):
                await second.open(Listen(host="127.0.0.1", port=port, path="/"))
        finally:
            await first.close()
            await second.close()

    asyncio.run(run())
