"""Which lines of a JSON text are shown: what is folded, by hand, to a depth, or by a filter. Pure.

The text is cut into stretches of lines, each with one limit of depth. A click changes a few of
them, so that folding costs the same in a body of 50 MB as in one of 50 bytes.
"""

from bisect import bisect_right
from itertools import accumulate

import msgspec

from inspector.presentation.bodies.json_blocks import ALL
from inspector.presentation.bodies.json_lines import JsonLines

HIDDEN = -1
GAP = -2  # the first line stands for all of them


class Stretch(msgspec.Struct, frozen=True):
    """Lines from one on up to the next stretch. limit: the depth shown, HIDDEN or GAP."""

    start: int
    limit: int


class Folds:
    """Owner of what is folded in a text."""

    def __init__(self, lines: JsonLines, limit: int = ALL) -> None:
        self._lines = lines
        self._left: dict[int, tuple[Stretch, ...]] = {}  # how what is folded looked before
        self._stretches = [Stretch(0, limit)]
        self._rows: dict[tuple[int, int, int], int] = {}  # counted before, by first, end and limit
        self._count()

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return self._before[-1]

    def show_to(self, limit: int) -> None:
        """Fold everything at a depth; ALL: unfold everything."""
        self._left = {}
        self._put(0, len(self._lines), (Stretch(0, limit),))

    def show_stretches(self, stretches: tuple[Stretch, ...]) -> None:
        """Show these stretches, which cover the whole text in order."""
        self._left = {}
        self._put(0, len(self._lines), stretches)

    def line(self, row: int) -> int:
        """Return the number of the line shown in a row."""
        at = bisect_right(self._before, row) - 1
        stretch = self._stretches[at]
        if stretch.limit == GAP:
            return stretch.start
        return self._lines.shown_at(stretch.limit, stretch.start, row - self._before[at])

    def row(self, line: int) -> int:
        """Return the row that shows a line, or what the line is folded into."""
        at = self._stretch_of(line)
        stretch = self._stretches[at]
        if stretch.limit == GAP:
            return self._before[at]
        if stretch.limit == HIDDEN:
            return max(self._before[at] - 1, 0)
        rows = self._lines.shown(stretch.limit, stretch.start, line + 1)
        return max(self._before[at] + rows - 1, 0)

    def is_shown(self, line: int) -> bool:
        """Whether a line has a row of its own."""
        limit = self._stretches[self._stretch_of(line)].limit
        if limit < 0:
            return limit == GAP and self.gap(line) > 0
        found = self._lines.line(line)
        return found.depth < limit or (found.depth == limit and not found.closes)

    def gap(self, line: int) -> int:
        """Return how many lines stand in the place of a line: 0 where it shows itself."""
        at = self._stretch_of(line)
        stretch = self._stretches[at]
        if stretch.limit != GAP or stretch.start != line:
            return 0
        return self._end(at) - line

    def is_folded(self, line: int) -> bool:
        """Whether a line opens something that isn't shown."""
        return self._lines.opens(line) and not self.is_shown(line + 1)

    # ------------------------------------------------------------ changing
    def fold(self, line: int, *, deeply: bool = False) -> None:
        """Fold what a line opens; deeply: all in it as well, which shows when it is unfolded."""
        end = self._lines.closer(line) + 1
        before = self._within(line + 1, end)
        if deeply:
            before = (Stretch(line + 1, self._lines.line(line).depth + 1),)
        self._left[line] = before
        self._put(line + 1, end, (Stretch(line + 1, HIDDEN),))

    def unfold(self, line: int, *, deeply: bool = False) -> None:
        """Unfold what a line opens, as it was before; deeply: all in it as well."""
        end = self._lines.closer(line) + 1
        usual = (Stretch(line + 1, self._lines.line(line).depth + 1),)
        inner = self._left.pop(line, usual)
        self._put(line + 1, end, (Stretch(line + 1, ALL),) if deeply else inner)

    def open_gap(self, line: int) -> None:
        """Show the lines that stand in the place of one, folded at their depth."""
        end = line + self.gap(line)
        self._put(line, end, (Stretch(line, self._lines.line(line).depth),))

    def reveal(self, line: int) -> None:
        """Unfold all that a line is folded into."""
        at = self._stretch_of(line)
        if self._stretches[at].limit == GAP:
            self.open_gap(self._stretches[at].start)
        for depth in range(self._lines.line(line).depth):
            opener = self._lines.opener(line, depth)
            if opener >= 0 and self.is_folded(opener) and self._lines.closer(opener) >= line:
                self.unfold(opener)

    # ------------------------------------------------------------ stretches
    def _stretch_of(self, line: int) -> int:
        return bisect_right(self._stretches, line, key=lambda stretch: stretch.start) - 1

    def _end(self, at: int) -> int:
        following = at + 1
        if following < len(self._stretches):
            return self._stretches[following].start
        return len(self._lines)

    def _within(self, low: int, high: int) -> tuple[Stretch, ...]:
        """Return the stretches of some lines."""
        first = self._stretch_of(low)
        found = [Stretch(low, self._stretches[first].limit)]
        found += [each for each in self._stretches[first + 1 :] if each.start < high]
        return tuple(found)

    def _put(self, low: int, high: int, inner: tuple[Stretch, ...]) -> None:
        """Put these stretches in the place of the lines from low up to high."""
        first = self._stretch_of(low)
        kept = [each for each in self._stretches[: first + 1] if each.start < low]
        after: list[Stretch] = []
        if high < len(self._lines):
            last = self._stretch_of(high)
            after = [Stretch(high, self._stretches[last].limit), *self._stretches[last + 1 :]]
        self._stretches = _joined([*kept, *inner, *after])
        self._count()

    def _count(self) -> None:
        keys = [(each.start, self._end(at), each.limit) for at, each in enumerate(self._stretches)]
        known = self._rows
        self._rows = {key: known[key] if key in known else self._counted(*key) for key in keys}
        self._before = list(accumulate((self._rows[key] for key in keys), initial=0))

    def _counted(self, start: int, end: int, limit: int) -> int:
        return int(limit == GAP) if limit < 0 else self._lines.shown(limit, start, end)


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Return stretches of which no two in a row show the same."""
    made: list[Stretch] = []
    for stretch in stretches:
        if made and made[-1].start == stretch.start:
            made.pop()
        if not made or made[-1].limit != stretch.limit or stretch.limit == GAP:
            made.append(stretch)
    return made
