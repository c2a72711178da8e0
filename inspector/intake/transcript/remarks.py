"""What the `*` lines of `curl -v` say about the connection, and its errors about failures."""

import re

import msgspec

from inspector.model.exchange import Connection, Failure, Stage
from inspector.wording import tr

# What a line contains → stage, kind. The first that fits decides; texts of curl 7.x and 8.x.
_FAILURES: tuple[tuple[str, Stage, str], ...] = (
    (r"could not resolve proxy", "proxy", "name-not-found"),
    (r"could(?: not|n't) resolve host", "dns", "name-not-found"),
    (r"connect tunnel failed|received http code \d+ from proxy", "proxy", "proxy-refused"),
    (r"certificate|self.signed|sslv3_alert_bad_certificate", "tls", "certificate"),
    (r"connection timed? ?out|connection timeout", "connect", "timeout"),
    (
        r"failed to connect to .*(?:refused|couldn't connect|could not connect)",
        "connect",
        "refused",
    ),
    (r"connection refused", "connect", "refused"),
    (r"no route to host|network is unreachable|host is down", "connect", "unreachable"),
    (r"failed to connect|couldn't connect", "connect", "refused"),
    (r"operation timed out|timeout was reached", "wait", "timeout"),
    (r"empty reply from server", "wait", "reset"),
    (r"connection reset|recv failure|send failure|broken pipe", "wait", "reset"),
    (r"\bssl\b.*(?:error|alert|fail)|\btls\b.*(?:error|alert|fail)|schannel:", "tls", "tls"),
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
