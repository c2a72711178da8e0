"""Splits a recording into attempts for the history: each request with the rounds it led to."""

import hashlib
from collections.abc import Collection, Iterable, Iterator

import msgspec

from inspector.disk.encoding import packed
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import first
from inspector.protocol.scheme_words import HANDSHAKES, split_scheme
from inspector.workbench.answer import Answer, answer

_ANSWERS = {"challenge-answer": "authorization", "proxy-answer": "proxy-authorization"}
# Their rounds go on after a refusal: a fresh nonce, the next message.
_IN_ROUNDS = HANDSHAKES | {"digest", "scram-sha-256", "dpop"}
MOST = 500  # attempts of one recording; of a larger one only the refused are kept


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """answers: one for each attempt. left_out: how many accepted ones were not taken.

    over: how many refused ones were not, because there are more than `MOST`.
    """

    answers: tuple[Answer, ...]
    left_out: int = 0
    over: int = 0


def imported(recording: Attempt, chosen: Collection[int] = ()) -> Imported:
    """Return the attempts of a recording, each judged by itself; pure.

    chosen: only these, by the index of their first exchange. Their ids come from what they hold,
    so that the same file adds nothing the second time.
    """
    if chosen:
        return Imported(answers=alone(recording, chosen))
    heads = [group[0] for group in members(recording.exchanges)]
    answers = alone(recording, heads)
    if len(answers) <= MOST:
        return Imported(answers=answers)
    refused = tuple(each for each in answers if each.verdict.findings)
    return Imported(
        answers=refused[:MOST],
        left_out=len(answers) - len(refused),
        over=len(refused[MOST:]),
    )


def alone(recording: Attempt, chosen: Collection[int]) -> tuple[Answer, ...]:
    """Return these requests of a recording as attempts of their own, in their order; pure."""
    wanted = frozenset(chosen)
    exchanges = recording.exchanges
    groups = (group for group in members(exchanges) if group[0] in wanted)
    return tuple(answer(_attempt(recording, tuple(_moved(exchanges, each)))) for each in groups)


def single(recording: Attempt, chosen: Iterable[int]) -> tuple[Answer, ...]:
    """Return these exchanges of a recording, each by itself, in the order asked for; pure."""
    exchanges = recording.exchanges
    return tuple(
        answer(_attempt(recording, tuple(_moved(exchanges, (index,))))) for index in chosen
    )


def members(exchanges: tuple[Exchange, ...]) -> tuple[tuple[int, ...], ...]:
    """Return which exchanges belong together: redirects and challenge rounds with their first.

    Another token or password after a refused one is another attempt, not a round.
    """
    heads: dict[int, int] = {}
    found: dict[int, list[int]] = {}
    for index, exchange in enumerate(exchanges):
        before = exchange.answers
        follows = before is not None and before < index and not _anew(exchange, exchanges[before])
        head = heads.get(before, index) if before is not None and follows else index
        heads[index] = head
        found.setdefault(head, []).append(index)
    return tuple(map(tuple, found.values()))


def _anew(exchange: Exchange, before: Exchange) -> bool:
    """Whether an answer to a challenge is sent in place of a credential that was refused."""
    name = _ANSWERS.get(exchange.purpose)
    value = first(before.request.headers, name) if name else None
    return value is not None and split_scheme(value).scheme not in _IN_ROUNDS


def _moved(exchanges: tuple[Exchange, ...], group: tuple[int, ...]) -> Iterator[Exchange]:
    """Yield the exchanges of a group; what `answers` counts is moved into it."""
    places = {index: place for place, index in enumerate(group)}
    for index in group:
        before = exchanges[index].answers
        place = places.get(before) if before is not None else None
        yield msgspec.structs.replace(exchanges[index], answers=place)


def _attempt(recording: Attempt, exchanges: tuple[Exchange, ...]) -> Attempt:
    begin = exchanges[0]
    digest = hashlib.sha256(packed(exchanges)).hexdigest()
    return msgspec.structs.replace(
        recording,
        id=f"import-{digest[:32]}",
        exchanges=exchanges,
        started=begin.started or recording.started,
        origin="import",
    )
