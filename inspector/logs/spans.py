"""Says times and lengths of time of logs, which are counted in seconds."""

from datetime import timedelta

from inspector.protocol.dates import utc
from inspector.wording import tr
from inspector.wording.dates import stamp
from inspector.wording.durations import span


def when(at: float | None) -> str:
    """Return a time in UTC, to the second."""
    if at is None:
        return tr("at an unknown time")
    return stamp(utc(at))


def length(seconds: float) -> str:
    """Return a length of time in its largest sensible unit."""
    return span(timedelta(seconds=round(seconds)))
