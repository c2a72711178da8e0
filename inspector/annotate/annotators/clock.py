"""The server's Date against our clock and against the token that was sent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from inspector.annotate.lines import Line, received
from inspector.annotate.sent import credentials, token_of
from inspector.annotate.times import server_time
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.dates import from_seconds
from inspector.wording import tr
from inspector.wording.durations import length

_UNREMARKABLE = timedelta(seconds=5)
_MUCH = timedelta(seconds=60)


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Compare the Date of the reply with the time of sending and with exp and nbf."""
    exchange = attempt.exchanges[index]
    line = next((one for one in received(exchange, index) if one.name == "date"), None)
    if line is None:
        return
    now = server_time(exchange)
    if now is None:
        yield Annotation(place=line.place(), text=tr("no valid date"), level="odd", kind="clock")
        return
    if exchange.started and exchange.started.tzinfo:
        yield from _offset(line, now - exchange.started)
    yield from _against_token(attempt, line, now)


def _offset(line: Line, ahead: timedelta) -> Iterator[Annotation]:
    if abs(ahead) <= _UNREMARKABLE:
        return
    if ahead > timedelta():
        text = tr("{time} ahead of the client's clock", time=length(ahead))
    else:
        text = tr("{time} behind the client's clock", time=length(ahead))
    level: Level = "odd" if abs(ahead) > _MUCH else "info"
    yield Annotation(
        place=line.place(),
        text=text,
        level=level,
        kind="clock-offset",
        reference="RFC 9110 §6.6.1",
    )


def _against_token(attempt: Attempt, line: Line, now: datetime) -> Iterator[Annotation]:
    for sent in credentials(attempt, line.entry):
        token = token_of(sent)
        claims = (token.claims if token else None) or {}
        expires, begins = from_seconds(claims.get("exp")), from_seconds(claims.get("nbf"))
        if expires and expires <= now:
            text = tr("{time} after exp", time=length(now - expires))
            yield Annotation(place=line.place(), text=text, level="bad", kind="clock-exp")
        if begins and begins > now:
            text = tr("{time} before nbf", time=length(begins - now))
            yield Annotation(place=line.place(), text=text, level="bad", kind="clock-nbf")
