"""One message out, one exchange back, whatever happens on the way."""

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from inspector.model.exchange import Exchange, Failure, Purpose, Timing
from inspector.model.message import Header, Message, Reply
from inspector.protocol.media_types import media_type
from inspector.protocol.streams.socket_messages import SWITCHED
from inspector.reading.statuses import SUCCESSES
from inspector.send import evidence, failures
from inspector.send.decoding import Body
from inspector.send.evidence import Bytes, Way, header_lines, read_reply, secret_ranges
from inspector.send.interaction import Follow, Following
from inspector.send.libraries import httpcore, httpx
from inspector.send.recording import RecordingBackend, RecordingStream
from inspector.send.socket.handshake import compression, not_accepted
from inspector.send.tape import Recorder, Tape, Tell
from inspector.send.tls import certificates
from inspector.send.transport import Route, Transport, request_of

if TYPE_CHECKING:
    from inspector.send.socket.conversation import Conversation
    from inspector.send.socket.talking import Converse

# ---------------- The CONNECT through a proxy, as a record
_WORD = b"CONNECT "


def connect_exchange(
    recorded: tuple[RecordingStream, Tape], way: Way, started: datetime
) -> Exchange | None:
    """Return the exchange with the proxy, None where the bytes are no CONNECT."""
    stream, tape = recorded
    if not tape.sent.startswith(_WORD):
        return None
    sent, received = bytes(tape.sent), bytes(tape.received)
    message = _message(sent)
    wait = max(tape.first_read - tape.last_write, 0.0) * 1000 if tape.first_read else None
    return Exchange(
        purpose="proxy-connect",
        request=message,
        reply=_reply(received),
        started=started,
        timing=Timing(wait=wait, total=wait),
        connection=evidence.connection(stream, way),
        raw_sent=sent,
        raw_received=received,
        raw_secret=secret_ranges(message, sent),
    )


def _message(sent: bytes) -> Message:
    lines = sent.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    target = lines[0].split(" ")[1]
    headers = tuple(_marked(header) for header in header_lines(lines[1:])[0])
    return Message(method="CONNECT", url=target, target=target, http_version="1.1", headers=headers)


def _marked(header: Header) -> Header:
    if header.name.lower() != "proxy-authorization":
        return Header(header.name, header.value, "proxy")
    start = header.value.find(" ") + 1
    return Header(header.name, header.value, "proxy", ((start, len(header.value)),))


def _reply(received: bytes) -> Reply | None:
    head, interim = read_reply(received)
    if head is None:
        return None
    body = received[head.end :]
    return Reply(
        status=head.status,
        reason=head.reason,
        http_version=head.version,
        headers=head.headers,
        body=body,
        wire_size=len(body),
        interim=interim,
    )


Recorded = tuple[RecordingStream | None, Tape]


class Sending(msgspec.Struct, kw_only=True):
    """One exchange while it runs; answered: `time.perf_counter` at the head of the reply.

    talk: what is said over its WebSocket.
    """

    message: Message
    purpose: Purpose
    started: datetime
    answered: float = 0.0
    body: Body | None = None
    failure: Failure | None = None
    talk: "Conversation | None" = None


class Watch(msgspec.Struct, frozen=True):
    """Who follows a body while it arrives, and who talks once a WebSocket is open."""

    follow: Follow | None = None
    converse: "Converse | None" = None


class Stopped(Exception):  # noqa: N818 - no error: the user wanted it
    """The exchange was cancelled; `exchanges` is what there was of it."""

    def __init__(self, exchanges: tuple[Exchange, ...]) -> None:
        super().__init__("stopped")
        self.exchanges = exchanges


