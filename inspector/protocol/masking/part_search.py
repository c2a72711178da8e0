"""Finds parts of many known texts in one pass, whatever their number.

Of the text that is searched, 6 characters of every 7 are looked up among the known texts, whose
every 6 characters are noted once that pays. So every 12 characters that both have in common are
met, and the time depends on the length of the searched text alone.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from inspector.protocol.masking.known_forms import PART, Form

_LONG = 64  # characters
_MOST = 8  # places noted for equal characters
_PAYS = 1000  # characters looked up, from which noting all places is quicker than looking for each
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
        self._looked_up = 0
        texts = [text for _, text in self._forms]
        self._joined = _BETWEEN.join(texts)
        self._begins = [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each few characters of the forms stand; noted once many were looked for."""
        noted: dict[str, list[tuple[int, int]]] = {}
        for index, (_, text) in enumerate(self._forms):
            for at in range(len(text) - self._size + 1):
                places = noted.setdefault(text[at : at + self._size], [])
                if len(places) < _MOST:
                    places.append((index, at))
        return noted

    def _places_of(self, letters: str) -> list[tuple[int, int]]:
        """Return the first places of a few characters, looked for among the forms themselves."""
        found: list[tuple[int, int]] = []
        at = self._joined.find(letters)
        while at >= 0 and len(found) < _MOST:
            index = bisect_right(self._begins, at) - 1
            found.append((index, at - self._begins[index]))
            at = self._joined.find(letters, at + 1)
        return found

    def _met_at(self, text: str) -> list[tuple[int, list[tuple[int, int]]]]:
        """Return where the text has what forms have, each with the places in the forms."""
        size = self._size
        starts = range(0, len(text) - size + 1, self._step)
        self._looked_up += len(starts)
        if self._looked_up > _PAYS:
            places = self._places
            return [(at, places[few]) for at in starts if (few := text[at : at + size]) in places]
        joined = self._joined
        common = [
            at for at in starts if (few := text[at : at + size]) in joined and _BETWEEN not in few
        ]
        return [(at, self._places_of(text[at : at + size])) for at in common]

    def met(self, text: str) -> Iterator[Met]:
        """Yield the parts that tell a form, in order."""
        done = 0
        for at, places in self._met_at(text):
            if at + self._size <= done:
                continue
            found = self._longest(text, at, places, done)
            if found is None:
                continue
            tells = found.form.tells(found.first, found.first + found.end - found.start)
            if tells:
                yield found
            if tells or found.end - found.start >= _LONG:
                done = found.end  # what is long is read once, telling or not: runs stay cheap

    def _longest(self, text: str, at: int, places: list[tuple[int, int]], done: int) -> Met | None:
        """Return the longest part at a place, one that tells before others."""
        best, rank = None, (False, 0)
        for index, place in places:
            form, known = self._forms[index]
            left, right = _reach(text, at, known, place, max(0, done - PART))
            first, end = place - left, place + right
            this = (form.tells(first, end), end - first)
            if this > rank:
                best, rank = Met(form, at - left, at + right, first), this
        return best


def _reach(text: str, at: int, known: str, place: int, least: int) -> tuple[int, int]:
    """Return how many characters before and after the two places are equal."""
    left = right = 0
    while at - left > least and place > left and text[at - left - 1] == known[place - left - 1]:
        left += 1
    most = min(len(text) - at, len(known) - place)
    while right < most and text[at + right] == known[place + right]:
        right += 1
    return left, right
