"""Says in words where the bytes of a piece of evidence are."""

from collections.abc import Callable

from inspector.model.annotation import Place
from inspector.wording import tr


def place_words(place: Place) -> str:
    """Return where the evidence is, in words; bytes and lines as in the JSON, from 0."""
    side = tr("request") if place.side == "request" else tr("reply")
    if place.part == "header":
        where = tr("header {name}, line {line}", name=place.name, line=place.index)
    else:
        where = _PARTS[place.part]()
    words = tr("exchange {entry}, {side}, {where}", entry=place.entry, side=side, where=where)
    if place.start is None or place.end is None or place.part == "connection":
        return words
    return tr("{place}, bytes {start} to {end}", place=words, start=place.start, end=place.end)


_PARTS: dict[str, Callable[[], str]] = {
    "line": lambda: tr("first line"),
    "body": lambda: tr("body"),
    "connection": lambda: tr("connection"),
}
