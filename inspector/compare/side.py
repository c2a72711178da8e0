"""One column of a comparison: the attempt, and the exchange that stands for it."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from inspector.compare.masking import Masking
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Finding, Verdict
from inspector.model.message import Header, Message, readable
from inspector.protocol.dates import from_seconds, server_time
from inspector.protocol.redaction import KnownValues, masked_text
from inspector.protocol.scheme_words import split_scheme
from inspector.protocol.tokens import jose
from inspector.reading.statuses import ERRORS
from inspector.story.telling import story_of

_EMPTY = Exchange(request=Message(method="", url=""))
_FIRST = ("authorization", "proxy-authorization")
Json = dict[str, Any]


class Side:
    """masking: that of the whole comparison. works: known to be accepted elsewhere."""

    def __init__(
        self,
        attempt: Attempt,
        verdict: Verdict,
        masking: Masking,
        *,
        label: str = "",
        works: bool = False,
    ) -> None:
        self.attempt = attempt
        self.verdict = verdict
        self.masking = masking
        self.label = label
        self.works = works

    @property
    def known(self) -> KnownValues:
        """Secrets to be masked wherever they stand."""
        return self.masking.known

    @cached_property
    def exchange(self) -> Exchange:
        """The exchange that is explained, else the last one."""
        exchanges = self.attempt.exchanges
        entry = self.verdict.entry
        if entry is not None and entry < len(exchanges):
            return exchanges[entry]
        return exchanges[-1] if exchanges else _EMPTY

    @property
    def request(self) -> Message:
        """What was sent."""
        return self.exchange.request

    @property
    def status(self) -> int | None:
        """The status, None where nothing came back."""
        return self.exchange.reply.status if self.exchange.reply is not None else None

    @property
    def finding(self) -> Finding | None:
        """Why it was refused, as far as the verdict says."""
        return self.verdict.findings[0] if self.verdict.findings else None

    @property
    def accepted(self) -> bool | None:
        """Whether the credential was accepted; None where no reply tells."""
        if self.works:
            return True
        if self.finding is not None:
            return False
        return None if self.status is None else self.status not in ERRORS or None

    @cached_property
    def credential(self) -> Header | None:
        """The header that carries the credential; cookies are an aspect of their own."""
        headers = [
            header
            for header in self.request.headers
            if header.name.lower() != "cookie" and self.masking.spans(header)
        ]
        headers.sort(key=lambda header: header.name.lower() not in _FIRST)
        return headers[0] if headers else None

    @cached_property
    def token(self) -> jose.Jws | jose.Jwe | None:
        """The signed or encrypted token in it."""
        return jose.read(self.credential.value) if self.credential is not None else None

    @property
    def claims(self) -> Json:
        """The token's claims, {} without any."""
        return (self.token.claims or {}) if self.token is not None else {}

    @property
    def scheme(self) -> str:
        """The scheme word of the credential in small letters; a header's name for a bare key."""
        if self.credential is None:
            return ""
        if not self.credential.name.lower().endswith("authorization"):
            return self.credential.name.lower()
        return split_scheme(self.credential.value.strip()).scheme

    @property
    def secret(self) -> str:
        """The secret of the credential itself, to be compared and never shown."""
        if self.credential is None:
            return ""
        value = self.credential.value
        return "".join(value[start:end] for start, end in self.masking.spans(self.credential))

    @cached_property
    def is_past_end(self) -> bool:
        """Whether the story shows that what was sent was past its lifetime."""
        lives = story_of(replace(self.attempt, exchanges=(self.exchange,))).credentials
        return any(event.kind == "expired" for life in lives for event in life.events)

    @cached_property
    def server_time(self) -> datetime | None:
        """The server's clock, without Date the client's."""
        headers = self.exchange.reply.headers if self.exchange.reply is not None else ()
        return server_time(headers) or self.exchange.started or self.attempt.started

    def masked(self, header: Header) -> str:
        """Return a header's value to show."""
        return self.masking.header(header)

    def shown(self, text: str) -> str:
        """Return recorded text to show."""
        return masked_text(plain(text), self.known)

    def veiled(self, text: str) -> str:
        """Return decoded text without the known secrets in it."""
        return self.masking.text(text)

    def since(self, moment: float) -> timedelta | None:
        """Return how long before the reply a time of a claim was; negative: after it."""
        if self.server_time is None:
            return None
        then = from_seconds(moment)
        return self.server_time - then if then is not None else None


def plain(text: str) -> str:
    """Return recorded text as people read it."""
    return readable(text)
