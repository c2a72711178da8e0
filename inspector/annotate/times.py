"""The times an exchange gives."""

from datetime import datetime

from inspector.model.exchange import Exchange
from inspector.protocol import dates

_LAST_YEAR = 9000  # later moments are damage, and nothing can be added to them


def server_time(exchange: Exchange) -> datetime | None:
    """Return what the server's clock said (Date, RFC 9110 §6.6.1)."""
    return dates.server_time(exchange.reply.headers) if exchange.reply else None


def judged_at(exchange: Exchange) -> datetime | None:
    """Return when the server judged the request: by its own clock, else by ours."""
    when = server_time(exchange) or exchange.started
    usual = when is not None and when.tzinfo is not None and when.year < _LAST_YEAR
    return when if usual else None
