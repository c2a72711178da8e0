"""Reads the ends of a period as people type them: a time, or so long ago."""

import re
from datetime import UTC, datetime, timedelta

from inspector.protocol.dates import any_date

_AGO = re.compile(r"(\d{1,6})\s*(s|m|min|h|d|w)\Z")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800}


def moment(text: str, now: datetime | None = None) -> float | None:
    """Return seconds since 1970 for `2026-11-25T10:00`, an HTTP date, or `2h` (ago).

    A time without a zone is UTC. None where it can't be read.
    """
    ago = _AGO.match(text.strip())
    if ago:
        length = timedelta(seconds=int(ago[1]) * _SECONDS[ago[2]])
        return ((now or datetime.now(UTC)) - length).timestamp()
    found = any_date(text.strip())
    return found.timestamp() if found else None
