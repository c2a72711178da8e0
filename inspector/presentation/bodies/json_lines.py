"""Makes the lines of the blocks of a JSON text that are looked at, and finds among them. Pure."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict

import msgspec

from inspector.presentation.bodies.json_blocks import DEEPEST, JsonBlocks

_BLOCKS_KEPT = 48
_REST = re.compile(rb'(?:[^"\\]|\\.)*+"?', re.DOTALL)
_TOKEN = re.compile(
    rb'"(?:[^"\\]|\\.)*+"?|\\[\\"]|[\[{]\s*+[\]}]|[{}\[\],]',
    re.DOTALL,
)


class Line(msgspec.Struct, frozen=True):
    """A line: its number from 0, its bytes, how deep it lies. closes: it ends what was opened."""

    number: int
    start: int
    end: int
    depth: int
    closes: bool


class BlockLines:
    """Where the lines of one block begin, how deep they lie and which close something."""

    def __init__(self) -> None:
        self.starts = array("q")
        self.depths = bytearray()
        self.closing = bytearray()
        self._shown: dict[int, array[int]] = {}
        self._opened: dict[int, array[int]] = {}

    def add(self, start: int, depth: int, *, closes: bool) -> None:
        """Take one more line."""
        self.starts.append(start)
        self.depths.append(min(depth, DEEPEST))
        self.closing.append(closes)

    def shown(self, limit: int) -> "array[int]":
        """Return the places of the lines within a limit."""
        if limit not in self._shown:
            pairs = enumerate(zip(self.depths, self.closing, strict=True))
            within = (p for p, (d, c) in pairs if d < limit or (d == limit and not c))
            self._shown[limit] = array("q", within)
        return self._shown[limit]

    def opened(self, depth: int) -> "array[int]":
        """Return the places of the lines of a depth that don't close."""
        if depth not in self._opened:
            pairs = enumerate(zip(self.depths, self.closing, strict=True))
            self._opened[depth] = array("q", (p for p, (d, c) in pairs if d == depth and not c))
        return self._opened[depth]


