"""Asks first as a browser would: the OPTIONS of a cross-origin request, and its judgement."""

import msgspec

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


def judged(exchange: Exchange, message: Message, origin: str) -> Exchange:
    """Return the preflight's exchange; refused, it has a failure that says why."""
    if exchange.reply is None or exchange.failure is not None:
        return exchange
    with_cookies = first(message.headers, "Cookie") is not None
    faults = cors.judge_preflight(exchange.reply, message, origin, with_credentials=with_cookies)
    if not faults:
        return exchange
    text = tr("The preflight was refused, so a browser would not send the request.")
    failure = Failure(
        stage="headers",
        kind="preflight-refused",
        message=text,
        detail=" ".join(fault.message for fault in faults),
    )
    return msgspec.structs.replace(exchange, failure=failure)
