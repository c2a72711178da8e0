"""Sends what is signed with a time, and where wanted once more by the server's clock."""

import time
from collections.abc import Callable

from inspector.authenticate.scheme import Send, Steps, not_signed, sent
from inspector.model.exchange import Exchange, Purpose
from inspector.model.kinds.signing.signing_terms import Clock
from inspector.model.message import Message, first
from inspector.protocol.dates import http_date
from inspector.protocol.tokens.signing import SigningError
from inspector.reading.statuses import REFUSES_SIGNATURE

Sign = Callable[[Message, float], Message]
"""Signs a message with a time, in seconds since 1970."""

_CLOSE = 5  # seconds between clocks that make no difference to any server


def wall_clock() -> float:
    """Return the time of this computer, in seconds since 1970."""
    return time.time()


def timed(sign: Sign, message: Message, clock: Clock) -> Steps:
    """Send a message signed now; by the server's clock once more where that is wanted and off.

    A redirected message is signed anew. Where sign raises SigningError, nothing is sent.
    """
    try:
        first_send = _signed(sign, message, 0.0)
    except SigningError as error:
        yield not_signed(str(error))
        return
    exchange = yield from sent(first_send)
    off = _ahead(exchange) if clock == "server" else 0.0
    reply = exchange.reply
    if reply is not None and reply.status in REFUSES_SIGNATURE and abs(off) > _CLOSE:
        yield _signed(sign, message, off, "challenge-answer")  # its Date is what it asks for


def _signed(sign: Sign, message: Message, off: float, purpose: Purpose = "main") -> Send:
    def renewed(redirected: Message, _before: Exchange) -> Message:
        return sign(redirected, wall_clock() + off)

    return Send(purpose=purpose, message=sign(message, wall_clock() + off), renew=renewed)


def _ahead(exchange: Exchange) -> float:
    """Return how many seconds the server is ahead of this computer; 0 where it does not say."""
    said = first(exchange.reply.headers, "date") if exchange.reply is not None else None
    moment = http_date(said) if said else None
    return moment.timestamp() - wall_clock() if moment is not None else 0.0
