"""Finds parts of many known texts in one pass, whatever their number.

Of the text that is searched, 6 characters of every 7 are looked up among the known texts, whose
every 6 characters are noted once that pays; before that, 6 of every 7 of these are noted and every
6 of the searched text looked up. So every 12 characters that both have in common are met, and the
time depends on the length of the searched text alone.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from inspector.protocol.masking.known_forms import PART, Form

_LONG = 64  # characters
_MOST = 8  # places noted for equal characters
# From so many characters of searched text on it is quicker to note a part of what is known than to
# look through it each time; from so many times its own length on, to note it all.
_FEW, _TIMES = 500, 2
_MANY = 200_000  # characters of all forms together, from which not each is noted
_BETWEEN = "\U0010ffff"  # no character (Unicode §23.7), so no secret has it


class Met(msgspec.Struct, frozen=True):
    """A part of a form at a place of the text; first: where in the form it begins."""

    form: Form
    start: int
    end: int
    first: int

    @property
    def is_whole(self) -> bool:
        """Whether all of the form stands there."""
        return self.end - self.start == len(self.form.cased)


class PartSearch:
    """Made once for some forms; `met` may be called from any thread.

    least: characters in a row that are always met. is_cased: capitals count.
    """

    def __init__(self, forms: Sequence[Form], least: int = PART, *, is_cased: bool = False) -> None:
        self._forms = tuple((form, form.cased if is_cased else form.text) for form in forms)
        self._size = least // 2
        self._step = least - self._size + 1
        self._searched = 0  # characters
        texts = [text for _, text in self._forms]
        self._joined = _BETWEEN.join(texts)
        self._begins = [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]

    @cached_property
    def _all_noted(self) -> set[str]:
        return self._noted(1)

    @cached_property
    def _few_noted(self) -> set[str]:
        return self._noted(self._step)

    def _noted(self, every: int) -> set[str]:
        """A few characters of the forms, from every so many on."""
        joined, size = self._joined, self._size
        return {joined[at : at + size] for at in range(0, len(joined) - size + 1, every)}

    def _places_of(self, letters: str) -> list[tuple[int, int]]:
        """Return the first places of a few characters, looked for among the forms themselves."""
        found: list[tuple[int, int]] = []
        at = self._joined.find(letters)
        while at >= 0 and len(found) < _MOST:
            index = bisect_right(self._begins, at) - 1
            found.append((index, at - self._begins[index]))
            at = self._joined.find(letters, at + 1)
        return found

    def _met_at(self, text: str) -> list[int]:
        """Return where the text has a few characters that forms have."""
        self._searched += len(text)
        known, every = self._known()
        size = self._size
        last = len(text) - size + 1
        here = [at for at in range(0, last, every) if text[at : at + size] in known]
        if _BETWEEN not in text:
            return here
        return [at for at in here if _BETWEEN not in text[at : at + size]]

    def _known(self) -> tuple[str | set[str], int]:
        """Return what to look up in, and from every how many characters of a text on."""
        if self._searched < _FEW:
            return self._joined, self._step
        length = len(self._joined)
        if length > _MANY or self._searched < _TIMES * length:
            return self._few_noted, 1
        return self._all_noted, self._step

    def met(self, text: str) -> Iterator[Met]:
        """Yield the parts that tell a form, in order."""
        done = 0
        for at in self._met_at(text):
            if at + self._size <= done:
                continue
            places = self._places_of(text[at : at + self._size])
            found, tells = self._longest(text, at, places, done)
            if found is None:
                continue
            if tells:
                yield found
            if tells or found.end - found.start >= _LONG:
                done = found.end  # what is long is read once, telling or not: runs stay cheap

    def _longest(
        self, text: str, at: int, places: list[tuple[int, int]], done: int
    ) -> tuple[Met | None, bool]:
        """Return the longest part at a place, one that tells before others, and whether it does."""
        best, rank = None, (False, 0)
        for index, place in places:
            form, known = self._forms[index]
            left, right = _reach(text, at, known, place, max(0, done - PART))
            first, end = place - left, place + right
            if rank[0] and end - first <= rank[1]:
                continue  # whether it tells or not, the best one is better
            this = (form.tells(first, end), end - first)
            if this > rank:
                best, rank = Met(form, at - left, at + right, first), this
        return best, rank[0]


def _reach(text: str, at: int, known: str, place: int, least: int) -> tuple[int, int]:
    """Return how many characters before and after the two places are equal."""
    most = max(min(at - least, place), 0)
    left = _alike(text[at - most : at][::-1], known[place - most : place][::-1])
    most = min(len(text) - at, len(known) - place)
    return left, _alike(text[at : at + most], known[place : place + most])


def _alike(one: str, other: str) -> int:
    """Return with how many equal characters two texts of one length begin."""
    low, high = 0, len(one)
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
