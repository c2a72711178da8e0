"""Any text line with a time, a quoted request and a status: HAProxy, Envoy, ALB, own formats."""

import re

from inspector.logs.format import Line, LineByLine, any_status, text
from inspector.logs.times import clf, iso
from inspector.wording import tr

NAME = "loose"
ERRORS = False

# finds `2026-01-02 03:04:05,678`
# but not `2026-01-02`
_TIME = re.compile(
    rb"(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4})?)"
    rb"|(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)"
)
_REQUEST = re.compile(rb"[\"'`]([A-Z]{3,16}) (\S+)(?: HTTP/[\d.]+)?[\"'`]")
_STATUS = re.compile(rb"(?:^|[ \t=:\"|])([1-5]\d\d)(?=$|[ \t,\"|;])")
# finds `from 192.0.2.7 to`
# but not `version 1.2.3`
_ADDRESS = re.compile(
    rb"(?<![\w.:])(\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}"
    rb"|(?:[0-9a-fA-F]{1,4}:){1,7}:[0-9a-fA-F:]{0,30}|::[0-9a-fA-F:]{1,30})(?![\w.])"
)
_QUOTED = re.compile(rb'"([^"]{3,400})"')
_AGENT = re.compile(rb"[A-Za-z][\w.\-]*/\d")
_ID = re.compile(
    rb"\b(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|1-[0-9a-f]{8}-[0-9a-f]{24})\b",
    re.IGNORECASE,
)


def title() -> str:
    """Return what the format is called."""
    return tr("access log with a time, a quoted request and a status")


def _read(line: bytes) -> Line | None:
    request, when = _REQUEST.search(line), _TIME.search(line)
    if request is None or when is None:
        return None
    status = _status(line, request, when)
    if status is None:
        return None
    at, zoned = (_clf(when[1]), True) if when[1] else iso(when[2].decode())
    address, found = _ADDRESS.search(line), _ID.search(line)
    return Line(
        at,
        status,
        text(request[1]),
        text(request[2]),
        text(address[1]) if address else "",
        _agent(line, request.end()),
        "",
        found[0].decode() if found else "",
        "",
        zoned,
    )


def _status(line: bytes, request: re.Match[bytes], when: re.Match[bytes]) -> int | None:
    """Return the status: the first after the request, else the last between time and request."""
    after = _STATUS.search(line, request.end())
    before = _STATUS.findall(line, when.end(), request.start())
    # An ALB has it before the request; what comes after the request there is the agent.
    number = before[0] if before else after[1] if after else None
    return int(number) if number else None


def _clf(when: bytes) -> float | None:
    time = when.decode()
    return clf(time[:20] if time[20:21] == "." else time)


def _agent(line: bytes, start: int) -> str:
    for quoted in _QUOTED.finditer(line, start):
        if _AGENT.match(quoted[1]):
            return text(quoted[1])
    return ""


_LOG = LineByLine(read=_read, marks=any_status, surely=0.8)
fit, needle, reader = _LOG.fit, _LOG.needle, _LOG.reader
