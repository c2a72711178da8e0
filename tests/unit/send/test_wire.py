"""One exchange over real sockets: exact bytes, odd replies, failures with their stage."""

import asyncio
import gzip
import ssl
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.request import Options, RawBody, Request, RequestHeader
from inspector.send import decoding
from inspector.send.interaction import Progress, Recorded
from inspector.send.sender import Sender
from tests.fixtures.processes import free_ports
from tests.fixtures.scripted import reply

SOON = 1.0  # seconds: a busy machine, too, comes within them to the stage that is waited in


def test_what_the_server_saw_is_what_was_recorded(scripted, send):
    server = scripted([reply("418 I'm a teapot", "X-Odd: 1", "x-odd: 2", body=b"tea")])
    headers = (RequestHeader("X-B", "1"), RequestHeader("x-b", "2"), RequestHeader("X-A", "3"))
    (exchange,) = send(f"{server.url}/p?q=%zz|x", headers=headers)
    assert server.requests == [exchange.raw_sent]
    assert exchange.raw_sent.startswith(b"GET /p?q=%zz|x HTTP/1.1\r\n")
    names = [each.name for each in exchange.request.headers]
    assert names[-3:] == ["X-B", "x-b", "X-A"]
    assert exchange.reply.reason == "I'm a teapot"
    assert [each.name for each in exchange.reply.headers[:2]] == ["X-Odd", "x-odd"]
    assert exchange.reply.body == b"tea"
    assert exchange.connection.peer == f"127.0.0.1:{server.port}"


def test_a_reply_without_reason_keeps_none(scripted, send):
    server = scripted([b"HTTP/1.1 401 \r\nContent-Length: 0\r\n\r\n"])
    assert send(server.url)[0].reply.reason == ""


def test_header_bytes_stay_latin1(scripted, send):
    server = scripted([b"HTTP/1.1 200 \xc3\xa4\r\nX: \xe4\xff\r\nContent-Length: 0\r\n\r\n"])
    (exchange,) = send(server.url)
    assert exchange.reply.reason == "Ã¤"
    assert exchange.reply.headers[0].value == "äÿ"


def test_interim_replies_are_kept(scripted, send):
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    server = scripted([early + reply(body=b"x")])
    (exchange,) = send(server.url)
    assert exchange.reply.status == 200
    (interim,) = exchange.reply.interim
    assert (interim.status, interim.reason) == (103, "Early Hints")
    assert interim.headers[0].value == "</a.css>"


