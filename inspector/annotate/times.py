"""The times an exchange gives, and how a time and a length of time are said."""

from datetime import datetime, timedelta

from inspector.model.exchange import Exchange
from inspector.protocol import dates
from inspector.wording import tr, tr_n
from inspector.wording.dates import day

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_YEAR, _TWO = 365 * _DAY, 2
_LAST_YEAR = 9000  # later moments are damage, and nothing can be added to them


def server_time(exchange: Exchange) -> datetime | None:
    """Return what the server's clock said (Date, RFC 9110 §6.6.1)."""
    return dates.server_time(exchange.reply.headers) if exchange.reply else None


def judged_at(exchange: Exchange) -> datetime | None:
    """Return when the server judged the request: by its own clock, else by ours."""
    when = server_time(exchange) or exchange.started
    usual = when is not None and when.tzinfo is not None and when.year < _LAST_YEAR
    return when if usual else None


def said(when: datetime, near: datetime | None) -> str:
    """Return the time of day, with the date where it is another day than `near`; UTC."""
    if near and near.date() == when.date():
        return f"{when:%H:%M:%S}"
    return f"{when:%Y-%m-%d %H:%M:%S}"


def length(span: timedelta) -> str:
    """Return a length of time with its two largest units: "27 min 29 s"; days and years alone."""
    seconds = abs(round(span.total_seconds()))
    if seconds < _MINUTE:
        return tr("{seconds} s", seconds=seconds)
    if seconds < _HOUR:
        return tr(
            "{minutes} min {seconds} s", minutes=seconds // _MINUTE, seconds=seconds % _MINUTE
        )
    if seconds < _DAY:
        hours, minutes = divmod(seconds // _MINUTE, _MINUTE)
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if seconds < _TWO * _YEAR:
        return tr_n("{count} day", "{count} days", seconds // _DAY)
    return tr_n("{count} year", "{count} years", seconds // _YEAR)


def dated(when: datetime, near: datetime | None) -> str:
    """Return day and time, with the year where it is another than that of `near`; UTC."""
    date = day(when, year=near is None or near.year != when.year)
    return tr("{day}, {time} UTC", day=date, time=f"{when:%H:%M:%S}")
