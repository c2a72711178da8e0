"""Asks first as a browser would: the OPTIONS of a cross-origin request, and its judgement."""

from inspector.model.exchange import Exchange, Failure
from inspector.model.message import Message, first
from inspector.protocol import cors
from inspector.protocol.urls import origin_of
from inspector.wording import tr


def question(message: Message, origin: str) -> Message | None:
    """Return the preflight that a page of that origin needs, None where it needs none."""
    if not origin or origin == "null" or origin_of(message.url) == origin:
        return None
    if not cors.needs_preflight(message.method, message.headers):
        return None
    return cors.preflight(message, origin)


def refused(exchange: Exchange, message: Message, origin: str) -> Failure | None:
    """Return why a browser would not send the message after this preflight, None if it would."""
    if exchange.failure is not None or exchange.reply is None:
        return exchange.failure
    with_cookies = first(message.headers, "Cookie") is not None
    faults = cors.judge_preflight(exchange.reply, message, origin, with_credentials=with_cookies)
    if not faults:
        return None
    return Failure(
        stage="headers",
        kind="preflight-refused",
        message=tr("The preflight was refused, so a browser would not send this request."),
        detail=" ".join(fault.message for fault in faults),
    )
