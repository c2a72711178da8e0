"""Finds the lines that JSON text has when it is indented, without making them. Pure: no Qt.

A body of 50 MB has millions of them, and a Python object for each would take gigabytes. So only
blocks of bytes are counted: how many lines begin in each, by depth, and which of them close
something. Only the lines of a block that is looked at are made (`json_lines.py`). The reading is
lexical: what is no JSON keeps all its words, and a body that was cut is shown as far as it goes.
"""

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate

import msgspec

SIZE = 64 * 1024  # bytes of a block, where it can be ended there
DEEPEST = 200  # what lies deeper is shown at this depth, and doesn't fold
ALL = DEEPEST + 2  # a limit that shows every line

_SPACE = b" \t\n\r\f\v"
_TABLE = bytes(
    code if code in b'"[],' else {ord("{"): ord("["), ord("}"): ord("]")}.get(code, ord("x"))
    for code in range(256)
)
_STRING = re.compile(rb'"[^"]*+"?')
# A place to end a block where it has no comma: between two brackets that are not an empty pair.
_BETWEEN = re.compile(rb"[\[{](?=[^\s\[\]{}]|[\[{])|[\]}](?=[\]}])")


class Block(msgspec.Struct, frozen=True):
    """Some bytes in a row. inside: they begin within a string. depth: before the first of them.

    seen: a bracket stands before. opening, closing: lines that begin here, by depth; a line that
    closes something counts as closing. before: lines that begin before the block.
    """

    start: int
    depth: int
    inside: bool
    seen: bool
    opening: dict[int, int]
    closing: dict[int, int]
    before: int


class JsonBlocks:
    """The blocks of a text and what they hold together."""

    def __init__(self, data: bytes, blocks: list[Block]) -> None:
        self.data = data
        self.blocks = blocks
        last = blocks[-1]
        self.count = last.before + sum(last.opening.values()) + sum(last.closing.values())
        self._firsts = [block.before for block in blocks]
        self._starts = [block.start for block in blocks]
        self._shown: dict[int, list[int]] = {}
        self._opened: dict[int, list[int]] = {}

    def end(self, block: int) -> int:
        """Return where a block ends."""
        following = block + 1
        return self._starts[following] if following < len(self._starts) else len(self.data)

    def of_line(self, line: int) -> int:
        """Return the block in which a line begins."""
        return bisect_right(self._firsts, line) - 1

    def of_byte(self, byte: int) -> int:
        """Return the block that holds a byte."""
        return max(bisect_right(self._starts, byte) - 1, 0)

    def shown_before(self, limit: int) -> list[int]:
        """Return how many lines within a limit begin before each block, and in all."""
        if limit not in self._shown:
            counts = (_within(block, limit) for block in self.blocks)
            self._shown[limit] = list(accumulate(counts, initial=0))
        return self._shown[limit]

    def opened_before(self, depth: int) -> list[int]:
        """Return how many lines of a depth open or hold something before each block, and in all."""
        if depth not in self._opened:
            counts = (block.opening.get(depth, 0) for block in self.blocks)
            self._opened[depth] = list(accumulate(counts, initial=0))
        return self._opened[depth]


def _within(block: Block, limit: int) -> int:
    both = (block.opening, block.closing)
    whole = sum(n for lines in both for depth, n in lines.items() if depth < limit)
    return whole + block.opening.get(limit, 0)


def blocks_of(data: bytes) -> JsonBlocks:
    """Return the blocks of a text; takes about a second for 100 MB, so not on the GUI thread."""
    blocks: list[Block] = []
    at = depth = before = 0
    inside = seen = False
    while at < len(data) or not blocks:
        end = _block_end(data, at)
        marks, still = _marks(data[at:end], inside=inside)
        opening, closing, after = _lines(marks, depth, seen=seen)
        if not blocks:
            opening[0] += 1  # the first line begins with the text
        blocks.append(Block(at, depth, inside, seen, dict(opening), dict(closing), before))
        before += sum(opening.values()) + sum(closing.values())
        at, depth, inside, seen = max(end, 1), after, still, seen or b"[" in marks
    return JsonBlocks(data, blocks)


def _block_end(data: bytes, at: int) -> int:
    end = at + SIZE
    if end >= len(data):
        return len(data)
    cut = data.rfind(b",", at, end)
    if cut >= 0:
        return cut + 1
    between = None
    for between in _BETWEEN.finditer(data, at, end):  # noqa: B007 - the last one is wanted
        pass
    if between is not None:
        return between.end()
    cut = data.find(b",", end)
    return cut + 1 if cut >= 0 else len(data)


def _marks(part: bytes, *, inside: bool) -> tuple[bytes, bool]:
    """Return the brackets and commas outside strings, all brackets square, empty pairs left out.

    Also whether the part ends within a string. Each step is one call that runs through the block
    in C, as a loop over its characters would take minutes for a large body.
    """
    if b"\\" in part:
        part = part.replace(b"\\\\", b"x").replace(b'\\"', b"x")
    part = part.translate(_TABLE, _SPACE).replace(b"[]", b"x").translate(None, b"x")
    if inside:
        part = b'"' + part
    part = part.replace(b'""', b"")
    if b'"' not in part:
        return part, False
    return _STRING.sub(b"", part), part.count(b'"') % 2 == 1


def _lines(marks: bytes, depth: int, *, seen: bool) -> tuple[Counter[int], Counter[int], int]:
    """Return the lines by depth, those that close by depth, and the depth at the end.

    Parts between two opening brackets are mostly alike, so that each kind is worked out once.
    """
    kinds: dict[tuple[int, bytes], int] = {}
    parts = marks.split(b"[")
    opening: Counter[int] = Counter()
    closing: Counter[int] = Counter()
    depth = _count_part(opening, closing, (depth, parts[0], 1))
    for part in parts[1:]:
        key = (depth, part)
        kinds[key] = kinds.get(key, 0) + 1
        depth = max(depth + 1 - part.count(b"]"), 0)
    for (above, part), times in kinds.items():
        opening[min(above + 1, DEEPEST)] += times
        if above == 0:
            opening[0] += times  # one more value at the top has a line of its own
        _count_part(opening, closing, (above + 1, part, times))
    if not seen and len(parts) > 1:
        opening[0] -= 1  # the very first bracket stands on the first line
    return +opening, +closing, depth


def _count_part(opening: Counter[int], closing: Counter[int], part: tuple[int, bytes, int]) -> int:
    """Count the commas and closing brackets of a part (depth, text, how often); return its end."""
    depth, text, times = part
    for place, commas in enumerate(text.split(b"]")):
        if place:
            depth = max(depth - 1, 0)
            closing[min(depth, DEEPEST)] += times
        if commas:
            opening[min(depth, DEEPEST)] += len(commas) * times
    return depth
