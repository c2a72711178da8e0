"""Logs with a `#Fields:` line: IIS (W3C extended) and CloudFront."""

from collections.abc import Sequence
from urllib.parse import unquote_plus

from inspector.logs.format import Line, Read, any_status, share_read, text
from inspector.logs.times import iso
from inspector.wording import tr

NAME = "w3c"
ERRORS = False
_FIELDS = b"#Fields:"
_NEEDED = {b"time", b"sc-status"}


def title() -> str:
    """Return what the format is called."""
    return tr("log with a #Fields line (IIS, CloudFront)")


def fit(sample: Sequence[bytes]) -> float:
    """Return how surely these lines are of this format."""
    return share_read(reader(sample), sample) if _fields(sample) else 0.0


def needle(statuses: tuple[int, ...]) -> bytes:
    """Return what every line with one of these statuses contains."""
    return any_status(statuses)


def reader(head: Sequence[bytes]) -> Read:
    """Return what reads a line by the names that the first `#Fields:` line gives."""
    names = _fields(head)

    def read(line: bytes) -> Line | None:
        values = line.split(b"\t") if b"\t" in line else line.split()
        if not names or len(values) != len(names):
            return None
        return _line(dict(zip(names, values, strict=True)))

    return read


def _fields(head: Sequence[bytes]) -> tuple[bytes, ...]:
    for line in head:
        if line.startswith(_FIELDS):
            names = tuple(line[len(_FIELDS) :].split())
            return names if _NEEDED.issubset(names) else ()
    return ()


def _line(values: dict[bytes, bytes]) -> Line | None:
    def first(*names: bytes) -> str:
        return next((text(values[name]) for name in names if values.get(name, b"-") != b"-"), "")

    status = first(b"sc-status")
    if not status.isdigit():
        return None
    at, _ = iso(f"{first(b'date')} {first(b'time')}")
    query = first(b"cs-uri-query")
    return Line(
        at,
        int(status),
        first(b"cs-method"),
        first(b"cs-uri-stem") + (f"?{query}" if query else ""),
        first(b"c-ip", b"x-forwarded-for"),
        unquote_plus(first(b"cs(User-Agent)")),
        first(b"cs-username"),
        first(b"x-edge-request-id"),
        host=first(b"x-host-header", b"cs-host", b"cs(Host)"),
    )
