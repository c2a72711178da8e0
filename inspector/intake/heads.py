"""Reads start lines and header lines of HTTP/1.1 text, damaged ones too (RFC 9112)."""

import re
from typing import NamedTuple

from inspector.model.message import Header

_REPLY = re.compile(r"^HTTP/(\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t](.*))?$")
_REQUEST = re.compile(
    r"^([0-9A-Za-z][!#$%&'*+.^_`|~0-9A-Za-z-]{0,39})[ \t]+(\S+)[ \t]+HTTP/(\d(?:\.\d)?)\s*$"
)


class ReplyLine(NamedTuple):
    """A status line."""

    version: str
    status: int
    reason: str


class RequestLine(NamedTuple):
    """A request line."""

    method: str
    target: str
    version: str


def reply_line(line: str) -> ReplyLine | None:
    """Return the parts of a status line, None when it is none."""
    found = _REPLY.match(line)
    if found is None:
        return None
    version, status, reason = found.groups()
    return ReplyLine(_version(version), int(status), (reason or "").strip())


def request_line(line: str) -> RequestLine | None:
    """Return the parts of a request line, None when it is none."""
    found = _REQUEST.match(line)
    if found is None:
        return None
    method, target, version = found.groups()
    return RequestLine(method, target, _version(version))


def header_lines(lines: list[str]) -> tuple[tuple[Header, ...], list[str]]:
    """Return the header lines and the lines that are none; folded lines are joined."""
    headers: list[Header] = []
    odd: list[str] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in " \t" and headers:
            last = headers[-1]
            headers[-1] = Header(last.name, f"{last.value} {line.strip()}")
        elif colon and name.strip():
            headers.append(Header(name, value.strip(" \t")))
        elif not colon and line.strip():
            odd.append(line)
        elif line.startswith(":") and value.count(":"):
            headers.append(_pseudo(line))
    return tuple(headers), odd


def _pseudo(line: str) -> Header:
    """Read a pseudo-header of HTTP/2 as tools print it: `:status: 401` (RFC 9113 §8.3)."""
    name, _, value = line[1:].partition(":")
    return Header(f":{name}", value.strip(" \t"))


def _version(text: str) -> str:
    return text.removesuffix(".0") if text[0] in "23" else text
