"""Finds the token readers in the folder `readers` and asks the one that fits best."""

import pkgutil
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from inspector.annotate.tokens import readers
from inspector.annotate.tokens.given import Given, given
from inspector.model.token import Token


class TokenReader(Protocol):
    """What each module in `readers` offers."""

    def fit(self, text: Given) -> float:
        """Return how surely the text is of this kind, 0…1."""

    def read(self, text: Given, now: datetime) -> Token:
        """Take the text apart; never raises for what is in it."""


@cache
def all_readers() -> tuple[TokenReader, ...]:
    """Return the readers, in the order of their module names."""
    found = pkgutil.iter_modules(readers.__path__, f"{readers.__name__}.")
    return tuple(cast(TokenReader, import_module(module.name)) for module in found)


def decode(text: str, now: datetime | None = None) -> Token:
    """Take a token apart; never refuses. now: the time to judge it at (UTC), default the clock."""
    asked = given(text)
    best = max(all_readers(), key=lambda reader: reader.fit(asked))
    return best.read(asked, now or datetime.now(UTC))
