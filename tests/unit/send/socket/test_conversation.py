"""A WebSocket is opened with the request's credential, talked over and closed, by a real peer."""

import asyncio
import json
import queue
from datetime import UTC, datetime

import pytest
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, Options, RawBody, Request
from inspector.model.secret import Secret, SecretRef
from inspector.protocol.streams.socket_messages import accepted
from inspector.record.kept import encode
from inspector.send.interaction import Arrived, Outgoing
from inspector.send.sender import Sender
from inspector.workbench.answer import answer
from inspector.workbench.attempts.remembering import remembered
from tests.fixtures.scripted import ScriptedServer
from tests.fixtures.socket_peer import SocketPeer, echo, with_token

TOKEN = SecretRef(place="memory", name="token")
VALUE = "tok-" + "q" * 40


@pytest.fixture(scope="module")
def peer():
    made = SocketPeer(echo, with_token(VALUE))
    yield made
    made.stop()


def _scope(**more):
    return Scope(**more).with_secrets({TOKEN: Secret(VALUE)})


def _talk(url, script=lambda part: None, *, credential=None, followed=True, scope=None, **more):
    """Send; script gets each part that arrives. Returns the exchanges and all events."""
    events = []

    def told(news):
        if isinstance(news, Arrived):
            events.extend(news.events)
            script(news)

    request = Request(url=url, credential=credential or Bearer(token=TOKEN), **more)
    sender = Sender(assemble(request, scope or _scope()), told if followed else None)
    asyncio.run(sender.run())
    return sender.exchanges, events


def _said(events):
    return [(event.way, event.data) for event in events]


def _answering(*lines):
    """Return a script that says the first line when it is open, the next after each answer."""
    waiting = list(lines)

    def script(part):
        opened = not part.events
        heard = any(event.way in ("received", "unsent") for event in part.events)
        if waiting and (opened or heard):
            part.say(waiting.pop(0))

    return script


def test_messages_go_out_and_come_in_until_the_server_closes(peer):
    script = _answering(Outgoing('{"a": 1}'), Outgoing("00 ff", binary=True), Outgoing("bye"))
    (exchange,), events = _talk(peer.url, script)
    assert _said(events) == [
        ("sent", '{"a": 1}'),
        ("received", '{"a": 1}'),
        ("sent", "00 ff"),
        ("received", "00 ff"),
        ("sent", "bye"),
        ("closed", "4401 token expired"),
    ]
    assert [event.is_binary for event in events if event.way == "received"] == [False, True]
    assert exchange.reply.status == 101
    assert exchange.failure is None
    assert json.loads(exchange.reply.body)[-1] == {
        "close_code": 4401,
        "close_reason": "token expired",
    }
    sent = {h.name.lower(): h.value for h in exchange.request.headers}
    assert (sent["upgrade"], sent["authorization"]) == ("websocket", f"Bearer {VALUE}")
    assert exchange.raw_received.endswith(b"\r\n\r\n")


def _headers(exchange):
    return {header.name.lower(): header.value for header in exchange.reply.headers}


FACTORY = ServerPerMessageDeflateFactory
WAYS = {
    "as the server likes": None,
    "each message anew": [
        FACTORY(server_no_context_takeover=True, client_no_context_takeover=True)
    ],
    "a small window": [FACTORY(server_max_window_bits=9)],
    "not at all": [],
}


@pytest.mark.parametrize("extensions", WAYS.values(), ids=WAYS)
def test_messages_are_compressed_where_the_server_agrees(extensions):
    peer = SocketPeer(echo, extensions=extensions)
    long = "ünï 日本 " * 20_000
    lines = ["one", long, "one", long]
    script = _answering(*map(Outgoing, lines), Outgoing("00 ff " * 300, binary=True))
    try:
        (exchange,), events = _talk(peer.url, _until(script, len(lines) + 1))
    finally:
        peer.stop()
    heard = [event.data for event in events if event.way == "received"]
    assert heard == [*lines, ("00 ff " * 300).strip()]
    assert ("sec-websocket-extensions" in _headers(exchange)) is (extensions != [])
    assert exchange.failure is None


