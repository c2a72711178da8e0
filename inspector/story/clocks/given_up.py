"""Requests that their own client gave up after a round number of seconds: a time-out, not a wish.

Browsers and scripts say of both that the request was aborted; only the time tells them apart.
"""

from inspector.model.exchange import Exchange

LIMITS = (5, 10, 15, 20, 30, 45, 60, 90, 120)
"""Seconds, as libraries and servers set them."""
_EARLY, _CLOSE, _PART = 20, 300, 50  # milliseconds, or a fiftieth of the time


def limit_reached(milliseconds: float | None) -> int | None:
    """Return the time-out that something waited for, None where it took another time."""
    if milliseconds is None:
        return None
    later = ((limit, milliseconds - limit * 1000 + _EARLY) for limit in LIMITS)
    return next(
        (limit for limit, by in later if 0 <= by <= max(_CLOSE, limit * 1000 / _PART)), None
    )


def gave_up(exchange: Exchange) -> int | None:
    """Return after how many seconds the client gave up a request that nobody answered."""
    failure = exchange.failure
    if exchange.reply is not None or failure is None or failure.kind not in _UNANSWERED:
        return None
    return limit_reached(exchange.timing.total)


_UNANSWERED = frozenset({"stopped", "timeout", "no-reply"})
