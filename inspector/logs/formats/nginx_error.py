"""nginx's error log: the lines that say why somebody was refused."""

import re
from collections.abc import Sequence

from inspector.logs.format import LONGEST_MESSAGE, Line, Read, share_read, text
from inspector.logs.times import nginx_error
from inspector.wording import tr

NAME = "nginx-error"
ERRORS = True

_LINE = re.compile(rb"(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[(\w+)\] [\d#]+: (?:\*\d+ )?(.*)")
_CLIENT = re.compile(rb", client: ([^,\s]+)")
_REQUEST = re.compile(rb", request: \"(\S+) ([^\s\"]+)")
_USER = re.compile(rb"user \"([^\"]*)\"")
# What the line says -> the reason, and the status that nginx answers with.
_WORDS = (
    (re.compile(rb"password mismatch"), "password-mismatch", 401),
    (re.compile(rb"user \"[^\"]{0,300}\" was not found"), "user-not-found", 401),
    (re.compile(rb"no user/password was provided"), "no-user", 401),
    (re.compile(rb"access forbidden by rule|is forbidden \(13|"
                rb"directory index of .{0,500} forbidden"),
     "client-denied", 403),
    (re.compile(rb"auth request unexpected status"), "subrequest", 500),
    (re.compile(rb"open\(\) \"[^\"]{0,300}passw[^\"]{0,300}\" failed"), "password-file", 403),
    (re.compile(rb"(?i:jwt|token).{0,200}(?:fail|invalid|expired)"), "token", 401),
)  # fmt: skip


def title() -> str:
    """Return what the format is called."""
    return tr("error log of nginx")


def fit(sample: Sequence[bytes]) -> float:
    """Return how surely these lines are of this format."""
    return share_read(_read, sample)


def needle(statuses: tuple[int, ...]) -> bytes:  # noqa: ARG001 - its lines have no status
    """Return what every line contains that says why somebody was refused."""
    return rb"(?:mismatch|was not found in|was provided|forbidden|auth request|passw|jwt|JWT|token)"


def reader(head: Sequence[bytes]) -> Read:  # noqa: ARG001 - each line is read alone
    """Return what reads a line; a line about something else has no reason."""
    return _read


def _read(line: bytes) -> Line | None:
    found = _LINE.match(line)
    if not found:
        return None
    words = found[3][:LONGEST_MESSAGE]
    reason, status = _reason(words)
    client, request, user = _CLIENT.search(words), _REQUEST.search(words), _USER.search(words)
    return Line(
        nginx_error(found[1].decode()),
        status,
        text(request[1]) if request else "",
        text(request[2]) if request else "",
        text(client[1]) if client else "",
        "",
        text(user[1]) if user else "",
        "",
        reason,
        zoned=False,
    )


def _reason(words: bytes) -> tuple[str, int]:
    for pattern, slug, status in _WORDS:
        if pattern.search(words):
            return slug, status
    return "", 0
