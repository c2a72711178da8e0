"""Formats of logs: a line, what each module in `formats` offers, and which one fits a log."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol, cast

import msgspec

from inspector.logs import formats


# ---------------- What one line of a log says, and a line kept to be shown
class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One request that a log tells of, or one line of an error log.

    at: seconds since 1970, None where the line has no time. zoned: the time has a zone; else it
    is the server's local one, read as UTC. target: as logged, with its query. user: empty where
    nobody was named. reason: why, in a slug of `reasons.py` (error logs only). host: the virtual
    host that was asked, perhaps with a port; empty where the line does not name it.
    """

    at: float | None
    status: int
    method: str = ""
    target: str = ""
    client: str = ""
    agent: str = ""
    user: str = ""
    request_id: str = ""
    reason: str = ""
    zoned: bool = True
    host: str = ""


LONGEST_KEPT = 2000


class Kept(msgspec.Struct, frozen=True, gc=False):
    """A line kept as it was read, at most LONGEST_KEPT bytes of it.

    file: its index among those read. number: counted from 1. place: where it starts in the file,
    -1 where that can't be read again. start: where it starts in its piece.
    """

    file: int
    number: int
    text: bytes
    line: Line
    place: int = -1
    start: int = 0


Read = Callable[[bytes], Line | None]
"""Reads one line without its line end; None where the line can't be read."""
LONGEST_MESSAGE = 2000
"""So much of an error log's message is searched: an attacker chooses what stands in it."""


class Format(Protocol):
    """A kind of log. NAME: stable, in lower case. ERRORS: its lines are reasons, not requests."""

    NAME: str
    ERRORS: bool

    def title(self) -> str:
        """Return what the format is called."""

    def fit(self, sample: Sequence[bytes]) -> float:
        """Return how surely these lines are of this format, 0…1."""

    def needle(self, statuses: tuple[int, ...]) -> bytes:
        """Return a regular expression found in every line with one of these statuses."""

    def reader(self, head: Sequence[bytes]) -> Read:
        """Return what reads a line; head: the first lines of the file."""


def share_read(read: Read, sample: Sequence[bytes]) -> float:
    """Return which share of the lines this reads."""
    lines = [line for line in sample if line.strip() and not line.startswith(b"#")]
    return sum(read(line) is not None for line in lines) / len(lines) if lines else 0.0


class LineByLine(msgspec.Struct, frozen=True, kw_only=True):
    """A log each line of which is read alone.

    read: one line. marks: the pattern of a status, in every line that has it. surely: how much it
    counts that a line can be read.
    """

    read: Read
    marks: Callable[[tuple[int, ...]], bytes]
    surely: float = 1.0

    def fit(self, sample: Sequence[bytes]) -> float:
        """Return how surely these lines are of this log."""
        return self.surely * share_read(self.read, sample)

    def needle(self, statuses: tuple[int, ...]) -> bytes:
        """Return what every line with one of these statuses contains."""
        return self.marks(statuses)

    def reader(self, head: Sequence[bytes]) -> Read:  # noqa: ARG002 - each line is read alone
        """Return what reads a line."""
        return self.read


def json_log(
    decode: Callable[[bytes], Any], line_of: Callable[[Any], Line | None], surely: float = 1.0
) -> LineByLine:
    """Return a log with a JSON value in each line; line_of: what one says of a request."""

    def read(line: bytes) -> Line | None:
        try:
            value = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        return line_of(value)

    return LineByLine(read=read, marks=json_status, surely=surely)


def any_status(statuses: tuple[int, ...], before: bytes = b"", after: bytes = b"") -> bytes:
    """Return a pattern for any of the statuses; its literal start makes the search quick."""
    words = sorted(map(str, statuses))
    same = [len(set(column)) == 1 for column in zip(*words, strict=True)]
    start = words[0][: same.index(False) if False in same else len(same)]
    ends = "|".join(word[len(start) :] for word in words)
    return re.escape(before) + f"{start}(?:{ends})".encode() + re.escape(after)


def json_status(statuses: tuple[int, ...]) -> bytes:
    """Return a pattern for any of the statuses as a whole value in JSON."""
    return any_status(statuses) + rb'(?<=[:" \t]...)(?=[,}"\s]|\Z)'


def text(value: bytes) -> str:
    """Return a field as text; `-` means there was nothing."""
    return "" if value == b"-" else value.decode("utf-8", "replace")


# ---------------- Finds the formats and picks the one that fits a log best
_LEAST = 0.4


@cache
def all_formats() -> tuple[Format, ...]:
    """Return the formats, in the order of their module names."""
    found = pkgutil.iter_modules(formats.__path__, f"{formats.__name__}.")
    return tuple(cast("Format", importlib.import_module(module.name)) for module in found)


def format_named(name: str) -> Format:
    """Return the format of that name. Raises KeyError for an unknown one."""
    return {each.NAME: each for each in all_formats()}[name]


def recognise(head: Sequence[bytes]) -> Format | None:
    """Return the format that fits the first lines of a log best, None when none does."""
    fits = [(each.fit(head), each) for each in all_formats()]
    fit, best = max(fits, key=lambda pair: pair[0])
    return best if fit >= _LEAST else None
