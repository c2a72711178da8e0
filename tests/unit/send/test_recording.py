"""The recording backend: addresses tried in turn, names resolved once, errors kept."""

import asyncio
import socket

import pytest

from inspector.send.libraries import httpcore
from inspector.send.recording import RecordingBackend, RecordingStream
from inspector.send.tape import PREFACE, Recorder
from tests.fixtures.scripted import reply


def _connect(recorder, host, port, resolve=None):
    async def run():
        stream = await RecordingBackend(recorder, resolve or {}).connect_tcp(host, port)
        await stream.write(b"GET / HTTP/1.1\r\n\r\n")
        data = await stream.read(1000)
        await stream.aclose()
        return stream, data

    return asyncio.run(run())


def test_bytes_are_copied(scripted):
    server = scripted([reply(body=b"x")])
    recorder = Recorder()
    stream, data = _connect(recorder, "127.0.0.1", server.port)
    ((found, tape),) = recorder.recorded()
    assert found is stream
    assert bytes(tape.sent) == server.requests[0]
    assert bytes(tape.received) == data
    assert stream.peer == ("127.0.0.1", server.port)


def test_the_next_address_is_tried(scripted, monkeypatch):
    server = scripted([reply()])

    async def found(_loop, _host, port, **_):
        return [
            (socket.AF_INET, 0, 0, "", (address, port)) for address in ("127.0.0.9", "127.0.0.1")
        ]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", found)
    recorder = Recorder()
    _connect(recorder, "a.example", server.port)
    assert recorder.spent["dns"] >= 0
    assert isinstance(recorder.error, httpcore.ConnectError)


def test_a_given_address_needs_no_name(scripted):
    server = scripted([reply()])
    recorder = Recorder()
    _connect(recorder, "a.example", server.port, {("a.example", server.port): "127.0.0.1"})
    assert "dns" not in recorder.spent


def test_an_unknown_name_is_kept_as_the_error():
    recorder = Recorder()
    with pytest.raises(httpcore.ConnectError):
        _connect(recorder, "no-such-host.invalid", 80)
    assert isinstance(recorder.error, socket.gaierror)
    assert recorder.stage == "dns"


class Below(httpcore.AsyncNetworkStream):
    """Notes what is written, and answers with it."""

    def __init__(self):
        self.written = []

    async def read(self, max_bytes, timeout=None):  # noqa: ASYNC109 - the library's interface
        return b""

    async def write(self, buffer, timeout=None):  # noqa: ASYNC109 - the library's interface
        self.written.append(buffer)

    def get_extra_info(self, info):
        return None


@pytest.mark.parametrize("then_reads", [False, True])
def test_the_preface_goes_out_with_the_first_request(then_reads):
    below, recorder = Below(), Recorder()
    stream = RecordingStream(below, recorder)

    async def play():
        await stream.write(PREFACE + b"settings")
        assert below.written == []
        await (stream.read(10) if then_reads else stream.write(b"headers"))
        await stream.write(b"data")

    asyncio.run(play())
    first = PREFACE + b"settings" + (b"" if then_reads else b"headers")
    assert below.written == [first, b"data"]
    assert bytes(recorder.tape(stream).sent) == first + b"data"
