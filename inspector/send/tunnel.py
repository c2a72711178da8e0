"""Makes a record of the CONNECT that opened (or did not open) the way through a proxy."""

from datetime import datetime

from inspector.model.exchange import Exchange, Timing
from inspector.model.message import Header, Message, Reply
from inspector.send import evidence
from inspector.send.evidence import Way
from inspector.send.headtext import header_lines, read_reply
from inspector.send.recording import RecordingStream
from inspector.send.sent_bytes import secret_ranges
from inspector.send.tape import Tape

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
