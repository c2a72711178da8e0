"""What each module in `formats` offers, and what they share."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from inspector.logs.line import Line

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
