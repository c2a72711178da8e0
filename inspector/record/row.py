"""What the list of the history shows of one attempt, and what it is filtered by."""

from datetime import datetime

import msgspec

from inspector.protocol.dates import utc


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt in the list; everything in it is free of secrets.

    key: its number in the history, growing. started: milliseconds since 1970. status: of the
    exchange explained, None where nothing came back. credential: fingerprint of what was sent,
    empty without one. duration in milliseconds, size in bytes as stored.
    """

    key: int = 0
    id: str
    started: int
    name: str = ""
    method: str = ""
    host: str = ""
    path: str = ""
    url: str = ""
    status: int | None = None
    cause: str = ""
    finding: str = ""
    certainty: str = ""
    title: str = ""
    environment: str = ""
    credential: str = ""
    scheme: str = ""
    origin: str = "user"
    parent: str = ""
    duration: int = 0
    size: int = 0
    pinned: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def time(self) -> datetime:
        """When it was started."""
        return utc(self.started / 1000)


class Span(msgspec.Struct, frozen=True):
    """One column of the strip over time: refused and all attempts that began in it."""

    start: int
    refused: int
    total: int


COLUMNS = (
    "key",
    "id",
    "started",
    "name",
    "method",
    "host",
    "path",
    "url",
    "status",
    "cause",
    "finding",
    "certainty",
    "title",
    "environment",
    "credential",
    "scheme",
    "origin",
    "parent",
    "duration",
    "size",
    "pinned",
    "note",
)
