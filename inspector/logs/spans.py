"""Says times, lengths of time, counts and shares in words."""

from inspector.protocol.dates import utc
from inspector.wording import tr, tr_n

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def when(at: float | None) -> str:
    """Return a time in UTC, to the second."""
    if at is None:
        return tr("at an unknown time")
    return f"{utc(at):%Y-%m-%d %H:%M:%S}"


def length(seconds: float) -> str:
    """Return a length of time in its largest sensible unit."""
    if seconds >= 2 * _DAY:
        return tr_n("{count} day", "{count} days", round(seconds / _DAY))
    if seconds >= 2 * _HOUR:
        return tr_n("{count} hour", "{count} hours", round(seconds / _HOUR))
    if seconds >= 2 * _MINUTE:
        return tr_n("{count} minute", "{count} minutes", round(seconds / _MINUTE))
    return tr_n("{count} second", "{count} seconds", round(seconds))


def percent(share: float) -> str:
    """Return a share in percent, small ones with a decimal; it is never broken in two lines."""
    value = share * 100
    if value >= 10 or value == 0:  # noqa: PLR2004 - two digits say enough
        return f"{value:.0f}\u00a0%"
    return f"{value:.1f}\u00a0%" if value >= 0.1 else "<\u00a00.1\u00a0%"  # noqa: PLR2004 - as above


def number(count: float) -> str:
    """Return a count with thousands apart."""
    return f"{round(count):,}"
