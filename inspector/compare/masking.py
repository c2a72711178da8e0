"""Masks what the columns of one comparison show; what they share is looked through once."""

from collections.abc import Iterable

from msgspec.structs import replace

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Span
from inspector.protocol.redaction import (
    header_spans,
    judged_with,
    known_values,
    masked_text,
    merged,
    replaced,
)

_SOUGHT = 1024 * 1024  # bytes of a body; a larger one is compared as a whole


class Masking:
    """known: the secrets that stand in the exchanges, and those given; masked everywhere.

    claims_hidden: in presentation mode what tokens claim is masked, too.
    """

    def __init__(
        self,
        exchanges: Iterable[Exchange] = (),
        secrets: Iterable[str] = (),
        *,
        claims_hidden: bool = False,
    ) -> None:
        self.claims_hidden = claims_hidden
        self._judged = judged_with(secrets)
        self._spans: dict[Header, tuple[Span, ...]] = {}
        self._shown: dict[Header, str] = {}
        self.known = known_values(map(self._telling, exchanges), secrets)

    def spans(self, header: Header) -> tuple[Span, ...]:
        """Return the secret ranges of a header's value."""
        found = self._spans.get(header)
        if found is None:
            found = self._spans[header] = header_spans(header, self._judged)
        return found

    def header(self, header: Header) -> str:
        """Return a header's value to show."""
        text = self._shown.get(header)
        if text is None:
            spans = merged(self.spans(header) + self.known.spans(header.value))
            text = self._shown[header] = replaced(header.value, spans)
        return text

    def text(self, text: str) -> str:
        """Return decoded text without the known secrets in it."""
        return masked_text(text, self.known) if self.hides(text) else text

    def hides(self, text: str) -> bool:
        """Whether a text holds one of the known secrets."""
        return bool(self.known.spans(text))

    def _telling(self, exchange: Exchange) -> Exchange:
        """Return what can tell secrets: header lines that hold one, the beginnings of bodies."""
        message, reply = exchange.request, exchange.reply
        message = replace(
            message, headers=self._hiding(message.headers), body=message.body[:_SOUGHT]
        )
        if reply is not None:
            reply = replace(reply, headers=self._hiding(reply.headers), body=reply.body[:_SOUGHT])
        return replace(exchange, request=message, reply=reply)

    def _hiding(self, headers: tuple[Header, ...]) -> tuple[Header, ...]:
        """Leave out lines without a secret; the type says how to read the body and stays."""
        return tuple(
            header
            for header in headers
            if self.spans(header) or header.name.lower() == "content-type"
        )
