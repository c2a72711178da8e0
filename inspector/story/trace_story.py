"""All entries of a trace together: their credentials' lives, and what stands before and after."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from operator import attrgetter

from inspector.model.story import LETS_IN
from inspector.protocol.cached import Remembers, cached_property
from inspector.reading.statuses import REFUSES_ACCESS, SUCCESSES
from inspector.story.entry import Entry
from inspector.story.lives import Life, Lives

NEAR = 12
"""Within so many entries a step follows another: a page loads its parts in between."""
_WITH_PREFLIGHTS = 2 * NEAR  # a browser asks for permission before each call to another site


def nearest(indices: list[int], middle: int, many: int) -> tuple[int, int]:
    """Return the part of sorted indices with the `many` nearest to the one in the middle."""
    start, end = middle, middle + 1
    while end - start <= many and end - start < len(indices):
        below = indices[middle] - indices[start - 1] if start else math.inf
        above = indices[end] - indices[middle] if end < len(indices) else math.inf
        start, end = (start - 1, end) if below <= above else (start, end + 1)
    return start, end


class TraceStory(Remembers):
    """What other entries tell about one; each reading is made when first asked for.

    may_lack: the source may have left out what was sent (`Attempt.may_be_sanitised`), so that a
    credential that isn't there proves nothing. reasons: why entries that were asked about need no
    explanation, see `healthy`.
    """

    def __init__(self, entries: Sequence[Entry], *, may_lack: bool = False) -> None:
        self.entries = entries
        self.may_lack = may_lack
        self.reasons: dict[int, str] = {}
        self._main_lives: dict[int, Life | None] = {}

    @cached_property
    def lives(self) -> Lives:
        """What became of each secret value."""
        return Lives(self.entries)

    def after(self, entry: Entry, many: int = NEAR) -> Sequence[Entry]:
        """Return the next entries."""
        return self.entries[entry.index + 1 : entry.index + 1 + many]

    def before(self, entry: Entry, many: int = NEAR) -> Sequence[Entry]:
        """Return the entries just before, in order."""
        return self.entries[max(0, entry.index - many) : entry.index]

    def between(self, one: Entry, other: Entry) -> Sequence[Entry]:
        """Return the entries after one and before another."""
        return self.entries[one.index + 1 : other.index]

    def main_life(self, entry: Entry) -> Life | None:
        """Return the life of the credential that most likely counts for an entry."""
        if entry.index not in self._main_lives:
            main = entry.sent.main
            found = self.lives.of(entry, main) if main is not None else None
            self._main_lives[entry.index] = found
        return self._main_lives[entry.index]

    def previous(self, entry: Entry) -> Entry | None:
        """Return the entry whose reply led to another: a redirect or a challenge."""
        follows = entry.exchange.answers
        if follows is not None and follows < entry.index:
            return self.entries[follows]
        if not entry.index or not self.entries[entry.index - 1].heard.is_redirect:
            return None
        last = self.entries[entry.index - 1]
        return last if _is_same(last.heard.location, entry.sent.url) else None

    def accepted_later(self, entry: Entry) -> Entry | None:
        """Return the next entry that asked for the same thing and got it; None without one."""
        if not any(one.succeeded for one in self.repeats_after(entry, _WITH_PREFLIGHTS)):
            return None
        later = [one for one in self.after(entry, _WITH_PREFLIGHTS) if not one.is_preflight]
        return next((one for one in later[:NEAR] if entry.repeats(one) and one.succeeded), None)

    # ------------------------------------------------------------ found by what they are
    def repeats_after(self, entry: Entry, many: int) -> Iterator[Entry]:
        """Return those of the next entries that ask for the same thing, in order."""
        alike = self._by_address.get(_address(entry), ())
        return (one for one in self._after(alike, entry, many) if one.repeats(entry))

    def same_calls(self, entry: Entry, many: int) -> tuple[list[Entry], list[Entry]]:
        """Return those just before and just after that are the same call, to the last byte."""
        alike = self._by_call.get(_call(entry), ())
        before = [*self._before(alike, entry, many)]
        return before[::-1], [*self._after(alike, entry, many)]

    def given_near(self, entry: Entry, many: int) -> Iterator[Entry]:
        """Return those around an entry that succeeded, the last one before it first."""
        yield from filter(_succeeded, self._before(self._answered, entry, many))
        yield from filter(_succeeded, self._after(self._answered, entry, many))

    def _after(self, indices: Sequence[int], entry: Entry, many: int) -> Iterator[Entry]:
        at = bisect_right(indices, entry.index)
        while at < len(indices) and indices[at] <= entry.index + many:
            yield self.entries[indices[at]]
            at += 1

    def _before(self, indices: Sequence[int], entry: Entry, many: int) -> Iterator[Entry]:
        at = bisect_left(indices, entry.index) - 1
        while at >= 0 and indices[at] >= entry.index - many:
            yield self.entries[indices[at]]
            at -= 1

    @cached_property
    def _by_address(self) -> dict[Hashable, list[int]]:
        return _grouped((_address(one), one.index) for one in self.entries)

    @cached_property
    def _by_call(self) -> dict[Hashable, list[int]]:
        return _grouped((_call(one), one.index) for one in self.entries)

    @cached_property
    def _answered(self) -> list[int]:
        """Those of which the status says a success: whether it is one takes a longer look."""
        return [one.index for one in self.entries if one.status in SUCCESSES]

    @cached_property
    def _births_of_access(self) -> Sequence[int]:
        """The indices of the entries that handed out what lets in, in order."""
        births = (birth for life in self.lives if life.kind in LETS_IN for birth in life.births)
        return sorted(birth.entry for birth in births)

    def let_in_between(self, one: Entry, other: Entry) -> bool:
        """Whether an entry between two others handed out a token or session."""
        at = bisect_right(self._births_of_access, one.index)
        return at < len(self._births_of_access) and self._births_of_access[at] < other.index

    @cached_property
    def refusals(self) -> tuple[Entry, ...]:
        """The entries whose status refuses access."""
        return tuple(one for one in self.entries if one.status in REFUSES_ACCESS)


def _grouped(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for key, index in pairs:
        found.setdefault(key, []).append(index)
    return found


def _address(entry: Entry) -> Hashable:
    return entry.sent.method, entry.sent.host, entry.sent.path


_succeeded = attrgetter("succeeded")


def _call(entry: Entry) -> Hashable:
    message = entry.sent.message
    return message.method, message.url, message.body


def _is_same(one: str, other: str) -> bool:
    return one.partition("#")[0].rstrip("/") == other.partition("#")[0].rstrip("/")