def _until(script, answers):
    """Return the script, with an end after so many answers."""
    left = [answers]

    def limited(part):
        script(part)
        left[0] -= sum(event.way == "received" for event in part.events)
        if not left[0]:
            part.stop()

    return limited


def test_compression_is_not_offered_where_it_is_switched_off(peer):
    quiet = Options(accept_encoding=False)
    (exchange,), _ = _talk(peer.url, _stop_at_once, options=quiet)
    assert b"sec-websocket-extensions" not in exchange.raw_sent.lower()
    assert "sec-websocket-extensions" not in _headers(exchange)


def test_an_extension_that_nobody_offered_ends_it(scripted):
    def script(connection):
        connection.send(_switched(connection, b"Sec-WebSocket-Extensions: x-one\r\n"))

    (exchange,), events = _talk(scripted(script).url.replace("http", "ws"))
    assert (exchange.failure.kind, events) == ("malformed-reply", [])
    assert "x-one" in exchange.failure.message


def _switched(connection, more=b""):
    """Return the reply that opens a WebSocket."""
    asked = connection.request().decode()
    key = next(line for line in asked.split("\r\n") if line.startswith("Sec-WebSocket-Key"))
    value = accepted(key.partition(":")[2]).encode()
    head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    return head + more + b"Sec-WebSocket-Accept: " + value + b"\r\n\r\n"


def test_what_does_not_unpack_is_told_as_the_servers_fault(scripted):
    heard = queue.Queue()

    def script(connection):
        agreed = b"Sec-WebSocket-Extensions: permessage-deflate\r\n"
        connection.send(_switched(connection, agreed) + b"\x81\x02hi\xc1\x04\xff\xff\xff\xff")
        heard.put(connection.sock.recv(100))

    (exchange,), events = _talk(scripted(script).url.replace("http", "ws"))
    (first, second) = _said(events)
    assert first == ("received", "hi")
    assert second[1].startswith("1006 The server broke the protocol: ")
    assert heard.get(timeout=60)[:1] == b"\x88"  # our close, which says what is wrong
    assert exchange.failure is None


def test_a_refused_handshake_is_an_ordinary_exchange(peer):
    (exchange,), events = _talk(peer.url, scope=Scope().with_secrets({TOKEN: Secret("wrong")}))
    assert (exchange.reply.status, events) == (401, [])
    assert exchange.reply.body == b"no\n"
    assert exchange.request.url == peer.url.replace("ws:", "http:")


def test_a_redirect_is_followed_to_the_socket(peer):
    away = f"HTTP/1.1 302 Found\r\nLocation: {peer.url}\r\nContent-Length: 0\r\n\r\n".encode()
    first = ScriptedServer([away])
    try:
        allowed = Options(keep_credential_for=("*",))
        exchanges, _ = _talk(first.url.replace("http", "ws"), _stop_at_once, options=allowed)
    finally:
        first.stop()
    assert [each.reply.status for each in exchanges] == [302, 101]
    keys = [{h.name: h.value for h in e.request.headers}["Sec-WebSocket-Key"] for e in exchanges]
    assert keys[0] != keys[1]


def _stop_at_once(part):
    if not part.events:
        part.stop()


def test_it_is_closed_and_the_other_side_says_so_too(peer):
    (exchange,), events = _talk(peer.url, _stop_at_once)
    assert _said(events) == [("closed", "1000")]
    assert exchange.failure is None


def test_the_body_is_the_first_message_and_no_body_of_the_handshake(peer):
    (exchange,), events = _talk(
        peer.url, _answering(), followed=False, body=JsonBody(text='{"key": "{{key}}"}'),
        scope=_scope(secret_variables={"key": TOKEN}),
    )  # fmt: skip
    assert events == []
    assert json.loads(exchange.reply.body)[0] == {"key": VALUE}
    (start, end), *_ = exchange.request.body_secret
    assert exchange.request.body[start:end].decode() == VALUE
    assert b"content-length" not in exchange.raw_sent.lower()