class Wire:
    """The connections of one attempt; one exchange at a time."""

    def __init__(self, route: Route, way: Way) -> None:
        self._way = way
        self._route = route
        self._recorder: Recorder[RecordingStream] = Recorder(old_version=route.version == "1.0")
        self._transport = Transport(route, self._recorder)
        self.waited = False  # whether it comes from another attempt, and may be cut meanwhile

    def log_in_once(self, login: Header) -> None:
        """Let the next CONNECT carry a message of a handshake, on the connection of the last."""
        line = (login.name.encode("ascii"), login.value.encode("latin-1"))
        self._transport.tunnel_login.once = (line,)

    async def exchange(
        self,
        message: Message,
        purpose: Purpose,
        limit: float | None,
        tell: Tell,
        watch: "Watch | None" = None,
    ) -> tuple[Exchange, ...]:
        """Send a message and return what came of it; failures are part of the exchange.

        A CONNECT to a proxy comes before as an exchange of its own; where it is refused it is
        the only one. limit: seconds for the whole; watch: who follows a body while it
        arrives, or talks over a WebSocket, for which there is no limit then.
        Raises Stopped when it is cancelled.
        """
        waited, self.waited = self.waited, False
        now = datetime.now(UTC)
        sending = Sending(message=message, purpose=purpose, started=now)
        self._recorder.begin(tell)
        try:
            async with asyncio.timeout(limit) as clock:
                await self._run(sending, watch or Watch(), clock)
        except asyncio.CancelledError as error:
            sending.failure = failures.stopped()
            raise Stopped(self._exchanges(sending)) from error
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what we report
            if waited and self._was_cut(error):
                return await self.exchange(message, purpose, limit, tell, watch)
            sending.failure = self._explain(sending, error)
            if sending.failure.kind == "certificate" and not self._way.proxy:
                return (await self._look(self._exchanges(sending)[-1], limit),)
        return self._exchanges(sending)

    def _was_cut(self, error: Exception) -> bool:
        """Whether a connection that waited had ended before a reply began (RFC 9112 §9.3.1)."""
        recorded = self._recorder.recorded()
        reused = bool(recorded) and recorded[-1][0].used and not recorded[-1][1].received
        return reused and isinstance(error, httpcore.NetworkError | httpcore.RemoteProtocolError)

    async def _look(self, exchange: Exchange, limit: float | None) -> Exchange:
        """Add the certificate that was refused; where that fails too, there is just none."""
        parts = urlsplit(exchange.request.url)
        backend = RecordingBackend(Recorder(), self._route.resolve)
        context = certificates.trusting(self._route.context())
        try:
            async with asyncio.timeout(limit):
                below = await backend.connect_tcp(parts.hostname or "", parts.port or 443)
                stream = await below.start_tls(context, parts.hostname)
                try:
                    known = evidence.connection(
                        stream, msgspec.structs.replace(self._way, verify=False)
                    )
                finally:
                    await stream.aclose()
        except Exception:  # noqa: BLE001 - the refusal itself is what we report
            return exchange
        return certificates.with_certificate(exchange, known) if known else exchange

    async def _run(self, sending: Sending, watch: "Watch", clock: asyncio.Timeout) -> None:
        reply = await self._transport.handle_async_request(request_of(sending.message))
        sending.answered = time.perf_counter()
        if reply.status_code == SWITCHED and watch.converse is not None:
            await self._converse(reply, sending, watch.converse, clock)
            return
        kind = media_type(reply.headers.get("content-type", ""))
        following = watch.follow((reply.status_code, kind)) if watch.follow is not None else None
        sink = following.take if following is not None else None
        body = sending.body = Body(reply.headers.get("content-encoding", ""), sink=sink)
        try:
            if following is None:
                await _read(reply, body)
            else:
                clock.reschedule(None)
                await _follow(reply, body, following)
        finally:
            await reply.aclose()
        body.finish()

    async def _converse(
        self,
        reply: httpx.Response,
        sending: Sending,
        converse: "Converse",
        clock: asyncio.Timeout,
    ) -> None:
        """Talk over a WebSocket whose handshake is done; nothing of it is on the tape."""
        try:
            sending.failure = not_accepted(sending.message, reply)
            if sending.failure is not None:
                return
            for stream, _tape in self._recorder.recorded():
                stream.switched = True
            sending.talk = talk = converse(compression(sending.message, reply))
            if talk.is_followed:
                clock.reschedule(None)
            await talk.run(reply.extensions["network_stream"])
        finally:
            await reply.aclose()

    def _explain(self, sending: Sending, error: Exception) -> Failure:
        place = place_of(sending.message.url)
        stage = "body" if sending.answered else self._recorder.stage
        if stage == "body" and not sending.answered:
            stage = "headers"  # bytes came, but no whole head: a part, 1xx, settings of HTTP/2
        if self._way.proxy and stage in {"dns", "connect"}:
            return failures.no_proxy(
                failures.explain(error, stage, place_of(self._way.proxy), None)
            )
        return failures.explain(error, stage, place, self._recorder.error)

    def _exchanges(self, sending: Sending) -> tuple[Exchange, ...]:
        recorded = self._recorder.recorded()
        first = connect_exchange(recorded[0], self._way, sending.started) if recorded else None
        last: Recorded = recorded[-1] if recorded else (None, Tape())
        if first is not None:
            refused = not first.reply or first.reply.status not in SUCCESSES
            if refused:
                failure = None if first.reply else sending.failure
                return (msgspec.structs.replace(first, failure=failure),)
            last = recorded[-1] if len(recorded) > 1 else (None, Tape())
        main = self._record(sending, *last)
        return (main,) if first is None else (first, main)

    def _record(self, sending: Sending, stream: RecordingStream | None, tape: Tape) -> Exchange:
        found = evidence.read_bytes(sending.message, stream, tape, self._way)
        if sending.failure is not None and found.is_other_protocol:
            place = place_of(sending.message.url)
            sending.failure = failures.not_http(sending.failure, place)
        if sending.failure is not None:
            sending.failure = failures.of_a_header(
                sending.failure, found.headers, found.defects, place_of(sending.message.url)
            )
        made = Exchange(
            purpose=sending.purpose,
            request=found.message,
            reply=reply_of(sending, found),
            failure=sending.failure,
            started=sending.started,
            timing=evidence.timing(self._recorder, tape, sending.answered),
            connection=evidence.connection(stream, self._way)
            or evidence.unfinished(self._recorder.seen, self._way),
            raw_sent=found.sent,
            raw_received=found.received,
            raw_secret=found.secret,
        )
        return sending.talk.recorded(made) if sending.talk is not None else made

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()


