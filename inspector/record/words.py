"""What the full-text search finds an attempt by: addresses, headers, beginnings of bodies."""

from collections.abc import Iterable

from inspector.model.attempt import Attempt
from inspector.model.message import Header, readable
from inspector.protocol.media_types import content_type, family

_SEARCHED = 64 * 1024  # bytes of each body
_TEXT = frozenset({"text", "json", "xml", "html", "form"})


def words_of(attempt: Attempt) -> tuple[str, str, str]:
    """Return the searchable text of addresses, headers and bodies; nothing else is searched."""
    urls, headers, bodies = [], [], []
    for exchange in attempt.exchanges:
        urls.append(readable(exchange.request.url))
        headers.append(_lines(exchange.request.headers))
        bodies.append(_text(exchange.request.headers, exchange.request.body))
        if exchange.reply is not None:
            headers.append(_lines(exchange.reply.headers))
            bodies.append(_text(exchange.reply.headers, exchange.reply.body))
    return "\n".join(urls), "\n".join(headers), "\n".join(filter(None, bodies))


def _lines(headers: Iterable[Header]) -> str:
    return "\n".join(f"{header.name}: {readable(header.value)}" for header in headers)


def _text(headers: tuple[Header, ...], body: bytes) -> str:
    declared = content_type(headers)
    if not body or (declared and family(declared) not in _TEXT):
        return ""
    return body[:_SEARCHED].decode("utf-8", "replace")
