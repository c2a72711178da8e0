"""Makes an example to be kept of a reply: without its secrets, and no longer than a file may be."""

from collections.abc import Iterable

from msgspec.structs import replace

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, latin1, readable
from inspector.model.request import Example, RequestHeader
from inspector.protocol.masking.masked_exchange import masked_exchange
from inspector.protocol.masking.masked_parts import masked_text

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


def masked_examples(
    examples: tuple[Example, ...], secrets: Iterable[str] = ()
) -> tuple[Example, ...]:
    """Return examples without secrets, whoever wrote them; what is masked already stays so."""
    return tuple(_masked(each, secrets) for each in examples)


def _masked(example: Example, secrets: Iterable[str]) -> Example:
    reply = Reply(
        status=example.status,
        reason=latin1(example.reason),
        headers=tuple(Header(latin1(row.name), latin1(row.value)) for row in example.headers),
        body=example.body.encode("utf-8", "replace"),
    )
    asked = Message(method="GET", url=latin1(example.url))
    made = masked_example(
        masked_text(example.name, secrets), Exchange(request=asked, reply=reply), secrets
    )
    return replace(made, complete=example.complete and made.complete)


def _text(body: bytes) -> str | None:
    """Return a body as text, None where it is none."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
