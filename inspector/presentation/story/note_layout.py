"""Finds room for the words above a credential's line, so that neighbouring ones never meet."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inspector.presentation.story.graph import NoteLook
from inspector.presentation.story.letter_widths import cut, width

SIZE = 11
_FROM_MARK, _APART = 6.0, 6.0
_PIN, _PIN_STEP = 16.0, 18.0
_LEAST = 30.0


class Wanting(NamedTuple):
    """Words that want a place over a mark. pins: how many discs stand there. x: the mark.

    numbers: discs that are placed with the words. centred: over the mark instead of right of it.
    """

    x: float
    words: str
    pins: int
    look: NoteLook
    numbers: Sequence[tuple[int, bool]] = ()
    centred: bool = False


class Placed(NamedTuple):
    """Words with their place; discs: pins that stand before them."""

    x: float
    words: str
    width: float
    look: NoteLook
    discs: tuple[tuple[int, float, bool], ...] = ()


class _Taken:
    """The stretches that are taken already."""

    def __init__(self, left: float, right: float) -> None:
        self._left, self._right = left, right
        self._spans: list[tuple[float, float]] = []

    def take(self, begin: float, end: float) -> None:
        """Keep others away from a stretch."""
        self._spans.append((begin, end))

    def is_free(self, begin: float, end: float) -> bool:
        """Whether nothing stands there."""
        if begin < self._left or end > self._right:
            return False
        return all(end + _APART <= low or begin >= high + _APART for low, high in self._spans)

    def room_after(self, begin: float) -> float:
        """Return how much is free from there on; nothing where it is taken."""
        if any(low - _APART < begin < high + _APART for low, high in self._spans):
            return 0.0
        ahead = [low - _APART for low, _ in self._spans if low >= begin]
        return min([self._right, *ahead]) - begin


def placed_notes(wanting: Sequence[Wanting], left: float, right: float) -> list[Placed]:
    """Return the words that find a place: pinned ones first, others give way, are cut, or go."""
    taken = _Taken(left, right)
    for one in wanting:
        if one.pins and not one.numbers:
            half = (_PIN + (one.pins - 1) * _PIN_STEP) / 2
            taken.take(one.x - half, one.x + half)
    made: list[Placed] = []
    for one in sorted(wanting, key=lambda each: (not each.pins, each.x)):
        found = _centred(one, taken) if one.centred else _beside(one, taken)
        if found is not None:
            made.append(found)
    return made


def _centred(one: Wanting, taken: _Taken) -> Placed | None:
    pins = len(one.numbers) * _PIN_STEP
    wide = width(one.words, SIZE)
    begin = one.x - (pins + wide) / 2
    if not taken.is_free(begin, begin + pins + wide):
        if not pins:
            return None
        wide, words = 0.0, ""
        begin = one.x - pins / 2
    else:
        words = one.words
    taken.take(begin, begin + pins + wide)
    discs = tuple(
        (number, begin + _PIN / 2 + place * _PIN_STEP, healthy)
        for place, (number, healthy) in enumerate(one.numbers)
    )
    return Placed(begin + pins + (2 if pins else 0), words, wide, one.look, discs)


def _beside(one: Wanting, taken: _Taken) -> Placed | None:
    """Place words right of their mark, left of it, over it, or cut."""
    if not one.words:
        return None
    wide = width(one.words, SIZE)
    for begin in _tries(one, wide):
        if taken.is_free(begin, begin + wide):
            taken.take(begin, begin + wide)
            return Placed(begin, one.words, wide, one.look)
    begin = next(_tries(one, wide))
    room = taken.room_after(begin)
    words = cut(one.words, SIZE, room) if room >= _LEAST else ""
    if not words:
        return None
    taken.take(begin, begin + width(words, SIZE))
    return Placed(begin, words, width(words, SIZE), one.look)


def _tries(one: Wanting, wide: float) -> Iterator[float]:
    half = (_PIN + (one.pins - 1) * _PIN_STEP) / 2 + _APART if one.pins else _FROM_MARK
    yield one.x + half
    yield one.x - half - wide
    if not one.pins:
        yield one.x - wide / 2
