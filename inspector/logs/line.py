"""What one line of a log says, and a line kept to be shown."""

import msgspec


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
