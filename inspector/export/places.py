"""Where the bytes of a place begin and end, its end filled in from the bytes it is in."""

from inspector.model.annotation import Place
from inspector.model.exchange import Exchange


def ends(place: Place, exchanges: tuple[Exchange, ...]) -> tuple[int, int]:
    """Return start and end of the place in the value of its part, in bytes."""
    start = 0 if place.start is None else place.start
    end = len(value_of(place, exchanges)) if place.end is None else place.end
    return start, max(start, end)


def value_of(place: Place, exchanges: tuple[Exchange, ...]) -> str | bytes:
    """Return the value that the place counts in: empty for what has no bytes."""
    if place.entry >= len(exchanges) or place.part == "connection":
        return ""
    exchange = exchanges[place.entry]
    message = exchange.request if place.side == "request" else exchange.reply
    if message is None:
        return ""
    if place.part == "body":
        return message.body
    if place.part == "header":
        return message.headers[place.index].value if place.index < len(message.headers) else ""
    if place.side == "request":
        return exchange.request.target
    return exchange.reply.reason if exchange.reply is not None else ""
