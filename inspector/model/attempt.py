"""One try: the request as composed and every exchange it took, whatever the source."""

from datetime import datetime
from typing import Literal

import msgspec

from inspector.model.exchange import Exchange
from inspector.model.message import Reply
from inspector.model.request import Request

AttemptOrigin = Literal["user", "fix", "retry", "experiment", "import"]
Source = Literal["sent", "har", "http-text", "curl-transcript", "saved-attempt", "log"]


class Met(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That an address exists: it was answered before, or a saved request names it.

    method: of that request. status: how it was answered, 0 where it is only written down. same:
    whether it was asked with this very credential.
    """

    source: Literal["history", "collection"]
    method: str
    status: int = 0
    same: bool = False


class Attempt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request and its exchanges.

    request: None for imports. source: where the exchanges come from; of "log" only the request
    line, the status and the time are known. request_known: False when only a reply was given.
    may_be_sanitised: the source commonly removes credentials (a browser's
    HAR export), so that an absence proves nothing. redirects_followed: whether the sender
    follows redirects (an unanswered 30x is then the end of the way). met: how else the address
    that ended it is known to exist.
    """

    id: str = ""
    request: Request | None = None
    environment: str = ""
    exchanges: tuple[Exchange, ...] = ()
    started: datetime | None = None
    origin: AttemptOrigin = "user"
    parent: str = ""
    source: Source = "sent"
    request_known: bool = True
    may_be_sanitised: bool = False
    met: tuple[Met, ...] = ()

    @property
    def last(self) -> Exchange | None:
        """The exchange that everything led to; None where nothing was sent."""
        return self.exchanges[-1] if self.exchanges else None

    @property
    def last_reply(self) -> Reply | None:
        """What came back last; None where nothing did."""
        return self.exchanges[-1].reply if self.exchanges else None
