"""Reads a text without all that parts it: signs between its letters, tags, comments.

So a secret is found that is written in groups (`aB3x-9Kq2`), as a list or sum of texts
(`"aB3x" + "9Kq2"`), or with a mark around each of its letters.
"""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re

_SIGNS = lazy_re(r"[\W_]+")
_PARTING = lazy_re(r"<!--[^<>]{0,200}-->|<!\[CDATA\[|</?[A-Za-z][^<>]{0,300}>|[^\w<]+|[_<]")


def together(text: str) -> str:
    """Return the letters and digits of a text."""
    return text if text.isalnum() else _SIGNS.sub("", text)


class Pieces:
    """text: the letters and digits of a text that are no markup, in a row."""

    def __init__(self, parted: str) -> None:
        self._parted = parted
        self.text = _PARTING.sub("", parted)

    def source(self, start: int, end: int) -> Span:
        """Return where a range of `text` stands in the text that was parted."""
        return self._at(start), self._at(end - 1) + 1

    def _at(self, place: int) -> int:
        index = bisect_right(self._ends, place)
        before = self._ends[index - 1] if index else 0
        return self._kept[index][0] + place - before

    @cached_property
    def _kept(self) -> list[Span]:
        """The ranges that stay."""
        kept, at = [], 0
        for found in _PARTING.finditer(self._parted):
            if found.start() > at:
                kept.append((at, found.start()))
            at = found.end()
        return [*kept, (at, len(self._parted))]

    @cached_property
    def _ends(self) -> list[int]:
        """Where each of the ranges ends in `text`."""
        return list(accumulate(end - start for start, end in self._kept))
