"""What a browser makes of the reply: the CORS headers against the page's origin (Fetch §3.3)."""

from collections.abc import Iterator

import msgspec

from inspector.annotate.lines import received, status_place
from inspector.model.annotation import Annotation, Level, Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, first
from inspector.protocol import cors
from inspector.protocol.cors import CorsFault
from inspector.protocol.media_types import content_type, family
from inspector.protocol.urls import origin_of
from inspector.wording import tr

_ALLOW = "access-control-allow-origin"
_UNSAFE = '"'  # a value that makes any header need permission


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Judge the CORS headers of exchanges that a page of another origin asked for."""
    exchange = attempt.exchanges[index]
    origin = first(exchange.request.headers, "origin")
    if exchange.reply is None or not origin or not _asked_by_page(exchange, origin):
        return
    faults = _faults(exchange, origin)
    for fault in faults:
        yield _note(_place(exchange, index, fault.header), fault.message, "odd")
    if not faults:
        yield _note(_place(exchange, index, _ALLOW), tr("the page may read this"), "good")


def _faults(exchange: Exchange, origin: str) -> tuple[CorsFault, ...]:
    if exchange.reply is None:
        return ()
    if exchange.purpose == "preflight":
        return cors.judge_preflight(exchange.reply, _announced(exchange.request), origin)
    with_login = first(exchange.request.headers, "cookie") is not None
    return cors.judge_reply(exchange.reply, origin, with_credentials=with_login)


def _announced(preflight: Message) -> Message:
    """Return the request that a preflight announces, as far as it does."""
    names = (first(preflight.headers, "access-control-request-headers") or "").split(",")
    headers = tuple(Header(name.strip(), _UNSAFE) for name in names if name.strip())
    method = first(preflight.headers, "access-control-request-method") or preflight.method
    return msgspec.structs.replace(preflight, method=method, headers=headers)


def _asked_by_page(exchange: Exchange, origin: str) -> bool:
    """Whether a script of another origin asked, so that CORS applies; forms only navigate."""
    headers = exchange.request.headers
    if origin_of(exchange.request.url) == origin.lower():
        return False
    mode = first(headers, "sec-fetch-mode")
    if mode is not None:
        return mode.strip().lower() == "cors"
    is_form = family(content_type(headers)) == "form"
    return not is_form and "text/html" not in (first(headers, "accept") or "")


def _place(exchange: Exchange, index: int, name: str) -> Place:
    lines = (line for line in received(exchange, index) if line.name == name.lower())
    line = next(lines, None)
    return line.place() if line else status_place(index)


def _note(place: Place, text: str, level: Level) -> Annotation:
    return Annotation(place=place, text=text, level=level, kind="cors", reference="Fetch §3.3")
