"""Finds names, strings and other values in one row of JSON, to colour them. Pure: no Qt."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PIECE = re.compile(r'("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|\btrue\b|\bfalse\b|\bnull\b)')


class Coloured(NamedTuple):
    """Columns of a row and the name of their colour token."""

    start: int
    end: int
    token: str


def coloured(text: str) -> Iterator[Coloured]:
    """Yield the pieces of a row that have a colour of their own."""
    for found in _PIECE.finditer(text):
        if found[3] is not None:
            yield Coloured(found.start(3), found.end(3), "warn")
        elif found[2] is not None:
            yield Coloured(found.start(1), found.end(1), "accent")
        else:
            yield Coloured(found.start(1), found.end(1), "text")
