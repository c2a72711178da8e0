"""Common and combined log format of nginx and Apache, also with a virtual host or extra fields."""

import ipaddress
import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from inspector.logs.format import Line, Read, any_status, share_read
from inspector.logs.times import clf
from inspector.wording import tr

NAME = "combined"
ERRORS = False

_TIME = r"\[(\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d[^\]]{0,12})\]"
_QUOTED = r'"([^"\\]*(?:\\.[^"\\]*)*)'
_LINE = re.compile(
    rf'(\S+) \S+ (.*?) {_TIME} {_QUOTED}" (\d{{3}}) \S+(?: {_QUOTED}" {_QUOTED}"?)?(.*)', re.ASCII
)
_ADDRESS = re.compile(r"[0-9a-fA-F:.]+\Z")
_ID = re.compile(r"\b(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b", re.IGNORECASE)
_FORWARDED = re.compile(r'"([0-9a-fA-F:.]{3,45})(?:, ?[0-9a-fA-F:., ]+)?"')
_LONGEST_REST = 2000
_INNER = ("10.", "192.168.", "127.", "172.", "::1", "fd")


def title() -> str:
    """Return what the format is called."""
    return tr("access log of nginx or Apache (common or combined)")


def fit(sample: Sequence[bytes]) -> float:
    """Return how surely these lines are of this format."""
    return share_read(reader(sample), sample)


def needle(statuses: tuple[int, ...]) -> bytes:
    """Return what every line with one of these statuses contains."""
    return any_status(statuses, b'" ', b" ")


def reader(head: Sequence[bytes]) -> Read:
    """Return what reads a line, with a virtual host in front or without."""
    hosted = _has_host(head)

    def read(line: bytes) -> Line | None:
        words = line.decode("utf-8", "replace")
        return (None if "\\" in words else _quick(words)) or _slow(words)

    def read_hosted(line: bytes) -> Line | None:
        host, _, words = line.decode("utf-8", "replace").partition(" ")
        found = (None if "\\" in words else _quick(words)) or _slow(words)
        return msgspec.structs.replace(found, host=host) if found is not None else None

    return read_hosted if hosted else read


def _quick(words: str) -> Line | None:
    """Read a line as almost all are: nothing escaped, no spaces where none belong."""
    parts = words.split('"')
    try:
        client, _, user, day, zone, _ = parts[0].split(" ")
        method, target, _ = parts[1].split(" ")
        number = int(parts[2][:5])
        at = _moment(day, zone)
    except (ValueError, IndexError):
        return None
    if at is None:
        return None
    agent = parts[5] if len(parts) > 6 else ""  # noqa: PLR2004 - three quoted fields
    rest = '"'.join(parts[6:]) if len(parts) > 7 else ""  # noqa: PLR2004 - more than three
    client, request_id = _rest(client, rest) if rest else (client, "")
    return Line(
        at,
        number,
        method,
        target,
        client,
        "" if agent == "-" else agent,
        "" if user == "-" else user,
        request_id,
    )


@lru_cache(maxsize=1024)
def _moment(day: str, zone: str) -> float | None:
    """Read a time in brackets, cut at its space; many lines have the same."""
    return clf(f"{day[1:]} {zone[:-1]}")


def _slow(words: str) -> Line | None:
    found = _LINE.match(words)
    if not found:
        return None
    client, user, time, request, status, _, agent, rest = found.groups()
    method, target = _request(request)
    client, request_id = _rest(client, rest)
    return Line(
        clf(time),
        int(status),
        method,
        target,
        client,
        agent if agent and agent != "-" else "",
        "" if user == "-" else user,
        request_id,
    )


def _request(request: str) -> tuple[str, str]:
    """Take a request line apart that has spaces, quotes or nothing in it."""
    method, _, rest = request.partition(" ")
    target, _, version = rest.rpartition(" ")
    return method, target if target and version.startswith("HTTP/") else rest


def _rest(client: str, rest: str) -> tuple[str, str]:
    """Return the client behind an inner proxy, if the line names it, and the request's id."""
    rest = rest[:_LONGEST_REST]
    found = _ID.search(rest)
    behind = _FORWARDED.search(rest) if client.startswith(_INNER) else None
    return behind[1] if behind else client, found[0] if found else ""


def _has_host(head: Sequence[bytes]) -> bool:
    """Whether the second word of most lines is the client's address, the first being a host."""
    words = [line.split(b" ", 2)[1] for line in head if line.count(b" ") > 1]
    return sum(map(_is_address, words)) * 2 > len(words)


def _is_address(word: bytes) -> bool:
    value = word.decode("latin-1")
    if not _ADDRESS.match(value):
        return False
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True
