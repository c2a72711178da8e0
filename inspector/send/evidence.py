"""Makes the records of one exchange out of what was recorded: times, connection, bytes."""

import re
import ssl
import time

import msgspec

from inspector.model.exchange import Connection, Timing
from inspector.model.message import Header, Interim, Message, Span, first
from inspector.protocol.keys.certificate_request import name_of
from inspector.protocol.streams.socket_messages import SWITCHED
from inspector.reading.statuses import INTERIM
from inspector.send.proxy import proxies
from inspector.send.recording import RecordingStream
from inspector.send.tape import (
    PREFACE,
    FrameReader,
    Frames,
    Recorder,
    Tape,
    received_on,
    sent_headers,
)
from inspector.send.tls import certificates
from inspector.send.tls.shown import Seen

# ---------------- Reads start line and header lines as they crossed the wire
_STATUS = re.compile(r"HTTP/(\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t](.*))?\Z", re.DOTALL)
_EMPTY_LINE = re.compile(rb"\n\r?\n")  # one search: a mark that is nowhere costs the whole body
_VERSION = b"HTTP/"


class Head(msgspec.Struct, frozen=True):
    """The head of a reply; end: offset of the first byte after it. defects: what is malformed."""

    status: int
    reason: str
    version: str
    headers: tuple[Header, ...]
    end: int
    defects: tuple[str, ...] = ()


def _block(data: bytes, start: int) -> tuple[bytes, int] | None:
    """Return the lines up to the empty one, and the offset after it."""
    found = _EMPTY_LINE.search(data, start)
    return (data[start : found.start()], found.end()) if found else None


def read_head(data: bytes, start: int = 0) -> Head | None:
    """Return the head that starts at an offset, None when it is not whole or no HTTP at all."""
    found = _block(data, start)
    if found is None:
        return None
    block, end = found
    lines = [line.rstrip("\r") for line in block.decode("latin-1").split("\n")]
    match = _STATUS.match(lines[0])
    if match is None:
        return None
    headers, defects = header_lines(lines[1:])
    return Head(int(match[2]), match[3] or "", match[1], headers, end, defects)


def header_lines(lines: list[str]) -> tuple[tuple[Header, ...], tuple[str, ...]]:
    """Return the header lines and those that are none; folded lines are joined (RFC 9112 §5.2)."""
    found: list[tuple[str, list[str]]] = []
    defects: list[str] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and found:
            found[-1][1].append(line.strip())
            continue
        name, colon, value = line.partition(":")
        if not colon or name != name.rstrip():
            defects.append(line)
        if colon:
            found.append((name.rstrip(), [value.strip(" \t")]))
    headers = (Header(name, " ".join(values).strip()) for name, values in found)
    return tuple(headers), tuple(defects)


def read_reply(data: bytes) -> tuple[Head | None, tuple[Interim, ...]]:
    """Return the head of the final reply and the interim replies before it."""
    interim: list[Interim] = []
    head = read_head(data)
    while head is not None and head.status in INTERIM and head.status != SWITCHED:
        interim.append(Interim(head.status, head.reason, head.headers))
        head = read_head(data, head.end)
    return head, tuple(interim)


def trailers(data: bytes, start: int) -> tuple[Header, ...]:
    """Return the header lines after the last chunk of a chunked body (RFC 9112 §7.1.2)."""
    if data.endswith(b"\r\n0\r\n\r\n"):
        return ()
    at = start
    while (end := data.find(b"\n", at)) >= 0:
        digits = data[at:end].partition(b";")[0].strip()
        try:
            size = int(digits, 16)
        except ValueError:
            return ()
        if size == 0:
            found = _block(data, end + 1)
            lines = found[0].decode("latin-1").split("\n") if found else []
            return header_lines([line.rstrip("\r") for line in lines])[0]
        at = end + 1 + size + 2
    return ()


# ---------------- Finds the secrets of a message in the bytes that were sent for it (HTTP/1)
def secret_ranges(message: Message, raw: bytes) -> tuple[Span, ...]:
    """Return the half-open ranges of the recorded bytes that hold secrets."""
    head_end = raw.find(b"\r\n\r\n")
    if head_end < 0:
        head_end = len(raw)
    ranges = [*_in_line(message, raw), *_in_headers(message, raw, head_end)]
    ranges += _in_body(message, raw, head_end + 4)
    return tuple(ranges)


def _in_line(message: Message, raw: bytes) -> list[Span]:
    if not message.target_secret:
        return []
    at = raw.find(message.target.encode("latin-1"), 0, raw.find(b"\r\n"))
    return [(at + start, at + end) for start, end in message.target_secret] if at >= 0 else []


