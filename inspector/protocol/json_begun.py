"""Reads the begin of a JSON object that was cut off or altered on its way (RFC 8259)."""

import re
from collections.abc import Iterator
from typing import Any

from inspector.protocol.json_text import parse_object
from inspector.protocol.patterns import lazy_re

_LONGEST = 100_000
_TRIES = 20  # places where the object may be closed
_PIECE = lazy_re(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}
_WHOLE = frozenset('"]}el')  # ends of values; digits may go on


def begun_object(text: str) -> dict[str, Any] | None:
    """Return the members that stand whole in the text, None where it begins no object."""
    if not text.lstrip().startswith("{") or len(text) > _LONGEST:
        return None
    tries = (text, *(f"{text[:place]}}}" for place in list(_ends(text))[: -_TRIES - 1 : -1]))
    found = next(filter(None, map(parse_object, tries)), None)
    return found.value if found is not None else {}


def _ends(text: str) -> Iterator[int]:
    """Yield where a member of the outermost object ends: at its commas, and where the text does."""
    depth = 0
    for piece in _PIECE.finditer(text):
        depth += _DEPTH.get(piece[0], 0)
        if piece[0] == "," and depth == 1:
            yield piece.start()
    if text.rstrip()[-1:] in _WHOLE:
        yield len(text)
