"""Header lines of an exchange with the place of each, so that a remark can point at its bytes."""

from collections.abc import Iterator

import msgspec

from inspector.model.annotation import Place, Side
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Span


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A header line. index: its number in the header block; entry: number of the exchange."""

    entry: int
    side: Side
    index: int
    header: Header

    @property
    def name(self) -> str:
        """The name in small letters."""
        return self.header.name.lower()

    @property
    def value(self) -> str:
        """The value as recorded."""
        return self.header.value

    def place(self, span: Span | None = None) -> Place:
        """Return the place of the value, or of a half-open range in it."""
        start, end = span or (None, None)
        return Place(
            entry=self.entry,
            side=self.side,
            part="header",
            name=self.header.name,
            index=self.index,
            start=start,
            end=end,
        )


def sent(exchange: Exchange, entry: int) -> Iterator[Line]:
    """Yield the header lines of the request."""
    for index, header in enumerate(exchange.request.headers):
        yield Line(entry=entry, side="request", index=index, header=header)


def received(exchange: Exchange, entry: int) -> Iterator[Line]:
    """Yield the header lines of the reply, if there is one."""
    if exchange.reply:
        for index, header in enumerate(exchange.reply.headers):
            yield Line(entry=entry, side="reply", index=index, header=header)


def status_place(entry: int) -> Place:
    """Return the place of a reply's status line."""
    return Place(entry=entry, side="reply", part="line")


def target_place(entry: int, span: Span | None = None) -> Place:
    """Return the place of the request target, or of a range in it."""
    start, end = span or (None, None)
    return Place(entry=entry, side="request", part="line", start=start, end=end)


def body_place(entry: int, side: Side, span: Span | None = None) -> Place:
    """Return the place of a body, or of a range in it."""
    start, end = span or (None, None)
    return Place(entry=entry, side=side, part="body", start=start, end=end)