def _in_headers(message: Message, raw: bytes, head_end: int) -> list[Span]:
    ranges: list[Span] = []
    at = raw.find(b"\r\n") + 2
    for header in message.headers:
        line = f"{header.name}: {header.value}\r\n".encode("latin-1")
        found = raw.find(line, at, head_end + 2)
        if found >= 0:
            value = found + len(header.name) + 2
            ranges += [(value + start, value + end) for start, end in header.secret]
            at = found + len(line)
    return ranges


def _in_body(message: Message, raw: bytes, start: int) -> list[Span]:
    if not message.body_secret or start >= len(raw):
        return []
    if raw[start : start + len(message.body)] == message.body:
        return [(start + first, start + last) for first, last in message.body_secret]
    return [(start, len(raw))]  # chunked: the pieces lie anywhere in it


_THOUSAND = 1000.0
_replace = msgspec.structs.replace


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all exchanges over one set of connections."""

    proxy: str = ""
    proxy_reason: str = ""
    certificate_reason: str = ""
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

    @property
    def is_other_protocol(self) -> bool:
        """Whether what came begins otherwise than a reply (RFC 9112 §4): HTTP/0.9, SSH, mail."""
        start = self.received[: len(_VERSION)]
        return bool(start) and not self.version and not _VERSION.startswith(start)


def read_bytes(message: Message, stream: RecordingStream | None, tape: Tape, way: Way) -> Bytes:
    """Read the tape of an exchange; what it received is taken off it."""
    if stream is None:
        return Bytes(message=message)
    sent, received = bytes(tape.sent), tape.taken()
    if stream.frames is not None or sent.startswith(PREFACE):
        return _frames(message, stream, sent, received)
    if way.over_socks and stream.tls is None:
        sent, received = proxies.sent_http(sent, message.method), proxies.received_http(received)
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
    if head.status == SWITCHED:  # what follows is another protocol
        received = received[: head.end]
    return _replace(
        found,
        received=received,
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
        frames = stream.frames = Frames(FrameReader(), FrameReader())
    ours = [block for block in frames.sent.feed(sent) if block.get(":method")]
    secret = [*frames.sent.header_spans]
    secret += frames.sent.data_spans if message.body_secret else []
    blocks = frames.received.feed(received)
    stream_id = ours[-1].stream if ours else 0
    found = received_on(blocks, stream_id)
    written = _replace(message, http_version="2")
    if ours:
        written = _replace(written, headers=sent_headers(ours[-1], message))
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
    if answered and tape.sent.startswith(PREFACE[:3]):
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
        peer=place(stream.peer),
        local=place(stream.local),
        proxy=way.proxy,
        proxy_reason=way.proxy_reason,
        certificate_reason=way.certificate_reason,
        reused=reused,
    )
    if stream.tls is None:
        return known
    return with_shown(_with_tls(known, stream.tls, verify=way.verify), stream.seen)


def unfinished(seen: Seen | None, way: Way) -> Connection | None:
    """Return what a handshake that failed said of the client's certificate, None for nothing."""
    if seen is None or seen.asked is None:
        return None
    known = Connection(
        proxy=way.proxy,
        proxy_reason=way.proxy_reason,
        certificate_reason=way.certificate_reason,
    )
    return with_shown(known, seen)


def with_shown(known: Connection, seen: Seen | None) -> Connection:
    """Return the connection with what its handshake said in the clear."""
    if seen is None:
        return known
    known = _replace(known, server_name=seen.hello.server_name, alpn_offered=seen.hello.offered)
    if seen.asked is None:
        return known
    issuers = tuple(name_of(der) for der in seen.asked)
    return _replace(
        known,
        asked_issuers=tuple(filter(None, issuers)),
        shown=tuple(certificates.read(der) for der in seen.shown),
    )


def _with_tls(known: Connection, tls: ssl.SSLObject, *, verify: bool) -> Connection:
    return _replace(
        known,
        tls_version=tls.version() or "",
        cipher=(tls.cipher() or ("",))[0],
        alpn=tls.selected_alpn_protocol() or "",
        verified=verify,
        chain=certificates.chain(tls, verified=verify),
    )


def place(address: object) -> str:
    """Return a socket's address as `ip:port`, empty where there is none."""
    if not isinstance(address, tuple) or len(address) < 2:  # noqa: PLR2004 - host and port
        return ""
    host, port = str(address[0]), address[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
