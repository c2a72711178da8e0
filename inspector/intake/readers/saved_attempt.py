"""Reads an attempt that `send --save` wrote: `{"format": 1, "attempt": …}`, secrets masked."""

import re

import msgspec

from inspector.intake.removed import removed_from_body, removed_from_headers, removed_from_url
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.attempt import Attempt, Source
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.wording import tr

NAME = "saved-attempt"
SUFFIXES = (".attempt.json", ".attempt")
FORMAT = 1
_START = re.compile(rb'^\s*\{\s*"(?:format|attempt)"')


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What the file holds. format: raised when the shape of an attempt changes."""

    format: int
    attempt: Attempt


class _Format(msgspec.Struct):
    format: int = 0


def title() -> str:
    """Return what it is called."""
    return tr("Saved attempt")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A saved attempt: opens with its exchanges and its diagnosis.")


def fit(data: bytes) -> float:
    """Return how surely the data is a saved attempt."""
    return 0.97 if _START.match(plain(data[:4096])) else 0.0


def read(data: bytes) -> Reading:
    """Return the attempt; raise Unreadable with the path of what is wrong in it."""
    text = plain(data)
    try:
        version = msgspec.json.decode(text, type=_Format).format
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unreadable(_damaged(str(error))) from None
    if version != FORMAT:
        raise Unreadable(
            Problem(
                what=tr("The attempt was saved in format {version}.", version=version),
                where="format",
                todo=tr("Open it with the version of the program that saved it."),
            )
        )
    try:
        attempt = msgspec.json.decode(text, type=Envelope).attempt
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unreadable(_damaged(str(error))) from None
    exchanges = tuple(
        _with_removed(_in_order(exchange, index))
        for index, exchange in enumerate(attempt.exchanges)
    )
    source: Source = "log" if attempt.source == "log" else "saved-attempt"
    return Reading(
        kind=NAME, attempt=msgspec.structs.replace(attempt, exchanges=exchanges, source=source)
    )


def _in_order(exchange: Exchange, index: int) -> Exchange:
    """Forget what an exchange says it follows where that is none before it."""
    if exchange.answers is None or 0 <= exchange.answers < index:
        return exchange
    return msgspec.structs.replace(exchange, answers=None)


def _with_removed(exchange: Exchange) -> Exchange:
    """Name the parts that were masked when the attempt was saved."""
    request, reply = exchange.request, exchange.reply
    names = [*exchange.redacted, *removed_from_headers("request", request.headers)]
    names += removed_from_url(request.url) + removed_from_body("request", request.body)
    if reply:
        names += removed_from_headers("reply", reply.headers)
        names += removed_from_body("reply", reply.body)
    return msgspec.structs.replace(exchange, redacted=tuple(dict.fromkeys(names)))


def _damaged(message: str) -> Problem:
    what, _, where = message.partition(" - at ")
    return Problem(
        what=tr("The saved attempt can't be read: {reason}.", reason=what.rstrip(".")[:200]),
        where=where.strip("`"),
        todo=tr("Save the attempt again, or undo the change that was made to the file."),
    )
