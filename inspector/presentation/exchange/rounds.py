"""Turns the exchanges of an attempt into rows of a timeline: what, when, how long. Pure: no Qt."""

from collections.abc import Iterator, Sequence

import msgspec

from inspector.model.exchange import Exchange, Timing
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange import exchange_words
from inspector.protocol.redaction import KnownValues
from inspector.reading.request_words import asked_words
from inspector.reading.statuses import ERRORS
from inspector.wording import tr, tr_n

_STEPS = ("dns", "connect", "tls", "send", "wait", "receive")


class Step(msgspec.Struct, frozen=True):
    """One step of an exchange: milliseconds after the first exchange began, and how long."""

    name: str
    start: float
    length: float


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One row. remarks: what was dropped, where it failed, which reply led here."""

    index: int
    purpose: str
    method: str
    address: str
    status: str
    refused: bool
    failed: bool
    steps: tuple[Step, ...] = ()
    start: float = 0.0
    end: float = 0.0
    remarks: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """What was asked, or that it is not known."""
        return asked_words(self.method, self.address)

    @property
    def spoken(self) -> str:
        """The row in words, for screen readers."""
        head = f"{self.index + 1}. {self.purpose}: {self.asked}, {self.status}"
        steps = [
            f"{step_name(step.name)} {exchange_words.duration(step.length)}" for step in self.steps
        ]
        return ", ".join((head, *steps, *self.remarks))


def step_name(name: str) -> str:
    """Return the name of a step."""
    return {
        "dns": tr("DNS"),
        "connect": tr("TCP"),
        "tls": tr("TLS"),
        "send": tr("send"),
        "wait": tr("wait"),
        "receive": tr("receive"),
    }[name]


def rounds(exchanges: Sequence[Exchange], values: KnownValues | None = None) -> tuple[Round, ...]:
    """Return the rows of all exchanges, in order; values: secrets to mask in reasons."""
    began = next((exchange.started for exchange in exchanges if exchange.started), None)
    made: list[Round] = []
    end = 0.0
    for index, exchange in enumerate(exchanges):
        start = end
        if began is not None and exchange.started is not None:
            start = max((exchange.started - began).total_seconds() * 1000, 0.0)
        steps = tuple(_steps(exchange.timing, start))
        end = max(_end(exchange.timing, start), steps[-1].start + steps[-1].length if steps else 0)
        made.append(_round(exchange, index, steps, (start, end), values))
    return tuple(made)


def _round(
    exchange: Exchange,
    index: int,
    steps: tuple[Step, ...],
    when: tuple[float, float],
    values: KnownValues | None,
) -> Round:
    reply, failure = exchange.reply, exchange.failure
    reason = visible(exchange_words.masked(reply.reason, values)) if reply else ""
    status = f"{reply.status} {reason}".rstrip() if reply else tr("No reply")
    return Round(
        index=index,
        purpose=exchange_words.purpose(exchange.purpose),
        method=visible(exchange.request.method),
        address=exchange_words.bare_address(exchange.request.url),
        status=status,
        refused=reply is None or reply.status in ERRORS,
        failed=failure is not None,
        steps=steps,
        start=when[0],
        end=when[1],
        remarks=tuple(_remarks(exchange)),
    )


def _steps(timing: Timing, start: float) -> Iterator[Step]:
    at = start
    for name in _STEPS:
        length = getattr(timing, name)
        if length is not None:
            yield Step(name, at, length)
            at += length


def _end(timing: Timing, start: float) -> float:
    return start + (timing.total or 0.0)


def _remarks(exchange: Exchange) -> Iterator[str]:
    if exchange.failure is not None:
        yield visible(exchange_words.failed(exchange.failure))
    for item in exchange.dropped:
        yield visible(exchange_words.dropped(item))
    interim = len(exchange.reply.interim) if exchange.reply else 0
    if interim:
        yield tr_n("{count} interim reply before", "{count} interim replies before", interim)
    connection = exchange.connection
    if connection is not None and connection.proxy:
        yield tr("Through the proxy {proxy}", proxy=exchange_words.bare_address(connection.proxy))
    if connection is not None and connection.reused:
        yield tr("On a connection that was open already")
