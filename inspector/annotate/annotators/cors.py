"""What a browser makes of the reply: the CORS headers against the page's origin (Fetch §3.2)."""

from collections.abc import Iterator

from inspector.annotate.lines import Line, received, sent, status_place
from inspector.model.annotation import Annotation, Level, Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import first
from inspector.wording import tr

_REFERENCE = "Fetch §3.2"
_OK_FROM, _OK_TO = 200, 300


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Judge the CORS headers of exchanges that a page of another origin asked for."""
    exchange = attempt.exchanges[index]
    origin = first(exchange.request.headers, "origin")
    if exchange.reply is None or not origin or not _asked_by_page(exchange, origin):
        return
    lines = {line.name: line for line in received(exchange, index)}
    allowed = lines.get("access-control-allow-origin")
    if allowed is None:
        text = tr("no Access-Control-Allow-Origin: the page may not read this")
        yield _note(status_place(index), text, "odd")
        return
    yield _note(allowed.place(), *_allowed(allowed.value.strip(), origin, exchange))
    if exchange.purpose == "preflight":
        yield from _preflight(exchange, index, lines)


def _allowed(value: str, origin: str, exchange: Exchange) -> tuple[str, Level]:
    with_login = first(exchange.request.headers, "cookie") is not None
    if value == "*" and with_login:
        return tr("* does not count when cookies are sent"), "bad"
    if value in ("*", origin):
        return tr("the page may read this"), "good"
    return tr("not the page's origin {origin}", origin=origin), "bad"


def _preflight(exchange: Exchange, index: int, lines: dict[str, Line]) -> Iterator[Annotation]:
    if exchange.reply and not _OK_FROM <= exchange.reply.status < _OK_TO:
        text = tr("the preflight must be answered with 2xx, without a login")
        yield _note(status_place(index), text, "bad")
    wanted = next(
        (one for one in sent(exchange, index) if one.name == "access-control-request-headers"), None
    )
    allowed = lines.get("access-control-allow-headers")
    if wanted is None:
        return
    granted = _names(allowed.value) if allowed else set()
    lacking = _names(wanted.value) - granted
    # "*" never covers Authorization (Fetch §3.2.4).
    lacking = lacking & {"authorization"} if "*" in granted else lacking
    if lacking:
        text = tr("not allowed by the reply: {names}", names=", ".join(sorted(lacking)))
        yield _note(wanted.place(), text, "bad")


def _names(value: str) -> set[str]:
    return {name.strip().lower() for name in value.split(",") if name.strip()}


def _asked_by_page(exchange: Exchange, origin: str) -> bool:
    """Whether a script of another origin asked, so that CORS applies; forms only navigate."""
    headers, url = exchange.request.headers, exchange.request.url.lower()
    if url == origin.lower() or url.startswith(f"{origin.lower()}/"):
        return False
    mode = first(headers, "sec-fetch-mode")
    if mode is not None:
        return mode.strip().lower() == "cors"
    return "text/html" not in (first(headers, "accept") or "")


def _note(place: Place, text: str, level: Level) -> Annotation:
    return Annotation(place=place, text=text, level=level, kind="cors", reference=_REFERENCE)
