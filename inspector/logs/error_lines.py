"""Reads an error log by a table: what its lines look like, and which words give which reason."""

import re
from collections.abc import Callable, Sequence

import msgspec

from inspector.logs.format import LONGEST_MESSAGE, Line, Read, share_read, text


class Because(msgspec.Struct, frozen=True):
    """Words that give a reason (its slug), and the status that the server then answers with."""

    words: re.Pattern[bytes]
    reason: str
    status: int = 401


def says(words: bytes, reason: str, status: int = 401, flags: re.RegexFlag = re.NOFLAG) -> Because:
    """Return what these words mean."""
    return Because(re.compile(words, flags), reason, status)


class ErrorLog(msgspec.Struct, frozen=True, kw_only=True):
    """How one server writes its error log.

    line: with the groups `time` and `words`. at: reads the time. number: finds a message's number,
    of which the first counts (an address asked for may hold another); numbers: what each says.
    because: what words say where no number does, the first that is found. client and user: with
    one group. request: with a group `target` and perhaps `method`. holds: a pattern that is in
    every line which says why somebody was refused; such lines have no status to look for.
    """

    line: re.Pattern[bytes]
    at: Callable[[str], float | None]
    because: tuple[Because, ...]
    client: re.Pattern[bytes]
    user: re.Pattern[bytes]
    request: re.Pattern[bytes]
    holds: bytes
    number: re.Pattern[bytes] = re.compile(rb"(?!)")
    numbers: dict[bytes, tuple[str, int]] = {}

    def fit(self, sample: Sequence[bytes]) -> float:
        """Return how surely these lines are of this log."""
        return share_read(self.read, sample)

    def needle(self, statuses: tuple[int, ...]) -> bytes:  # noqa: ARG002 - its lines have none
        """Return what every line contains that says why somebody was refused."""
        return self.holds

    def reader(self, head: Sequence[bytes]) -> Read:  # noqa: ARG002 - each line is read alone
        """Return what reads a line; a line about something else has no reason."""
        return self.read

    def read(self, line: bytes) -> Line | None:
        """Read one line; user and request are told only where it says why somebody was refused."""
        found = self.line.match(line)
        if not found:
            return None
        words = found["words"][:LONGEST_MESSAGE]
        reason, status = self._why(words)
        client = self.client.search(words)
        user, request = (
            (self.user.search(words), self.request.search(words)) if reason else (None,) * 2
        )
        asked = request.groupdict() if request else {}
        return Line(
            self.at(found["time"].decode()),
            status,
            text(asked.get("method") or b""),
            text(asked.get("target") or b""),
            _address(client[1]) if client else "",
            "",
            text(user[1]) if user else "",
            "",
            reason,
            zoned=False,
        )

    def _why(self, words: bytes) -> tuple[str, int]:
        number = self.number.search(words)
        if number and number[1] in self.numbers:
            return self.numbers[number[1]]
        found = ((each.reason, each.status) for each in self.because if each.words.search(words))
        return next(found, ("", 0))


def _address(client: bytes) -> str:
    host, _, port = client.rpartition(b":")
    return text(host.strip(b"[]") if host and port.isdigit() else client)
