"""Finds secrets that are known: as they are, in any usual coding, in part, and backwards."""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from inspector.model.message import Span, latin1
from inspector.protocol.field_names import is_secret_name
from inspector.protocol.masking.coded_runs import numbers_opened, opened
from inspector.protocol.masking.judged_names import Known, judged_with
from inspector.protocol.masking.known_forms import (
    PART,
    Form,
    bare,
    forms,
    forms_together,
    telling_part,
    whole_forms,
    whole_forms_together,
)
from inspector.protocol.masking.masks import Fragment, merged, moved
from inspector.protocol.masking.part_search import PartSearch
from inspector.protocol.masking.pieces import Pieces, together
from inspector.protocol.masking.plain_view import PlainView, plain, small

SHORTEST = 8
SHORTEST_WORD = 6  # a shorter secret is looked for as a word of its own
_PIECE = 256 * 1024  # characters that are read at a time, so that the ways back stay small
_OVERLAP = 4 * 1024  # characters read twice: a part at the edge of a piece is whole in one
_DEEPEST = 3  # codings around one another that are opened


class Found(NamedTuple):
    """A place of a secret; is_whole: all of it stands there, in whatever coding."""

    span: Span
    value: str
    is_whole: bool = True


class KnownValues:
    """A set of secrets, made ready for searching.

    shortest: characters of a value that is looked for at all; under 8 it counts as a word of its
    own only, and not where it is the name of a field. judged: the names of headers that the user
    judged, guesses: as in `Known`, where such values were given.
    """

    def __init__(self, values: Iterable[str], shortest: int = SHORTEST_WORD) -> None:
        self.judged = judged_with(values)
        self.guesses = values.guesses if isinstance(values, Known) else frozenset[str]()
        wanted = {value: bare(value) for value in values}
        self._values = {value: text for value, text in wanted.items() if len(text) >= shortest}

    def __bool__(self) -> bool:
        return bool(self._values)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where any of them stands in the text, in order, overlaps joined.

        A `Fragment` is a place of which nothing may be shown.
        """
        return merged(found.span for found in self.found(text))

    def found(self, text: str) -> Iterator[Found]:
        """Yield the places, each with the value that stands there."""
        yield from self._found(text, 0)

    def _found(self, text: str, depth: int) -> Iterator[Found]:
        whole = [*self._as_they_are(text)]
        yield from whole
        covered = merged(found.span for found in whole)
        for found in self._in_pieces(text, depth):
            if not _within(found.span, covered):
                yield found._replace(span=Fragment(found.span))

    # ------------------------------------------------------------ as they are
    def _as_they_are(self, text: str) -> Iterator[Found]:
        for needle, value in self._plain:
            if len(needle) <= len(text):
                for span in _places(text, needle):
                    if len(needle) >= SHORTEST or _is_word(text, span):
                        yield Found(span, value)

    @cached_property
    def _plain(self) -> tuple[tuple[str, str], ...]:
        """The values as they are, and what tells each of them."""
        made = {}
        for value, text in sorted(self._values.items()):
            if len(text) >= SHORTEST or not is_secret_name(text):
                made.update(dict.fromkeys((text, latin1(text)), value))
        return tuple(made.items())

    # ------------------------------------------------------------ in other codings
    def _in_pieces(self, text: str, depth: int) -> Iterator[Found]:
        if not self._values or len(text) < self._least:
            return
        for begin in range(0, max(len(text) - _OVERLAP, 1), _PIECE):
            piece = text[begin : begin + _PIECE + _OVERLAP]
            view = PlainView(piece)
            for found in chain(
                self._in_view(view), self._taken_apart(view), self._in_codings(piece, view, depth)
            ):
                yield found._replace(span=moved(found.span, begin))

    def _in_view(self, view: PlainView) -> Iterator[Found]:
        for needle, value in self._short:
            for start, end in _places(view.text, needle):
                yield Found(view.recorded(start, end), value)
        if len(view.text) >= PART:
            for met in self._search.met(view.text):
                yield Found(view.recorded(met.start, met.end), met.form.secret, met.is_whole)

    def _taken_apart(self, view: PlainView) -> Iterator[Found]:
        """Yield what has signs or markup between its letters, here or in the secret."""
        pieces = Pieces(view.cased)
        is_parted = len(pieces.text) < len(view.text)
        if not is_parted and not self._have_signs:
            return
        for needle, value in self._short_together:
            for start, end in _places(pieces.text, needle):
                yield Found(view.recorded(*pieces.source(start, end)), value)
        if len(pieces.text) >= PART:
            search = self._search_together if is_parted else self._search_unsigned
            for met in search.met(small(pieces.text)):
                span = view.recorded(*pieces.source(met.start, met.end))
                yield Found(span, met.form.secret, met.is_whole)

    def _in_codings(self, text: str, view: PlainView, depth: int) -> Iterator[Found]:
        """Yield what stands in runs of the text that are a coding of their own."""
        if depth >= _DEEPEST:
            return
        for run in opened(view.cased):
            for found in self._found(run.text, depth + 1):
                yield found._replace(span=view.recorded(*run.source(*found.span)))
        for run in numbers_opened(text):
            for found in self._found(run.text, depth + 1):
                yield found._replace(span=run.source(*found.span))

    @cached_property
    def _short(self) -> tuple[tuple[str, str], ...]:
        """The forms of the values that are too short to be told by a part."""
        made = {}
        for value, text in sorted(self._values.items()):
            if SHORTEST <= len(plain(text)) < PART:
                made.update({form.lower(): value for form in whole_forms(text, SHORTEST)})
        return tuple(made.items())

    @cached_property
    def _short_together(self) -> tuple[tuple[str, str], ...]:
        made = {}
        for value, text in sorted(self._values.items()):
            if SHORTEST <= len(plain(text)) < PART:
                needles = whole_forms_together(text, SHORTEST)
                made.update(dict.fromkeys(needles, value))
        return tuple(made.items())

    @cached_property
    def _least(self) -> int:
        """Characters of a text that may hold one of them in any way."""
        return min((len(needle) for needle, _ in self._short_together), default=SHORTEST)

    @cached_property
    def _long(self) -> list[str]:
        return [value for value in sorted(self._values) if len(plain(telling_part(value))) >= PART]

    @cached_property
    def _forms(self) -> list[Form]:
        return [form for value in self._long for form in forms(value)]

    @cached_property
    def _search(self) -> PartSearch:
        return PartSearch(self._forms)

    @cached_property
    def _search_together(self) -> PartSearch:
        return PartSearch(tuple(forms_together(self._forms)))

    @cached_property
    def _unsigned(self) -> tuple[Form, ...]:
        """The forms that lost signs, for texts that have none: the others are found already."""
        written = (form for form in self._forms if not form.is_code)
        made = forms_together(written)
        return tuple(form for form in made if len(form.cased) < len(form.parted))

    @cached_property
    def _search_unsigned(self) -> PartSearch:
        return PartSearch(self._unsigned)

    @cached_property
    def _have_signs(self) -> bool:
        return bool(self._unsigned) or any(
            len(together(text)) < len(text) for text in self._values.values()
            if SHORTEST <= len(plain(text)) < PART
        )  # fmt: skip


def _places(text: str, needle: str) -> Iterator[Span]:
    start = text.find(needle)
    while start >= 0:
        yield start, start + len(needle)
        start = text.find(needle, start + max(len(needle) // 2, 1))  # a long run stays cheap


def _is_word(text: str, span: Span) -> bool:
    before, after = text[max(0, span[0] - 1) : span[0]], text[span[1] : span[1] + 1]
    return not any(sign.isalnum() or sign == "_" for sign in (before, after) if sign)


def _within(span: Span, covered: tuple[Span, ...]) -> bool:
    at = bisect_right(covered, (span[0], sys.maxsize)) - 1
    return at >= 0 and covered[at][0] <= span[0] and span[1] <= covered[at][1]
