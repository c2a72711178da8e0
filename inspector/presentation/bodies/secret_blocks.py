"""Finds the secrets of a large text block by block, when a block is shown. Pure: no Qt.

One search through 50 MB would hold every other thread up for seconds; a block takes some
milliseconds, and only what is looked at is searched.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inspector.model.message import Header, Span
from inspector.presentation.bodies.printable import visible
from inspector.protocol.masking.masks import merged, moved
from inspector.protocol.redaction import DOTS, KnownValues, body_spans, mask_at

BLOCK = 32 * 1024
_AROUND = 16 * 1024  # also searched on both sides, for secrets that lie across a block's edge
_NAME = 200  # bytes before a value in which its name may stand
_LONGEST = 1024 * 1024  # bytes that a block is widened by to hold a long word whole
_DELIMITERS = (b'"', b"'", b"\n", b" ", b"<", b">", b"&", b",", b";")


class SecretBlocks:
    """The ranges of secrets in some bytes.

    known: ranges that are known already. begin: where the body starts that is searched;
    headers: those of the body. values: secrets that are hidden wherever they stand.
    """

    def __init__(
        self,
        data: bytes,
        headers: tuple[Header, ...] = (),
        known: Sequence[Span] = (),
        begin: int = 0,
        values: KnownValues | None = None,
    ) -> None:
        self._values = values
        self._data = data
        self._headers = headers
        self._known = tuple(known)
        self._begin = begin
        self._found: dict[int, tuple[Span, ...]] = {}

    def within(self, low: int, high: int) -> tuple[Span, ...]:
        """Return the ranges that touch these bytes, in order."""
        found = [span for span in self._known if span[0] < high and span[1] > low]
        if high > self._begin:
            first = max(low - self._begin, 0) // BLOCK
            last = max(high - self._begin - 1, 0) // BLOCK
            for block in range(first, last + 1):
                found += [span for span in self._block(block) if span[0] < high and span[1] > low]
        return merged(found)

    def all(self) -> tuple[Span, ...]:
        """Return all ranges; for a large text call it on a worker thread."""
        return self.within(0, len(self._data))

    def _block(self, block: int) -> tuple[Span, ...]:
        if block not in self._found:
            self._found[block] = self._search(self._begin + block * BLOCK)
        return self._found[block]

    def _search(self, start: int) -> tuple[Span, ...]:
        end = min(start + BLOCK, len(self._data))
        low = self._word_start(max(start - _AROUND, self._begin))
        high = self._word_end(min(end + _AROUND, len(self._data)))
        part = self._data[low:high]
        spans = body_spans(self._headers, part)
        if self._values:
            spans = (*spans, *self._values.spans(part.decode("latin-1")))
        found = [moved(span, low) for span in spans]
        return tuple(span for span in found if span[0] < end and span[1] > start)

    def _word_start(self, at: int) -> int:
        least = max(at - _LONGEST, self._begin)
        found = max(self._data.rfind(sign, least, at) for sign in _DELIMITERS)
        return max((least if found < 0 else found) - _NAME, self._begin)

    def _word_end(self, at: int) -> int:
        most = min(at + _LONGEST, len(self._data))
        places = (self._data.find(sign, at, most) for sign in _DELIMITERS)
        return min((place + 1 for place in places if place >= 0), default=most)


# ---------------- The parts of some bytes: as they are, and masks in the place of secrets
_GOES_ON = DOTS[:4]


class Part(NamedTuple):
    """Some bytes in a row. mask: what stands in their place, empty where they are no secret."""

    start: int
    end: int
    mask: str = ""


def parts_of(data: bytes, secrets: SecretBlocks | None, start: int, end: int) -> Iterator[Part]:
    """Yield the parts of some bytes in order; a secret that began before them is four dots."""
    at = start
    for span in secrets.within(start, end) if secrets is not None else ():
        low, high = span
        if at < low:
            yield Part(at, low)
        secret = data[low:high].decode("latin-1")
        hidden = visible(mask_at(secret, moved(span, -low)))
        yield Part(max(low, start), high, hidden if low >= start else _GOES_ON)
        at = high
    if at < end:
        yield Part(at, end)
