"""Gathers every secret that an attempt holds, so that each is also found where it is echoed."""

from collections.abc import Iterable, Iterator

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header
from inspector.protocol.masking.known_values import SHORTEST
from inspector.protocol.masking.message_secrets import of_header, of_lines_and_body, of_reply_body
from inspector.protocol.masking.wordy import is_telling
from inspector.protocol.redaction import JudgedNames, Known, judged_with

MOST = 60  # each one makes every later search slower
_LONGEST = 20_000


def secrets_of(attempt: Attempt, known: Iterable[str] = ()) -> Known:
    """Return the secrets, known ones first, long enough to be looked for in other texts."""
    judged = judged_with(known)
    found = dict.fromkeys(value for value in known if len(value) >= SHORTEST)
    seen: set[Header] = set()  # a long trace repeats most lines in every entry
    for exchange in attempt.exchanges:
        for secret in _of_exchange(exchange, judged, seen):
            if len(found) >= MOST:
                return Known(found, judged)
            if SHORTEST <= len(secret) <= _LONGEST and is_telling(secret):
                found[secret] = None
    return Known(found, judged)


def _of_exchange(exchange: Exchange, judged: JudgedNames, seen: set[Header]) -> Iterator[str]:
    message = exchange.request
    yield from _of_headers(message.headers, judged, seen)
    yield from of_lines_and_body(message)
    reply = exchange.reply
    if reply is not None:
        yield from _of_headers(reply.headers, judged, seen)
        yield from of_reply_body(reply)


def _of_headers(
    headers: tuple[Header, ...], judged: JudgedNames, seen: set[Header]
) -> Iterator[str]:
    for header in headers:
        if header not in seen:
            seen.add(header)
            yield from of_header(header, judged)
