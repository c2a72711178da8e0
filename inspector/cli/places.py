"""Byte places of evidence: their ends filled in, as values for JSON and as words for people."""

from collections.abc import Callable
from typing import Any

from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.wording import tr


def place_json(place: Place | None, exchanges: tuple[Exchange, ...]) -> dict[str, Any]:
    """Return the place's values; without a place (an experiment's evidence) all are null."""
    if place is None:
        return dict.fromkeys(("entry", "side", "part", "name", "index", "start", "end"))
    start, end = _ends(place, exchanges)
    return {
        "entry": place.entry,
        "side": place.side,
        "part": place.part,
        "name": place.name or None,
        "index": place.index,
        "start": start,
        "end": end,
    }


def _ends(place: Place, exchanges: tuple[Exchange, ...]) -> tuple[int, int]:
    whole = _length(place, exchanges)
    start = 0 if place.start is None else place.start
    end = whole if place.end is None else place.end
    return start, max(start, end)


def _length(place: Place, exchanges: tuple[Exchange, ...]) -> int:
    """Return the bytes of the part that the place is in; 0 for what has no bytes."""
    if place.entry >= len(exchanges):
        return 0
    exchange = exchanges[place.entry]
    message = exchange.request if place.side == "request" else exchange.reply
    if message is None or place.part == "connection":
        return 0
    if place.part == "body":
        return len(message.body)
    if place.part == "header":
        headers = message.headers
        return len(headers[place.index].value) if place.index < len(headers) else 0
    return len(exchange.request.target) if place.side == "request" else len(message_line(exchange))


def message_line(exchange: Exchange) -> str:
    """Return the reason phrase, the value of a reply's first line."""
    return exchange.reply.reason if exchange.reply is not None else ""


def place_words(place: Place) -> str:
    """Return where the evidence is, in words; bytes and lines as in the JSON, from 0."""
    side = tr("request") if place.side == "request" else tr("reply")
    if place.part == "header":
        where = tr("header {name}, line {line}", name=place.name, line=place.index)
    else:
        where = _PARTS[place.part]()
    words = tr("exchange {entry}, {side}, {where}", entry=place.entry, side=side, where=where)
    if place.start is None or place.end is None:
        return words
    return tr("{place}, bytes {start} to {end}", place=words, start=place.start, end=place.end)


_PARTS: dict[str, Callable[[], str]] = {
    "line": lambda: tr("first line"),
    "body": lambda: tr("body"),
    "connection": lambda: tr("connection"),
}
