"""Follows the lines of `curl -v`: `>` sent, `<` received, `*` remarks, the rest is the body."""

import re

from inspector.intake.heads import reply_line, request_line
from inspector.intake.sequence import Sequence
from inspector.intake.transcript.remarks import (
    address_in,
    another_url,
    connection_after,
    failure_of,
)

_METER = re.compile(
    r"^\s*(?:% Total|Dload|[\d.kMG]+\s+[\d.kMG]+\s+[\d.kMG]+\s+\d+\s+\d+\s+\d+)|^[{}] \[\d+ bytes"
)
# A remark may stand behind the progress meter, which ends without a line end.
_METER_END = re.compile(r"^[\s\d.:kMG-]*--:--:--\s+[\d.kMG]+(?=\* )")
# A body without a line end is followed by curl's remark on the same line.
_GLUED = re.compile(
    r"^(.+?)(\* (?:Connection #\d+ to host|Closing connection|shutting down|"
    r"Ignoring the response-body|Issue another|Excess found|Mark bundle).*)$"
)
# A connection is plain until curl tells of TLS.
_CONNECTED = re.compile(r"^\* +(?:Connected to|Established connection) .* port (?!443\b)\d+")
_HTTPS_SIGN = re.compile(r"^\* .*(?:SSL connection using|ALPN|TLS handshake|port 443)")


class Transcript:
    """Feeds a sequence with the messages that the lines spell out."""

    def __init__(self, sequence: Sequence) -> None:
        self._sequence = sequence
        self._sent: list[str] = []
        self._received: list[str] = []
        self._body: list[str] = []
        self._state = "before"

    def take(self, line: str) -> None:
        """Take the next line."""
        line = _METER_END.sub("", line)
        marker, rest = line[:2].rstrip(), line[2:]
        if marker == "*" or line.startswith("curl: ("):
            self._remark(line)
        elif marker == ">" and (self._state == "sent" or request_line(rest)):
            self._to_server(rest)
        elif marker == "<" and (self._state == "received" or reply_line(rest)):
            self._from_server(rest)
        elif not _METER.match(line):
            self._text(line)

    def end(self) -> None:
        """Hand over what is still open."""
        self._flush()

    def _to_server(self, line: str) -> None:
        if self._state != "sent":
            self._flush()
            self._state = "sent"
        if line.strip():
            self._sent.append(line)
        else:
            self._flush()
            self._state = "waiting"

    def _from_server(self, line: str) -> None:
        if self._state != "received":
            self._flush()
            self._state = "received"
        if line.strip():
            self._received.append(line)
        else:
            self._state = "body"

    def _text(self, line: str) -> None:
        glued = _GLUED.match(line)
        if glued:
            line, remark = glued.groups()
        if self._state == "body":
            self._body.append(line)
        if glued:
            self._remark(remark)

    def _remark(self, line: str) -> None:
        sequence = self._sequence
        failure = failure_of(line)
        if failure:
            self._flush()
            sequence.failure(failure, address_in(line))
            return
        if _CONNECTED.match(line):
            sequence.scheme = "http"
        elif _HTTPS_SIGN.match(line):
            sequence.scheme = "https"
        if url := another_url(line):
            self._flush()
            sequence.expect(url)
        sequence.connection = connection_after(line, sequence.connection)

    def _flush(self) -> None:
        """Give the message that is complete by now to the sequence."""
        if self._sent and (start := request_line(self._sent[0])):
            self._sequence.request(start, self._sent[1:], b"", _wire(self._sent, b""))
        if self._received and (answer := reply_line(self._received[0])):
            body = "\n".join(self._body).encode("latin-1")
            self._sequence.reply(answer, self._received[1:], body, _wire(self._received, body))
        self._sent, self._received, self._body = [], [], []
        self._state = "between"


def _wire(lines: list[str], body: bytes) -> bytes:
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body
