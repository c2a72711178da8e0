"""A text on the way to a signature, as it is shown to people."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from inspector.model.message import Message
from inspector.protocol.redaction import (
    DOTS,
    header_spans,
    masked_text,
    message_body_spans,
    target_spans,
)

_SHORT = 12  # a longer one is found in every coding


class SignedText(NamedTuple):
    """One step: what it is called in its standard, and the text itself, secrets masked."""

    title: str
    text: str


def shown(text: str, message: Message) -> str:
    """Return a text made of a message without what is secret in that, in whatever coding."""
    secrets = dict.fromkeys(_secrets(message))
    masked = masked_text(text, secrets)
    for secret in (each for each in secrets if len(each) <= _SHORT):
        for form in {secret, quote(secret, safe="-_.~"), unquote(secret)} - {""}:
            masked = masked.replace(form, DOTS)
    return masked


def _secrets(message: Message) -> Iterator[str]:
    for header in message.headers:
        if header.name.lower() != "authorization":  # no signature covers itself
            yield from (header.value[a:b] for a, b in header_spans(header))
    yield from (message.target[a:b] for a, b in target_spans(message))
    body = message.body.decode("latin-1")
    yield from (body[a:b] for a, b in message_body_spans(message))
