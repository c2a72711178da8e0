"""What an AWS signature says: for which service and day, which headers it covers (SigV4)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from inspector.annotate.sent import SentCredential, credentials
from inspector.annotate.times import judged_at
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import first
from inspector.protocol.dates import basic_date
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr
from inspector.wording.durations import length

_SCOPE = lazy_re(r"Credential=[^/\s,]{0,200}/(\d{8})/([^/\s,]{0,60})/([^/\s,]{0,60})/aws4_request")
_SIGNED = lazy_re(r"SignedHeaders=([^,\s]*)")
_TOLERATED = timedelta(minutes=5)
_WORDS = ("aws4-hmac-sha256", "aws4-ecdsa-p256-sha256")


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain the signature and compare it with the request around it."""
    exchange = attempt.exchanges[index]
    for sent in credentials(attempt, index):
        if sent.word in _WORDS:
            yield from _scope(sent)
            yield from _time(sent, exchange)
            yield from _covered(sent, exchange)


def _scope(sent: SentCredential) -> Iterator[Annotation]:
    found = _SCOPE.search(sent.line.value)
    if found is None:
        yield _note(sent, None, tr("no valid Credential in it"), "bad")
        return
    day, region, service = found.groups()
    text = tr("signed for {service} in {region} on {day}", service=service, region=region, day=day)
    yield _note(sent, (found.start(1), found.end(3)), text, "info")


def _time(sent: SentCredential, exchange: Exchange) -> Iterator[Annotation]:
    made, now = _signed_at(exchange), judged_at(exchange)
    if made and now and abs(now - made) > _TOLERATED:
        text = tr("signed {time} away from the server's time", time=length(now - made))
        yield _note(sent, None, text, "bad")


def _signed_at(exchange: Exchange) -> datetime | None:
    return basic_date(first(exchange.request.headers, "x-amz-date") or "")


def _covered(sent: SentCredential, exchange: Exchange) -> Iterator[Annotation]:
    found = _SIGNED.search(sent.line.value)
    if found is None:
        return
    names = {header.name.lower() for header in exchange.request.headers}
    lost = [name for name in found.group(1).split(";") if name and name not in names | {"host"}]
    if lost:
        text = tr("signed but not sent: {names}", names=", ".join(lost)[:80])
        yield _note(sent, found.span(1), text, "bad")


def _note(
    sent: SentCredential, span: tuple[int, int] | None, text: str, level: Level
) -> Annotation:
    return Annotation(place=sent.line.place(span), text=text, level=level, kind="signature")
