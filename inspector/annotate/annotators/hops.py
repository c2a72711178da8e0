"""What a hop did not carry on: credentials and cookies that were sent before and not here."""

from collections.abc import Iterator

from inspector.annotate.lines import target_place
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import first
from inspector.protocol.urls import host_of
from inspector.wording import tr

_CARRIED = ("Authorization", "Cookie")
_REFERENCE = "RFC 9110 §15.4"


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Say what was dropped on the way to this exchange."""
    exchange = attempt.exchanges[index]
    if exchange.dropped:
        for each in exchange.dropped:
            text = tr("{name} was not sent on: {reason}", name=each.name, reason=each.reason)
            yield _note(index, text, each.rule or _REFERENCE)
    elif exchange.purpose == "redirect" and exchange.answers is not None:
        yield from _lost(attempt.exchanges[exchange.answers], exchange, index)


def _lost(before: Exchange, now: Exchange, index: int) -> Iterator[Annotation]:
    if host_of(before.request.url) != host_of(now.request.url):
        text = tr("another host than before: {host}", host=host_of(now.request.url))
        yield Annotation(place=target_place(index), text=text, kind="hop-host")
    for name in _CARRIED:
        if first(before.request.headers, name) and not first(now.request.headers, name):
            number = (now.answers or 0) + 1
            text = tr("{name} was sent at exchange {number}, not here", name=name, number=number)
            yield _note(index, text, _REFERENCE)
    if before.request.method != now.request.method:
        text = tr(
            "the redirect made {method} of {before}",
            method=now.request.method,
            before=before.request.method,
        )
        yield Annotation(
            place=target_place(index),
            text=text,
            level="odd",
            kind="hop-method",
            reference=_REFERENCE,
        )


def _note(index: int, text: str, reference: str) -> Annotation:
    return Annotation(
        place=target_place(index), text=text, level="odd", kind="dropped", reference=reference
    )
