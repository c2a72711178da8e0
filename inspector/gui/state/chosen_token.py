"""The token that somebody points at in a reply or request, to be inspected."""

from typing import NamedTuple

from inspector.annotate.tokens.found import FoundToken
from inspector.model.exchange import Exchange


class Chosen(NamedTuple):
    """A token that somebody pointed at, and the exchange it stands in."""

    found: FoundToken
    exchange: Exchange
