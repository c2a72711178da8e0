"""Splits a recording into attempts for the history: each request with the rounds it led to."""

import hashlib
from collections.abc import Iterator

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.workbench.answer import Answer, answer

MOST = 500  # attempts of one recording; of a larger one only the refused are kept


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """answers: one for each attempt. left_out: how many accepted ones were not taken."""

    answers: tuple[Answer, ...]
    left_out: int = 0


def imported(recording: Attempt) -> Imported:
    """Return the attempts of a recording, each judged by itself; pure.

    Their ids come from what they hold, so that the same file adds nothing the second time.
    """
    answers = [answer(_attempt(recording, group)) for group in groups(recording.exchanges)]
    if len(answers) <= MOST:
        return Imported(answers=tuple(answers))
    refused = tuple(each for each in answers if each.verdict.findings)[:MOST]
    return Imported(answers=refused, left_out=len(answers) - len(refused))


def groups(exchanges: tuple[Exchange, ...]) -> tuple[tuple[Exchange, ...], ...]:
    """Return the exchanges that belong together: redirects and challenge rounds with their first.

    What `answers` counts is moved into the group.
    """
    heads: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for index, exchange in enumerate(exchanges):
        before = exchange.answers
        head = heads.get(before, index) if before is not None and before < index else index
        heads[index] = head
        members.setdefault(head, []).append(index)
    return tuple(tuple(_moved(exchanges, group)) for group in members.values())


def _moved(exchanges: tuple[Exchange, ...], group: list[int]) -> Iterator[Exchange]:
    places = {index: place for place, index in enumerate(group)}
    for index in group:
        before = exchanges[index].answers
        place = places.get(before) if before is not None else None
        yield msgspec.structs.replace(exchanges[index], answers=place)


def _attempt(recording: Attempt, exchanges: tuple[Exchange, ...]) -> Attempt:
    first = exchanges[0]
    digest = hashlib.sha256(msgspec.msgpack.encode(exchanges)).hexdigest()
    return msgspec.structs.replace(
        recording,
        id=f"import-{digest[:32]}",
        exchanges=exchanges,
        started=first.started or recording.started,
        origin="import",
    )
