"""The lab's clock: runs like the computer's, may be moved, or stands still for a test."""

from datetime import UTC, datetime, timedelta

from inspector.protocol.dates import write


class LabClock:
    """Tells the time that the lab's replies, tokens and sessions go by (UTC)."""

    def __init__(self, stopped_at: datetime | None = None) -> None:
        self._stopped_at = stopped_at
        self._offset = timedelta()

    def now(self) -> datetime:
        """Return the lab's time."""
        return (self._stopped_at or datetime.now(UTC)) + self._offset

    def seconds(self) -> int:
        """Return the lab's time in whole seconds since 1970, as tokens have it."""
        return int(self.now().timestamp())

    def advance(self, seconds: float) -> None:
        """Move the clock forward, or back with a negative number."""
        self._offset += timedelta(seconds=seconds)

    def http_date(self, ahead: float = 0) -> str:
        """Return the time as a Date header has it (RFC 9110 §5.6.7)."""
        return write(self.now() + timedelta(seconds=ahead))