def test_variables_are_filled_in_and_shown_as_typed(peer):
    script = _answering(Outgoing("name {{who}}"), Outgoing("{{nobody}}"), Outgoing("bye"))
    _, events = _talk(peer.url, script, scope=_scope(variables={"who": "alice"}))
    assert _said(events)[:2] == [("sent", "name {{who}}"), ("received", "name alice")]
    assert _said(events)[2][0] == "unsent"
    assert "nobody" in _said(events)[2][1]


def test_bytes_that_are_no_hexadecimal_are_not_sent(peer):
    def script(part):
        if not part.events:
            part.say(Outgoing("zz", binary=True))
            part.say(Outgoing("bye"))

    _, events = _talk(peer.url, script)
    assert [way for way, _ in _said(events)] == ["unsent", "sent", "closed"]


def test_without_anybody_who_listens_it_ends_at_once(peer):
    (exchange,), _ = _talk(peer.url, followed=False)
    assert exchange.reply.status == 101
    assert json.loads(exchange.reply.body)[-1]["close_code"] == 1000


def test_over_tls_too(certificates):
    server = SocketPeer(echo, context=certificates.server_context())
    try:
        (exchange,), events = _talk(
            server.url.replace("127.0.0.1", "localhost"),
            _answering(Outgoing("one"), Outgoing("bye")),
            options=Options(ca_file=certificates.ca),
        )
    finally:
        server.stop()
    assert ("received", "one") in _said(events)
    assert exchange.connection.tls_version


def test_an_answer_to_another_key_is_no_handshake(scripted):
    head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    server = scripted([head + b"Sec-WebSocket-Accept: AAAA\r\n\r\n"])
    (exchange,), events = _talk(server.url.replace("http", "ws"))
    assert (exchange.failure.kind, events) == ("malformed-reply", [])


def test_a_connection_that_breaks_off_is_told(scripted):
    def script(connection):
        asked = connection.request().decode()
        key = next(line for line in asked.split("\r\n") if line.startswith("Sec-WebSocket-Key"))
        value = accepted(key.partition(":")[2])
        connection.send(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + value.encode() + b"\r\n\r\n\x81\x02hi"
        )

    (exchange,), events = _talk(scripted(script).url.replace("http", "ws"))
    assert _said(events)[0] == ("received", "hi")
    assert _said(events)[1][1].startswith("1006 ")
    assert exchange.failure is None
    assert exchange.raw_received.endswith(b"\r\n\r\n")


def test_a_cancelled_conversation_is_recorded_as_stopped(peer):
    async def run():
        came = asyncio.Event()
        tell = lambda news: came.set() if isinstance(news, Arrived) else None  # noqa: E731
        request = Request(url=peer.url, credential=Bearer(token=TOKEN), body=RawBody(text="hi"))
        sender = Sender(assemble(request, _scope()), tell)
        task = asyncio.ensure_future(sender.run())
        await came.wait()
        task.cancel()
        await asyncio.wait([task])
        return sender.exchanges[-1]

    assert asyncio.run(run()).failure.stage == "stopped"


def test_what_is_kept_of_it_holds_no_secret_that_was_said(peer):
    secret = SecretRef(place="memory", name="said")
    scope = _scope(secret_variables={"said": secret}).with_secrets(
        {secret: Secret("9k3-horse-blue")}
    )
    script = _answering(
        Outgoing('{"password": "{{said}}"}'), Outgoing("it is {{said}}!"), Outgoing("bye")
    )
    exchanges, events = _talk(peer.url, script, scope=scope)
    assert b"9k3-horse-blue" in exchanges[0].request.body
    assert all("9k3" not in event.data for event in events if event.way == "sent")
    attempt = Attempt(id="a1", exchanges=tuple(exchanges), started=datetime.now(UTC))
    row, kept = remembered(answer(attempt), ("9k3-horse-blue", VALUE), b"k" * 32)
    packed, bodies = encode(kept)
    assert b"9k3-horse" not in b"".join((repr(row).encode(), packed, *bodies.values()))
