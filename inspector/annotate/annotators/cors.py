"""What a browser makes of the reply: the CORS headers against the page's origin (Fetch §3.3)."""

from collections.abc import Iterator

from inspector.annotate.lines import received, status_place
from inspector.model.annotation import Annotation, Level, Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import first
from inspector.protocol.cors import recorded
from inspector.wording import tr

_ALLOW = "access-control-allow-origin"


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Judge the CORS headers of exchanges that a page of another origin asked for."""
    exchange = attempt.exchanges[index]
    origin = first(exchange.request.headers, "origin")
    if exchange.reply is None or not origin or not recorded.asked_by_page(exchange, origin):
        return
    faults = recorded.faults(exchange, origin)
    for fault in faults:
        yield _note(_place(exchange, index, fault.header), fault.message, "odd")
    if not faults:
        yield _note(_place(exchange, index, _ALLOW), tr("the page may read this"), "good")


def _place(exchange: Exchange, index: int, name: str) -> Place:
    lines = (line for line in received(exchange, index) if line.name == name.lower())
    line = next(lines, None)
    return line.place() if line else status_place(index)


def _note(place: Place, text: str, level: Level) -> Annotation:
    return Annotation(place=place, text=text, level=level, kind="cors", reference="Fetch §3.3")
