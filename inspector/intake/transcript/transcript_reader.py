"""Follows the lines of `curl -v`: `>` sent, `<` received, `*` remarks, the rest is the body."""

import re

import msgspec

from inspector.intake.heads import reply_line, request_line
from inspector.intake.sequence import Sequence
from inspector.model.exchange import Connection, Failure, Stage
from inspector.wording import tr

# ---------------- The `*` lines of `curl -v`
# What a line contains → stage, kind. The first that fits decides; texts of curl 7.x and 8.x.
_FAILURES: tuple[tuple[str, Stage, str], ...] = (
    (r"could not resolve proxy", "proxy", "name-not-found"),
    (r"could(?: not|n't) resolve host", "dns", "name-not-found"),
    (r"connect tunnel failed|received http code \d+ from proxy", "proxy", "proxy-refused"),
    (r"certificate|self.signed|sslv3_alert_bad_certificate", "tls", "certificate"),
    (r"connection timed? ?out|connection timeout", "connect", "timeout"),
    (
        r"failed to connect to .{0,300}(?:refused|couldn't connect|could not connect)",
        "connect",
        "refused",
    ),
    (r"connection refused", "connect", "refused"),
    (r"no route to host|network is unreachable|host is down", "connect", "unreachable"),
    (r"failed to connect|couldn't connect", "connect", "refused"),
    (r"operation timed out|timeout was reached", "wait", "timeout"),
    (r"empty reply from server", "wait", "reset"),
    (r"connection reset|recv failure|send failure|broken pipe", "wait", "reset"),
    (r"\b(?:ssl|tls)\b.{0,200}(?:error|alert|fail)|schannel:", "tls", "tls"),
    (r"transfer closed with|end of response with", "body", "reset"),
    (
        r"http/0\.9|unsupported http version|malformed|weird server reply",
        "headers",
        "malformed-reply",
    ),
    (r"maximum \(\d+\) redirects", "headers", "too-many-redirects"),
)
_COMPILED = tuple((re.compile(text), stage, kind) for text, stage, kind in _FAILURES)
_FATAL = re.compile(
    r"^curl: \(\d+\) |^\* (?:could(?: not|n't) resolve|failed to connect|ssl certificate problem"
    r"|ssl: |openssl ssl_connect|connect tunnel failed|received http code \d+ from proxy"
    r"|operation timed out|empty reply from server|recv failure|connection timed? ?out"
    r"|ssl connection timeout|resolving timed out|http/0\.9)",
    re.IGNORECASE,
)
_PEER = re.compile(
    r"^\* Connected to \S+ \(([^)]+)\) port (\d+)|^\* Established connection to "
    r"\S+ \((\S+) port (\d+)\)"
)
_TLS = re.compile(r"^\* SSL connection using (?:TLSv?|SSLv?)?([\d.]+) / (\S+)")
_ALPN = re.compile(r"^\* ALPN(?:,|:) server accepted (?:to use )?(\S+)")
_VERIFIED = re.compile(r"^\*\s+SSL certificate verify (ok|result: .*)", re.IGNORECASE)
_ANOTHER = re.compile(r"^\* Issue another request to this URL: '([^']+)'")
_ADDRESS = re.compile(
    r"Failed to connect to (\S+) port (\d+)|[Cc]ould(?: not|n't) resolve host: (\S+)"
)
_REUSED = re.compile(r"^\* Re-?using existing .*connection", re.IGNORECASE)


def failure_of(line: str) -> Failure | None:
    """Return the failure that an error line tells of, None for other lines."""
    if not _FATAL.match(line):
        return None
    lower = line.lower()
    for pattern, stage, kind in _COMPILED:
        if pattern.search(lower):
            return Failure(stage=stage, kind=kind, message=_sentence(kind), detail=_detail(line))
    if not lower.startswith("curl: ("):
        return None
    return Failure(stage="wait", kind="no-reply", message=_sentence(""), detail=_detail(line))


def address_in(line: str) -> str:
    """Return the `host` or `host:port` that an error line names, "" where it names none."""
    found = _ADDRESS.search(line)
    if found is None:
        return ""
    host, port = found.group(1) or found.group(3), found.group(2)
    return f"{host}:{port}" if port else host


def another_url(line: str) -> str:
    """Return the URL that curl says it follows, "" for other lines."""
    found = _ANOTHER.match(line)
    return found.group(1) if found else ""


def connection_after(line: str, before: Connection | None) -> Connection | None:
    """Return the connection with what this line adds to it."""
    now = before or Connection()
    if found := _PEER.match(line):
        address, port = [part for part in found.groups() if part]
        return Connection(peer=f"{address}:{port}")
    if found := _TLS.match(line):
        version, cipher = found.groups()
        return msgspec.structs.replace(now, tls_version=version, cipher=cipher)
    if found := _ALPN.match(line):
        return msgspec.structs.replace(now, alpn=found.group(1).rstrip("."))
    if found := _VERIFIED.match(line):
        return msgspec.structs.replace(now, verified=found.group(1).lower().startswith("ok"))
    if _REUSED.match(line):
        return msgspec.structs.replace(now, reused=True)
    return before


def _detail(line: str) -> str:
    return line.removeprefix("* ").strip()[:200]


def _sentence(kind: str) -> str:
    sentences = {
        "name-not-found": tr("The host's name was not found."),
        "proxy-refused": tr("The proxy did not make the connection."),
        "certificate": tr("The host's certificate was not accepted."),
        "refused": tr("The host refused the connection."),
        "unreachable": tr("The host could not be reached."),
        "timeout": tr("The host did not answer in time."),
        "reset": tr("The connection was closed before the reply was whole."),
        "tls": tr("TLS could not be set up."),
        "malformed-reply": tr("The reply was not valid HTTP."),
        "too-many-redirects": tr("There were too many redirects."),
    }
    return sentences.get(kind, tr("curl ended without a reply."))


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
