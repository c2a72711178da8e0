"""squid's native access log: the milliseconds, the client, the result and what was asked for."""

import re

from inspector.logs.format import Line, LineByLine, any_status, text
from inspector.wording import tr

NAME = "squid"
ERRORS = False
_LINE = re.compile(rb"(\d{9,11}\.\d{3}) +-?\d+ (\S+) [A-Z_]+/(\d{3}) \d+ (\S+) (\S+) (\S+) \S+")


def title() -> str:
    """Return what the format is called."""
    return tr("access log of squid")


def _read(line: bytes) -> Line | None:
    found = _LINE.match(line)
    if not found:
        return None
    at, client, status, method, target, user = found.groups()
    return Line(float(at), int(status), text(method), text(target), text(client), "", text(user))


_LOG = LineByLine(read=_read, marks=lambda statuses: any_status(statuses, b"/", b" "))
fit, needle, reader = _LOG.fit, _LOG.needle, _LOG.reader
