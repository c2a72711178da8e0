"""Finds parts of many known texts in one pass, whatever their number.

Every 6 characters of the known texts are noted; of the text that is searched, 6 characters of
every 7 are looked up. So every 12 characters that both have in common are met, and the time
depends on the length of the searched text alone.
"""

from collections.abc import Iterator, Sequence

import msgspec

from inspector.protocol.masking.known_forms import PART, Form

_LONG = 64  # characters
_MOST = 8  # places noted for equal characters


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
        self._places: dict[str, list[tuple[int, int]]] = {}
        for index, (_, text) in enumerate(self._forms):
            for at in range(len(text) - self._size + 1):
                places = self._places.setdefault(text[at : at + self._size], [])
                if len(places) < _MOST:
                    places.append((index, at))

    def met(self, text: str) -> Iterator[Met]:
        """Yield the parts that tell a form, in order."""
        places, size, done = self._places, self._size, 0
        starts = range(0, len(text) - size + 1, self._step)
        for at in [at for at in starts if text[at : at + size] in places]:
            if at + size <= done:
                continue
            found = self._longest(text, at, done)
            if found is None:
                continue
            tells = found.form.tells(found.first, found.first + found.end - found.start)
            if tells:
                yield found
            if tells or found.end - found.start >= _LONG:
                done = found.end  # what is long is read once, telling or not: runs stay cheap

    def _longest(self, text: str, at: int, done: int) -> Met | None:
        """Return the longest part at a place, one that tells before others."""
        best, rank = None, (False, 0)
        for index, place in self._places[text[at : at + self._size]]:
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
