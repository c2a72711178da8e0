"""squid's native access log: the milliseconds, the client, the result and what was asked for."""

import re
from collections.abc import Sequence

from inspector.logs.format import Line, Read, any_status, share_read, text
from inspector.wording import tr

NAME = "squid"
ERRORS = False
_LINE = re.compile(rb"(\d{9,11}\.\d{3}) +-?\d+ (\S+) [A-Z_]+/(\d{3}) \d+ (\S+) (\S+) (\S+) \S+")


def title() -> str:
    """Return what the format is called."""
    return tr("access log of squid")


def fit(sample: Sequence[bytes]) -> float:
    """Return how surely these lines are of this format."""
    return share_read(_read, sample)


def needle(statuses: tuple[int, ...]) -> bytes:
    """Return what every line with one of these statuses contains."""
    return any_status(statuses, b"/", b" ")


def reader(head: Sequence[bytes]) -> Read:  # noqa: ARG001 - each line is read alone
    """Return what reads a line."""
    return _read


def _read(line: bytes) -> Line | None:
    found = _LINE.match(line)
    if not found:
        return None
    at, client, status, method, target, user = found.groups()
    return Line(float(at), int(status), text(method), text(target), text(client), "", text(user))