class JsonLines:
    """The lines of a text by number; only those of some blocks are held at once."""

    def __init__(self, blocks: JsonBlocks) -> None:
        self.blocks = blocks
        self.data = blocks.data
        self._made: OrderedDict[int, BlockLines] = OrderedDict()

    def __len__(self) -> int:
        return self.blocks.count

    def line(self, number: int) -> Line:
        """Return a line."""
        block = self.blocks.of_line(number)
        lines = self._lines(block)
        at = number - self.blocks.blocks[block].before
        depth, closes = lines.depths[at], bool(lines.closing[at])
        return Line(number, lines.starts[at], self._start(number + 1), depth, closes)

    def of_byte(self, byte: int) -> int:
        """Return the line that holds a byte."""
        block = self.blocks.of_byte(byte)
        at = bisect_right(self._lines(block).starts, byte) - 1
        return max(self.blocks.blocks[block].before + at, 0)

    # ------------------------------------------------------------ counting within a limit
    def shown(self, limit: int, low: int, high: int) -> int:
        """Return how many of the lines from low up to high (excluded) lie within a limit."""
        return self._shown_before(limit, high) - self._shown_before(limit, low)

    def shown_at(self, limit: int, low: int, place: int) -> int:
        """Return the number of the line that is at a place among those shown from `low` on."""
        wanted = self._shown_before(limit, low) + place
        before = self.blocks.shown_before(limit)
        block = bisect_right(before, wanted) - 1
        at = self._lines(block).shown(limit)[wanted - before[block]]
        return self.blocks.blocks[block].before + at

    def _shown_before(self, limit: int, line: int) -> int:
        before = self.blocks.shown_before(limit)
        if line >= len(self):
            return before[-1]
        block = self.blocks.of_line(line)
        at = line - self.blocks.blocks[block].before
        return before[block] + bisect_left(self._lines(block).shown(limit), at)

    # ------------------------------------------------------------ what lies in what
    def opens(self, number: int) -> bool:
        """Whether a line opens something that the lines after it lie in."""
        if number + 1 >= len(self):
            return False
        line, following = self.line(number), self.line(number + 1)
        return not line.closes and following.depth > line.depth

    def holds_list(self, number: int) -> bool:
        """Whether what a line opens is an array; its bracket stands just before what it holds."""
        after = self._start(number + 1)
        return self.data[after - 1 : after] == b"["

    def closer(self, number: int) -> int:
        """Return the line that closes what a line opens; the last one where nothing does."""
        depth = self.line(number).depth
        first = self.blocks.of_line(number + 1)
        for block in range(first, len(self.blocks.blocks)):
            if depth not in self.blocks.blocks[block].closing:
                continue
            lines, before = self._lines(block), self.blocks.blocks[block].before
            for at in range(max(number + 1 - before, 0), len(lines.starts)):
                if lines.closing[at] and lines.depths[at] == depth:
                    return before + at
        return len(self) - 1

    def opener(self, number: int, depth: int) -> int:
        """Return the last line before this one that lies at a depth and doesn't close; -1: none."""
        place = self._opened_before(depth, number) - 1
        return self._opened_at(depth, place) if place >= 0 else -1

    def children(self, number: int) -> int:
        """Return how many values lie directly in what a line opens."""
        depth = self.line(number).depth + 1
        low, high = (self._opened_before(depth, at) for at in (number, self.closer(number) + 1))
        return high - low

    def child(self, number: int, place: int) -> int:
        """Return the line of a value in what a line opens; the first one has place 0."""
        depth = self.line(number).depth + 1
        return self._opened_at(depth, self._opened_before(depth, number) + place)

    def place(self, number: int, parent: int) -> int:
        """Return which value a line is of those in what its parent opens."""
        depth = self.line(parent).depth + 1
        return self._opened_before(depth, number) - self._opened_before(depth, parent)

    def values(self, low: int, high: int) -> int:
        """Return how many values of the depth of the first one begin in these lines."""
        depth = self.line(low).depth
        return self._opened_before(depth, high) - self._opened_before(depth, low)

    def values_from(self, number: int, further: int) -> int | None:
        """Return the line of the value so many places after one, None where there is none."""
        depth = self.line(number).depth
        place = self._opened_before(depth, number) + further
        return (
            self._opened_at(depth, place) if place < self._opened_before(depth, len(self)) else None
        )

    def _opened_before(self, depth: int, line: int) -> int:
        before = self.blocks.opened_before(depth)
        if line >= len(self):
            return before[-1]
        block = self.blocks.of_line(line)
        at = line - self.blocks.blocks[block].before
        return before[block] + bisect_left(self._lines(block).opened(depth), at)

    def _opened_at(self, depth: int, place: int) -> int:
        before = self.blocks.opened_before(depth)
        block = bisect_right(before, place) - 1
        at = self._lines(block).opened(depth)[place - before[block]]
        return self.blocks.blocks[block].before + at

    # ------------------------------------------------------------ lines of a block
    def _start(self, number: int) -> int:
        if number >= len(self):
            return len(self.data)
        block = self.blocks.of_line(number)
        return self._lines(block).starts[number - self.blocks.blocks[block].before]

    def _lines(self, block: int) -> BlockLines:
        if block in self._made:
            self._made.move_to_end(block)
            return self._made[block]
        made = self._made[block] = _lines_of(self.blocks, block)
        if len(self._made) > _BLOCKS_KEPT:
            self._made.popitem(last=False)
        return made


def _lines_of(blocks: JsonBlocks, block: int) -> BlockLines:
    """Return the lines that begin in a block."""
    data, end = blocks.data, blocks.end(block)
    one = blocks.blocks[block]
    depth, seen, at = one.depth, one.seen, one.start
    made = BlockLines()
    if block == 0:
        made.add(0, 0, closes=False)
    if one.inside and (rest := _REST.match(data, at)):
        at = rest.end()
    for found in _TOKEN.finditer(data, at, end):
        token = found[0]
        if token in (b"[", b"{"):
            if depth == 0 and seen:
                made.add(found.start(), 0, closes=False)
            depth, seen = depth + 1, True
            made.add(found.end(), depth, closes=False)
        elif token in (b"]", b"}"):
            depth = max(depth - 1, 0)
            made.add(found.start(), depth, closes=True)
        elif token == b",":
            made.add(found.end(), depth, closes=False)
    return made
