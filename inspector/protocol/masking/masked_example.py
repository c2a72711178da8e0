"""Makes an example to be kept of a reply: without its secrets, and no longer than a file may be."""

from collections.abc import Iterable

from inspector.model.exchange import Exchange
from inspector.model.message import readable
from inspector.model.request import Example, RequestHeader
from inspector.protocol.masking.masked_exchange import masked_exchange

LONGEST = 100_000  # characters of a body that are kept


def masked_example(name: str, exchange: Exchange, secrets: Iterable[str] = ()) -> Example:
    """Return the exchange's reply as an example; secrets: values known to be secret."""
    masked = masked_exchange(exchange, secrets)
    reply = masked.reply
    if reply is None:
        return Example(name=name, url=readable(masked.request.url), status=0)
    text = _text(reply.body)
    whole = text is not None and len(text) <= LONGEST and not reply.cut
    return Example(
        name=name,
        url=readable(masked.request.url),
        status=reply.status,
        reason=readable(reply.reason),
        headers=tuple(RequestHeader(row.name, readable(row.value)) for row in reply.headers),
        body=(text or "")[:LONGEST],
        complete=whole,
    )


def _text(body: bytes) -> str | None:
    """Return a body as text, None where it is none."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
