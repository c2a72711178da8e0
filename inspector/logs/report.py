"""What the logs say, ready to be shown: frozen records, every text in them masked."""

from typing import Literal

import msgspec

Level = Literal["alarm", "notice", "normal"]


class LogLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line to show. file: its name. at: seconds since 1970. reason: in words."""

    file: str
    number: int
    text: str
    at: float | None = None
    status: int = 0
    method: str = ""
    path: str = ""
    client: str = ""
    user: str = ""
    reason: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One path, client, agent or user. share: of all refusals. rate: of its own requests.

    rate: None where its other requests are not known.
    """

    name: str
    count: int
    counts: dict[int, int] = {}
    share: float = 0
    rate: float | None = None


class Column(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One bucket of the chart. requests: all of them, refused or not. spike: unusually many."""

    at: float
    counts: dict[int, int] = {}
    requests: int = 0
    spike: bool = False

    @property
    def refused(self) -> int:
        """All refusals of the bucket."""
        return sum(self.counts.values())


class Spike(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets in a row with unusually many refusals. usual: the level of one bucket."""

    start: float
    end: float
    count: int
    usual: float


class Kind(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What it probably is. count: how many refusals it explains. advice: what to do."""

    slug: str
    level: Level
    count: int
    sentence: str
    advice: str = ""
    evidence: tuple[LogLine, ...] = ()
    start: float | None = None
    end: float | None = None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why the server says it refused, from its error log."""

    slug: str
    text: str
    count: int
    users: tuple[str, ...]
    evidence: tuple[LogLine, ...]


class Belongs(msgspec.Struct, frozen=True, kw_only=True):
    """A line that belongs to the attempt. because: what speaks for it, in words."""

    line: LogLine
    score: int
    because: tuple[str, ...]


class ReadLog(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One log that was read."""

    file: str
    format: str
    title: str
    lines: int
    size: int
    fault: str = ""


class LogReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer.

    about: numbers of requests that were not refused are estimates; those of refusals are exact.
    width: seconds of one column. kept_every: the lines are every so many-th refusal.
    """

    headline: str
    logs: tuple[ReadLog, ...] = ()
    start: float | None = None
    end: float | None = None
    lines: int = 0
    requests: int = 0
    refused: int = 0
    about: bool = False
    statuses: dict[int, int] = {}
    unreadable: int = 0
    first_unreadable: LogLine | None = None
    width: int = 1
    columns: tuple[Column, ...] = ()
    spikes: tuple[Spike, ...] = ()
    kinds: tuple[Kind, ...] = ()
    paths: tuple[Row, ...] = ()
    clients: tuple[Row, ...] = ()
    agents: tuple[Row, ...] = ()
    users: tuple[Row, ...] = ()
    reasons: tuple[Reason, ...] = ()
    lines_shown: tuple[LogLine, ...] = ()
    kept_every: int = 1
    belongs: tuple[Belongs, ...] | None = None