def test_chunked_bodies_are_joined_and_trailers_kept(scripted, send):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server = scripted([head + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n"])
    (exchange,) = send(server.url)
    assert exchange.reply.body == b"abcde"
    assert [(each.name, each.value) for each in exchange.reply.trailers] == [("X-Sum", "5")]


def test_gzip_is_decoded(scripted, send):
    packed = gzip.compress(b"hello" * 100)
    server = scripted([reply("200 OK", "Content-Encoding: gzip", body=packed)])
    (exchange,) = send(server.url)
    assert exchange.reply.body == b"hello" * 100
    assert exchange.reply.wire_size == len(packed)
    assert not exchange.reply.cut


def test_a_gzip_bomb_is_cut(scripted, send, monkeypatch):
    monkeypatch.setattr(decoding, "CAP", 100_000)
    bomb = gzip.compress(bytes(5_000_000))
    server = scripted([reply("200 OK", "Content-Encoding: gzip", body=bomb)])
    (exchange,) = send(server.url)
    assert exchange.reply.cut
    assert len(exchange.reply.body) == 100_000


def test_a_wrong_coding_is_a_defect_not_a_failure(scripted, send):
    server = scripted([reply("401 No", "Content-Encoding: gzip", body=b"plain text")])
    (exchange,) = send(server.url)
    assert exchange.reply.status == 401
    assert "can't be decoded" in exchange.reply.body_defect
    assert exchange.reply.body == b"plain text"
    assert exchange.failure is None


@pytest.mark.parametrize(
    "line",
    [b"X-Bad : blank before the colon", b"no colon at all", b"X-Nul: a\0b"],
)
def test_a_malformed_header_keeps_the_reply_and_says_so(scripted, send, line):
    body = b'{"error":"x"}'
    data = b"HTTP/1.1 401 Unauthorized\r\n" + line + b"\r\nContent-Length: 13\r\n\r\n" + body
    server = scripted([data])
    (exchange,) = send(server.url)
    assert exchange.reply.status == 401
    assert exchange.reply.body == body
    assert exchange.failure.kind == "broken-header"
    assert exchange.raw_received == data


OTHER_PROTOCOLS = [
    b"SSH-2.0-OpenSSH_9.2\r\n",
    b"\x15\x03\x01\x00\x02\x02\x28",  # an alert of TLS
    b"hi\n\n",
    b"<html>a page of HTTP/0.9</html>",
    b"\x4a\x00\x00\x00\x0a8.0.36\x00",  # the greeting of a database
]


@pytest.mark.parametrize("data", OTHER_PROTOCOLS)
@pytest.mark.parametrize("hangs", [False, True])
def test_what_is_no_http_is_said_so_and_keeps_its_bytes(scripted, send, data, hangs):
    def script(connection):
        connection.request()
        connection.send(data)
        if hangs:
            connection.hang()

    (exchange,) = send(scripted(script).url, options=Options(timeout=SOON))
    assert exchange.reply is None
    assert (exchange.failure.stage, exchange.failure.kind) == ("headers", "malformed-reply")
    assert exchange.raw_received == data


def test_the_beginning_of_a_reply_is_http(scripted, send):
    def script(connection):
        connection.request()
        connection.send(b"HTT")

    (exchange,) = send(scripted(script).url)
    assert exchange.failure.kind == "reset"


def test_a_header_line_of_a_megabyte_is_refused_with_its_beginning(scripted, send):
    data = b"HTTP/1.1 401 No\r\nX-Long: " + b"a" * 1_000_000 + b"\r\nContent-Length: 0\r\n\r\n"
    (exchange,) = send(scripted([data]).url)
    assert exchange.failure.kind == "too-large"
    assert exchange.raw_received.startswith(b"HTTP/1.1 401 No\r\nX-Long: aaa")


def test_refused(send):
    (port,) = free_ports(1)
    (exchange,) = send(f"http://127.0.0.1:{port}/")
    assert (exchange.failure.stage, exchange.failure.kind) == ("connect", "refused")
    assert exchange.connection is None
    assert exchange.raw_sent == b""


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_proxy_that_is_not_there_is_told_from_the_server(send, scheme):
    (port,) = free_ports(1)
    (exchange,) = send("http://a.example/", options=Options(proxy=f"{scheme}://127.0.0.1:{port}"))
    assert (exchange.failure.stage, exchange.failure.kind) == ("proxy", "proxy-not-reached")
    assert f"127.0.0.1:{port}" in exchange.failure.message
    assert "a.example" not in exchange.failure.message


def test_an_unknown_host(send):
    (exchange,) = send("http://no-such-host.invalid/")
    assert (exchange.failure.stage, exchange.failure.kind) == ("dns", "name-not-found")
    assert "no-such-host.invalid" in exchange.failure.message
    assert exchange.timing.dns > 0


def test_resolve_gives_an_address(scripted, send):
    server = scripted([reply(body=b"x")])
    options = Options(resolve=(f"api.example:{server.port}:127.0.0.1",))
    (exchange,) = send(f"http://api.example:{server.port}/", options=options)
    assert exchange.reply.status == 200
    assert f"Host: api.example:{server.port}".encode() in exchange.raw_sent


def test_a_silent_server_is_a_timeout_while_waiting(scripted, send):
    def script(connection):
        connection.request()
        connection.hang()

    (exchange,) = send(scripted(script).url, options=Options(timeout=SOON))
    assert (exchange.failure.stage, exchange.failure.kind) == ("wait", "timeout")
    assert exchange.raw_sent


def test_a_slow_body_is_a_timeout_with_what_came(scripted, send):
    def script(connection):
        connection.request()
        connection.send(b"HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\nhalf")
        connection.hang()

    (exchange,) = send(scripted(script).url, options=Options(timeout=SOON))
    assert (exchange.failure.stage, exchange.failure.kind) == ("body", "timeout")
    assert exchange.reply.body == b"half"
    assert exchange.reply.body_defect


def test_a_reset_in_the_body_keeps_the_reply(scripted, send):
    def script(connection):
        connection.request()
        connection.send(b"HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\nhalf")
        connection.request()

    def cut(connection):
        connection.request()
        connection.send(b"HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\nhalf")

    (exchange,) = send(scripted(cut).url)
    assert exchange.reply.status == 401
    assert exchange.reply.body == b"half"
    assert (exchange.failure.stage, exchange.failure.kind) == ("body", "reset")


@pytest.mark.parametrize("how", ["reset", "close"])
def test_a_connection_closed_without_an_answer(scripted, send, how):
    def script(connection):
        connection.request()
        if how == "reset":
            connection.reset()

    (exchange,) = send(scripted(script).url)
    assert exchange.failure.kind == "reset"
    assert exchange.reply is None


@pytest.mark.parametrize("said", [b"HT", b"HTTP/1.1 401 Un", b"HTTP/1.1 103 Early\r\n\r\n"])
@pytest.mark.parametrize("how", ["reset", "timeout"])
def test_an_answer_that_stops_in_its_head_is_not_called_a_body(scripted, send, said, how):
    def script(connection):
        connection.request()
        connection.send(said)
        if how == "timeout":
            connection.hang()

    (exchange,) = send(scripted(script).url, options=Options(timeout=SOON))
    assert (exchange.failure.stage, exchange.failure.kind) == ("headers", how)
    assert "head of" in exchange.failure.message


def test_a_body_reaches_the_server(scripted, send):
    server = scripted([reply()])
    (exchange,) = send(server.url, method="PUT", body=RawBody(text="ä" * 3, content_type="text/x"))
    assert exchange.raw_sent.endswith("\r\n\r\näää".encode())
    assert b"Content-Length: 6\r\n" in exchange.raw_sent


def test_lower_case_methods_go_out_as_typed(scripted, send):
    server = scripted([reply()])
    (exchange,) = send(server.url, method="query")
    assert exchange.raw_sent.startswith(b"query / HTTP/1.1")


def test_stopping_ends_at_once_with_what_there_is(scripted):
    def script(connection):
        connection.request()
        connection.hang()

    server = scripted(script)

    async def run():
        waiting = asyncio.Event()

        def told(progress):
            if isinstance(progress, Progress) and progress.stage == "wait":
                waiting.set()

        sender = Sender(assemble(Request(url=server.url), Scope()), told)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(sender.run())
            await waiting.wait()
            start = time.perf_counter()
            task.cancel()
            await asyncio.wait([task])
        return sender.exchanges, time.perf_counter() - start

    exchanges, took = asyncio.run(run())
    (exchange,) = exchanges
    assert exchange.failure.kind == "stopped"
    assert exchange.raw_sent.startswith(b"GET / HTTP/1.1")
    assert took < 10  # seconds; the server would have answered never


def test_progress_tells_the_stages_in_order(scripted, send):
    told = []
    server = scripted([reply(body=b"x")])
    send(server.url, on_progress=told.append)
    stages = [each.stage for each in told if isinstance(each, Progress)]
    assert stages[:2] == ["send", "wait"]
    assert {each.index for each in told} == {0}
    assert isinstance(told[-1], Recorded)
    assert told[-1].exchange.reply.body == b"x"
    assert told[0].url == f"{server.url}/"


def test_a_missing_client_certificate_is_named(scripted, certificates, send):
    context = certificates.server_context()
    context.load_verify_locations(certificates.ca)
    context.verify_mode = ssl.CERT_REQUIRED
    # with TLS 1.3 the refusal comes after the handshake and may be lost with the connection
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    server = scripted([reply()], context)
    (exchange,) = send(server.url, options=Options(ca_file=certificates.ca))
    assert exchange.failure.kind == "tls"
    assert "client certificate" in exchange.failure.message


def test_any_reply_is_an_exchange(scripted, send):
    replies = []
    server = scripted(lambda connection: connection.request() and connection.send(replies[-1]))
    starts = st.sampled_from(
        [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 401 \r\nContent-Encoding: gzip\r\n\r\n"]
    )

    @settings(max_examples=60, deadline=None)
    @given(starts, st.binary(max_size=60))
    def check(start, rest):
        replies.append(start + rest)
        (exchange,) = send(server.url, options=Options(follow_redirects=False))
        assert exchange.reply is not None or exchange.failure is not None
        assert exchange.raw_received == start + rest

    check()
