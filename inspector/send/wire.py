"""One message out, one exchange back, whatever happens on the way."""

import asyncio
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec

from inspector.model.exchange import Exchange, Failure, Purpose
from inspector.model.message import Interim, Message, Reply
from inspector.send import evidence, failures
from inspector.send.decoding import Body
from inspector.send.evidence import Way
from inspector.send.headtext import Head, read_reply
from inspector.send.recording import Recorder, RecordingStream, Tape, Tell
from inspector.send.sent_bytes import secret_ranges
from inspector.send.transport import Route, Transport, request_of

_replace = msgspec.structs.replace


class Sending(msgspec.Struct, kw_only=True):
    """One exchange while it runs."""

    message: Message
    purpose: Purpose
    started: datetime
    clock: float
    status: int | None = None
    version: str = "1.1"
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: Body | None = None
    failure: Failure | None = None


class Wire:
    """The connections of one attempt; one exchange at a time."""

    def __init__(self, route: Route, way: Way) -> None:
        self._way = way
        self._recorder = Recorder()
        self._transport = Transport(route, self._recorder)
        self._known: set[int] = set()

    async def exchange(
        self, message: Message, purpose: Purpose, limit: float | None, tell: Tell
    ) -> Exchange:
        """Send a message and return what came of it; a failure is part of the exchange.

        limit: seconds for the whole exchange. Raises Stopped when it is cancelled.
        """
        now = datetime.now(UTC)
        sending = Sending(message=message, purpose=purpose, started=now, clock=time.perf_counter())
        self._recorder.begin(tell)
        try:
            async with asyncio.timeout(limit):
                await self._run(sending)
        except asyncio.CancelledError as error:
            sending.failure = failures.stopped()
            raise Stopped(self._record(sending)) from error
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what we report
            sending.failure = self._explain(sending, error)
        return self._record(sending)

    async def _run(self, sending: Sending) -> None:
        reply = await self._transport.handle_async_request(request_of(sending.message))
        sending.status = reply.status_code
        sending.headers = tuple(reply.headers.raw)
        sending.version = reply.extensions["http_version"].decode("ascii").removeprefix("HTTP/")
        body = sending.body = Body(reply.headers.get("content-encoding", ""))
        try:
            async for chunk in reply.stream:  # type: ignore[union-attr] # the asynchronous one
                body.feed(chunk)
                if body.full:
                    break
        finally:
            await reply.stream.aclose()  # type: ignore[union-attr] # the asynchronous one
        body.finish()

    def _explain(self, sending: Sending, error: Exception) -> Failure:
        parts = urlsplit(sending.message.url)
        port = parts.port or {"https": 443}.get(parts.scheme, 80)
        place = f"{parts.hostname}:{port}"
        stage = "body" if sending.status is not None else self._recorder.stage
        return failures.explain(error, stage, place, self._recorder.error)

    def _record(self, sending: Sending) -> Exchange:
        stream, tape = self._recorder.tapes[-1] if self._recorder.tapes else (None, Tape())
        raw_sent, raw_received = bytes(tape.sent), bytes(tape.received)
        head, interim = read_reply(raw_received)
        reply = self._reply(sending, head, interim)
        message = sending.message
        if stream is not None:
            message = _replace(message, http_version=sending.version)
        return Exchange(
            purpose=sending.purpose,
            request=message,
            reply=reply,
            failure=sending.failure,
            started=sending.started,
            timing=evidence.timing(self._recorder, tape, time.perf_counter() - sending.clock),
            connection=evidence.connection(stream, self._way, reused=self._reused(stream)),
            raw_sent=raw_sent,
            raw_received=raw_received,
            raw_secret=secret_ranges(message, raw_sent),
        )

    def _reused(self, stream: RecordingStream | None) -> bool:
        if stream is None:
            return False
        known = id(stream) in self._known
        self._known.add(id(stream))
        return known

    def _reply(
        self, sending: Sending, head: Head | None, interim: tuple[Interim, ...]
    ) -> Reply | None:
        if head is None:
            return None
        body = sending.body or Body()
        defect = body.defect
        if sending.failure is not None and not defect:
            defect = sending.failure.message
        return Reply(
            status=head.status,
            reason=head.reason,
            http_version=head.version,
            headers=head.headers,
            body=body.data,
            wire_size=body.wire_size,
            cut=body.cut,
            body_defect=defect,
            interim=interim,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()


class Stopped(Exception):  # noqa: N818 - no error: the user wanted it
    """The exchange was cancelled; `exchange` is what there was of it."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__("stopped")
        self.exchange = exchange
