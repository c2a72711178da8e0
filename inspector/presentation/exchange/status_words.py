"""What the status line says of an answer. Pure: no Qt."""

from http import HTTPStatus

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Purpose
from inspector.model.finding import Verdict
from inspector.presentation.bodies.event_log import EventLog, stream_words
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange import exchange_words
from inspector.protocol.redaction import KnownValues
from inspector.reading.statuses import ERRORS
from inspector.wording import tr

_BEFORE_THE_CALL: frozenset[Purpose] = frozenset(
    {"discovery", "registration", "pushed-request", "device-code", "token", "renewal"}
)


class StatusWords(msgspec.Struct, frozen=True, kw_only=True):
    """status: the code, None without a reply. pill: code and reason. facts: time, size, version."""

    status: int | None
    pill: str
    facts: tuple[str, ...] = ()


def explained(attempt: Attempt, verdict: Verdict | None) -> int:
    """Return which exchange the answer is about: the explained one, else the last; -1 = none."""
    if verdict is not None and verdict.entry is not None:
        return verdict.entry
    return len(attempt.exchanges) - 1


def status_words(exchange: Exchange, values: KnownValues | None = None) -> StatusWords:
    """Return the words for one exchange; values: secrets to mask in the server's reason."""
    reply = exchange.reply
    if reply is None:
        stopped = exchange.failure is not None and exchange.failure.stage == "stopped"
        took = exchange_words.duration(exchange.timing.total)
        pill = tr("Stopped") if stopped else tr("No reply")
        return StatusWords(status=None, pill=pill, facts=(took,) if took else ())
    reason = visible(exchange_words.masked(reply.reason, values)) or _phrase(reply.status)
    size = exchange_words.size(reply.wire_size or len(reply.body))
    facts = (
        exchange_words.duration(exchange.timing.total),
        size,
        exchange_words.protocol(exchange),
    )
    refused = exchange.purpose in _BEFORE_THE_CALL and reply.status in ERRORS
    named = tr(
        "{step} refused, {status}",
        step=exchange_words.purpose(exchange.purpose),
        status=reply.status,
    )
    return StatusWords(
        status=reply.status,
        pill=named if refused else f"{reply.status} {reason}".rstrip(),
        facts=tuple(filter(None, (*facts[:2], tr("API not called")) if refused else facts)),
    )


def stream_status(status: int, log: EventLog, now: float) -> StatusWords:
    """Return the words for a reply that goes on, or went on; now: seconds since 1970."""
    state, facts = stream_words(log, now)
    pill = tr("{status}, {state}", status=f"{status} {_phrase(status)}".rstrip(), state=state)
    return StatusWords(status=status, pill=pill, facts=facts)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def body_note(exchange: Exchange) -> str:
    """Return what is wrong with a reply's body, empty when it is whole."""
    reply = exchange.reply
    if reply is None:
        return ""
    cut = tr("cut at the limit") if reply.cut else ""
    return ", ".join(filter(None, (cut, reply.body_defect)))
