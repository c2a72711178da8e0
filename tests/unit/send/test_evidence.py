"""Records out of recordings: times in milliseconds, versions, addresses."""

from inspector.model.message import Message
from inspector.send.evidence import Way, connection, read_bytes, timing
from inspector.send.tape import Recorder, Tape

MESSAGE = Message(method="GET", url="http://a/", target="/")


class FakeStream:
    """What evidence asks of a recording stream."""

    tls = None
    frames = None
    used = False
    peer = ("127.0.0.1", 80)
    local = ("::1", 9, 0, 0)


def _tape(sent=b"", received=b""):
    tape = Tape()
    tape.wrote(sent, 10.0)
    tape.last_write = 10.5
    tape.read(received, 12.0)
    tape.last_read = 13.0
    return tape


def test_times():
    recorder = Recorder()
    recorder.spent = {"dns": 0.25}
    recorder.started = 9.0
    found = timing(recorder, _tape(b"x", b"y"), 12.0)
    assert (found.dns, found.connect, found.tls) == (250, None, None)
    assert (found.send, found.wait, found.receive, found.total) == (500, 1500, 1000, 4000)


def test_nothing_happened():
    found = timing(Recorder(), Tape(), 0.0)
    assert (found.send, found.wait, found.receive, found.total) == (None,) * 4
    assert connection(None, Way()) is None
    assert read_bytes(MESSAGE, None, Tape(), Way()).message == MESSAGE


def test_http2_waits_for_the_head_not_for_settings():
    found = timing(Recorder(), _tape(b"PRI * HTTP/2.0\r\n", b"y"), 12.5)
    assert (found.wait, found.receive) == (2000, 500)


def test_a_reply_before_the_body_was_sent_is_no_negative_time():
    tape = _tape(b"x", b"y")
    tape.last_write = 20.0
    assert timing(Recorder(), tape, 0.0).wait == 0


def test_the_version_is_what_was_written():
    tape = _tape(b"GET / HTTP/1.0\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n")
    found = read_bytes(MESSAGE, FakeStream(), tape, Way())
    assert (found.message.http_version, found.version, found.status) == ("1.0", "1.1", 200)


def test_addresses_and_reuse():
    stream = FakeStream()
    first = connection(stream, Way(proxy="http://p:1", proxy_reason="because"))
    assert (first.peer, first.local) == ("127.0.0.1:80", "[::1]:9")
    assert (first.proxy, first.proxy_reason, first.reused) == ("http://p:1", "because", False)
    assert connection(stream, Way()).reused
    assert Way(proxy="socks5://p:1").over_socks