async def _read(reply: httpx.Response, body: Body) -> None:
    async for chunk in reply.stream:  # type: ignore[union-attr] # it is the asynchronous one
        body.feed(chunk)
        if body.full:
            break


async def _follow(reply: httpx.Response, body: Body, following: Following) -> None:
    """Read a body that goes on, until its end or until the person has seen enough."""
    following.take(b"")  # so that it is shown before the first event
    following.reading = asyncio.ensure_future(_read(reply, body))
    try:
        await following.reading
    except asyncio.CancelledError:
        if not following.is_stopped:
            following.reading.cancel()
            raise


def place_of(url: str) -> str:
    """Return `host:port` of a URL."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443}.get(parts.scheme, 80)
    host = parts.hostname or ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def reply_of(sending: Sending, found: Bytes) -> Reply | None:
    """Return the reply as recorded; one that is malformed as far as it can be read."""
    if not found.status:
        return None
    body = sending.body
    if body is None:
        body = Body()
        body.feed(found.received[found.head_end :])
    data, sending.body = body.data, None  # large ones are held once from here on
    defect = body.defect
    if sending.failure is not None and not defect:
        defect = sending.failure.message
    return Reply(
        status=found.status,
        reason=found.reason,
        http_version=found.version,
        headers=found.headers,
        body=data,
        wire_size=body.wire_size,
        cut=body.cut,
        body_defect=defect,
        trailers=found.trailers,
        interim=found.interim,
    )
