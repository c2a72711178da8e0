"""Makes the records of one exchange out of what was recorded: times, connection, bytes."""

import ssl
import time

import msgspec

from inspector.model.exchange import Connection, Timing
from inspector.model.message import Header, Interim, Message, Span, first
from inspector.send import certificates, http2, socks
from inspector.send.headtext import read_reply, trailers
from inspector.send.recording import RecordingStream
from inspector.send.sent_bytes import secret_ranges
from inspector.send.tape import Frames, Recorder, Tape

_THOUSAND = 1000.0
_replace = msgspec.structs.replace


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all exchanges over one set of connections."""

    proxy: str = ""
    proxy_reason: str = ""
    verify: bool = True

    @property
    def over_socks(self) -> bool:
        """Whether a SOCKS greeting comes before HTTP."""
        return self.proxy.startswith("socks")


class Bytes(msgspec.Struct, frozen=True, kw_only=True):
    """What the recorded bytes of one exchange say; status 0: no head of a reply."""

    message: Message
    sent: bytes = b""
    received: bytes = b""
    secret: tuple[Span, ...] = ()
    status: int = 0
    reason: str = ""
    version: str = ""
    headers: tuple[Header, ...] = ()
    interim: tuple[Interim, ...] = ()
    trailers: tuple[Header, ...] = ()
    defects: tuple[str, ...] = ()
    head_end: int = 0


def read_bytes(message: Message, stream: RecordingStream | None, tape: Tape, way: Way) -> Bytes:
    """Read the tape of an exchange; what it received is taken off it."""
    if stream is None:
        return Bytes(message=message)
    sent, received = bytes(tape.sent), tape.taken()
    if stream.frames is not None or sent.startswith(http2.PREFACE):
        return _frames(message, stream, sent, received)
    if way.over_socks and stream.tls is None:
        sent, received = socks.sent_http(sent, message.method), socks.received_http(received)
    head, interim = read_reply(received)
    written = _replace(message, http_version=_version(sent))
    found = Bytes(
        message=written if sent else message,
        sent=sent,
        received=received,
        secret=secret_ranges(message, sent),
        interim=interim,
    )
    if head is None:
        return found
    return _replace(
        found,
        status=head.status,
        reason=head.reason,
        version=head.version,
        headers=head.headers,
        trailers=trailers(received, head.end) if _is_chunked(head.headers) else (),
        defects=head.defects,
        head_end=head.end,
    )


def _is_chunked(headers: tuple[Header, ...]) -> bool:
    return "chunked" in (first(headers, "Transfer-Encoding") or "").lower()


def _version(sent: bytes) -> str:
    line = sent[: max(sent.find(b"\r\n"), 0)]
    return line[-3:].decode("latin-1") if line[-8:-3] == b"HTTP/" else "1.1"


def _frames(message: Message, stream: RecordingStream, sent: bytes, received: bytes) -> Bytes:
    frames = stream.frames
    if frames is None:
        frames = stream.frames = Frames(http2.FrameReader(), http2.FrameReader())
    ours = [block for block in frames.sent.feed(sent) if block.get(":method")]
    secret = [*frames.sent.header_spans]
    secret += frames.sent.data_spans if message.body_secret else []
    blocks = frames.received.feed(received)
    stream_id = ours[-1].stream if ours else 0
    found = http2.received(blocks, stream_id)
    written = _replace(message, http_version="2")
    if ours:
        written = _replace(written, headers=http2.sent_headers(ours[-1], message))
    return Bytes(
        message=written,
        sent=sent,
        received=received,
        secret=tuple(secret),
        status=found.status,
        version="2",
        headers=found.headers,
        interim=found.interim,
        trailers=found.trailers,
    )


def timing(recorder: "Recorder[RecordingStream]", tape: Tape, answered: float) -> Timing:
    """Return how long each step took, in milliseconds; the total from the first use of the net.

    answered: when the head of the reply was read, 0 if never. HTTP/2 servers write settings
    before the reply, so their first byte is not the reply's.
    """
    end = tape.last_read if answered and tape.last_read else time.perf_counter()
    first = tape.first_read
    if answered and tape.sent.startswith(http2.PREFACE[:3]):
        first = answered
    return Timing(
        dns=_milliseconds(recorder.spent.get("dns")),
        connect=_milliseconds(recorder.spent.get("connect")),
        tls=_milliseconds(recorder.spent.get("tls")),
        send=_milliseconds(tape.last_write - tape.first_write) if tape.first_write else None,
        wait=_milliseconds(first - tape.last_write) if first else None,
        receive=_milliseconds(tape.last_read - first) if first else None,
        total=_milliseconds(end - recorder.started) if recorder.started else None,
    )


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(max(seconds, 0.0) * _THOUSAND, 3)


def connection(stream: RecordingStream | None, way: Way) -> Connection | None:
    """Return what is known about a connection, None where there was none."""
    if stream is None:
        return None
    reused, stream.used = stream.used, True
    known = Connection(
        peer=_place(stream.peer),
        local=_place(stream.local),
        proxy=way.proxy,
        proxy_reason=way.proxy_reason,
        reused=reused,
    )
    return known if stream.tls is None else _with_tls(known, stream.tls, verify=way.verify)


def _with_tls(known: Connection, tls: ssl.SSLObject, *, verify: bool) -> Connection:
    return _replace(
        known,
        tls_version=tls.version() or "",
        cipher=(tls.cipher() or ("",))[0],
        alpn=tls.selected_alpn_protocol() or "",
        verified=verify,
        chain=certificates.chain(tls, verified=verify),
    )


def _place(address: object) -> str:
    if not isinstance(address, tuple) or len(address) < 2:  # noqa: PLR2004 - host and port
        return ""
    host, port = str(address[0]), address[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
