"""Which headers the user is asked about: masked because nobody knows what they hold."""

from collections.abc import Iterable, Iterator

from inspector.model.exchange import Exchange
from inspector.model.message import Header
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masked_parts import told_spans
from inspector.protocol.masking.masks import is_masked, is_placeholder, merged
from inspector.protocol.masking.unknown_headers import unknown_spans


def asked_names(exchanges: Iterable[Exchange], known: KnownValues) -> tuple[str, ...]:
    """Return the names to ask about ("is X-Acme-Blub a secret?"), as written, each once.

    Not asked about is what is secret anyway, what somebody masked before, and what was judged.
    """
    asked: dict[str, str] = {}
    for exchange in exchanges:
        for header in _headers(exchange):
            if header.name.lower() not in asked and _is_open(header, known):
                asked[header.name.lower()] = header.name
    return tuple(asked.values())


def _headers(exchange: Exchange) -> Iterator[Header]:
    yield from exchange.request.headers
    if exchange.reply is not None:
        for interim in exchange.reply.interim:
            yield from interim.headers
        yield from exchange.reply.headers
        yield from exchange.reply.trailers


def _is_open(header: Header, known: KnownValues) -> bool:
    unknown = unknown_spans(header, known.judged)
    if not unknown or is_masked(header.value) or is_placeholder(header.value):
        return False
    met = (each.span for each in known.found(header.value) if each.value not in known.guesses)
    sure = merged((*told_spans(header, known.judged), *met))
    return any(
        not any(low <= start and end <= high for low, high in sure) for start, end in unknown
    )
