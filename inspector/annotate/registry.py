"""Finds the annotators in the folder `annotators` and asks each about an exchange."""

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from inspector.annotate import annotators
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.reading.statuses import ERRORS

_BIG = 100


class Annotator(Protocol):
    """What each module in `annotators` offers."""

    def annotate(self, attempt: Attempt, index: int) -> Iterable[Annotation]:
        """Return remarks about the exchange of that index."""


@cache
def all_annotators() -> tuple[Annotator, ...]:
    """Return the annotators, in the order of their module names."""
    found = pkgutil.iter_modules(annotators.__path__, f"{annotators.__name__}.")
    return tuple(cast(Annotator, import_module(module.name)) for module in found)


def annotate(attempt: Attempt) -> tuple[Annotation, ...]:
    """Return the remarks about all exchanges; in a big trace only about those that failed.

    `annotate_exchange` has the rest when somebody looks at it.
    """
    exchanges = attempt.exchanges
    wanted = (
        index
        for index, exchange in enumerate(exchanges)
        if len(exchanges) <= _BIG or _failed(exchange)
    )
    return tuple(note for index in wanted for note in annotate_exchange(attempt, index))


def annotate_exchange(attempt: Attempt, index: int) -> tuple[Annotation, ...]:
    """Return the remarks about one exchange, in the order of the bytes they are about."""
    notes = [note for each in all_annotators() for note in each.annotate(attempt, index)]
    if attempt.source == "log":  # what its line lacks may well have been sent
        notes = [note for note in notes if note.kind == "status"]
    return tuple(sorted(notes, key=_order))


def _failed(exchange: Exchange) -> bool:
    return exchange.reply is None or exchange.reply.status in ERRORS


def _order(note: Annotation) -> tuple[bool, int, int, int]:
    place = note.place
    parts = ("connection", "line", "header", "body")
    return place.side == "reply", parts.index(place.part), place.index, place.start or 0
