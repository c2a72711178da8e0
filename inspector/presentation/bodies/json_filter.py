"""Filters the rows of a JSON body by a JSONPath (RFC 9535). Pure: no Qt; for a worker thread."""

import json
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

import msgspec

from inspector.presentation.bodies.folds import GAP, Folds, Stretch
from inspector.presentation.bodies.json_blocks import ALL, JsonBlocks
from inspector.presentation.bodies.json_lines import JsonLines
from inspector.presentation.bodies.json_rows import JsonRows, Step
from inspector.wording import tr, tr_n

MOST = 10_000  # values that are marked
_PIECE = 256 * 1024  # bytes parsed at once: a parser keeps every other thread waiting
_UNFOLDED = 60  # lines of all values together that are shown unfolded
_NAMED = re.compile(rb'\s*"(?:[^"\\]|\\.)*+"\s*:', re.DOTALL)
_Chain = tuple[int, ...]


class Filtered(msgspec.Struct, frozen=True, kw_only=True):
    """What a path leads to. problem: why it leads nowhere. bands: first and last line of each.

    count: how many values; of: how many there are beside them in their arrays, 0: not in arrays.
    folds: what is shown then.
    """

    problem: str = ""
    bands: tuple[tuple[int, int], ...] = ()
    count: int = 0
    of: int = 0
    more: bool = False
    folds: Folds | None = None

    @property
    def words(self) -> str:
        """How many match."""
        if self.problem:
            return tr("Not a JSONPath")
        if self.more:
            return tr("first {count:,}", count=self.count)
        if self.of:
            return tr("{count:,} of {of:,}", count=self.count, of=self.of)
        return tr_n("{count} match", "{count:,} matches", self.count)


def filtered(blocks: JsonBlocks, path: str) -> Filtered:
    """Return what a path leads to in a body, and the folds that show it."""
    import jsonpath  # noqa: PLC0415 - few bodies are filtered

    lines = JsonLines(blocks)
    try:
        query = jsonpath.compile(path)
        found = list(islice(query.finditer(value_of(lines)), MOST + 1))
    except (jsonpath.JSONPathError, RecursionError) as error:
        return Filtered(problem=str(error).partition("\n")[0])
    except ValueError:
        return Filtered(problem=tr("The body is not whole JSON."))
    ways = [tuple(match.parts) for match in found[:MOST]]
    chains = sorted(set(_chains(JsonRows(blocks), ways)))
    return _shown(lines, chains, more=len(found) > MOST)


# ---------------- Reads the value of a line, a large one in pieces
def value_of(lines: JsonLines, line: int = 0) -> Any:
    """Return the value that a line begins; raises ValueError where it is no JSON."""
    start, end = _bytes_of(lines, line)
    if end - start <= _PIECE or not lines.opens(line):
        return json.loads(lines.data[start:end], strict=False)
    is_list = lines.holds_list(line)
    pieces = _pieces(lines, line, is_list=is_list)
    if is_list:
        return [value for piece in pieces for value in piece]
    return {name: value for piece in pieces for name, value in piece.items()}


def _bytes_of(lines: JsonLines, line: int) -> tuple[int, int]:
    """Return the bytes of the value of a line, without its name and what follows it."""
    found = lines.line(line)
    end = lines.line(lines.closer(line)).end if lines.opens(line) else found.end
    named = _NAMED.match(lines.data, found.start, found.end)
    start = named.end() if named else found.start
    while end > start and lines.data[end - 1] in b" \t\r\n,":
        end -= 1
    return start, end


def _pieces(lines: JsonLines, line: int, *, is_list: bool) -> Iterator[Any]:
    """Yield the values of what a line opens, some at once, as lists or objects."""
    low, last = line + 1, lines.closer(line)
    signs = (b"[", b"]") if is_list else (b"{", b"}")
    depth = lines.line(low).depth
    while low < last:
        high = _next(lines, low, last, depth)
        start, end = lines.line(low).start, lines.line(high).start
        if end - start > 2 * _PIECE and lines.values(low, high) == 1:
            yield _one(lines, low, is_list=is_list)
        else:
            part = lines.data[start:end].strip(b" \t\r\n,")
            yield json.loads(signs[0] + part + signs[1], strict=False)
        low = high


def _one(lines: JsonLines, line: int, *, is_list: bool) -> Any:
    """Return one large value, as a list of it or with its name."""
    value = value_of(lines, line)
    if is_list:
        return [value]
    name = lines.data[lines.line(line).start : _bytes_of(lines, line)[0]]
    return {json.loads(name.strip().removesuffix(b":").strip(), strict=False): value}


def _next(lines: JsonLines, low: int, last: int, depth: int) -> int:
    """Return the first value about one piece further on, or what closes them all."""
    byte = lines.line(low).start + _PIECE
    if byte >= lines.line(last).start:
        return last
    found = lines.opener(lines.of_byte(byte) + 1, depth)
    if found > low:
        return found
    after = lines.values_from(low, 1)
    return last if after is None or after > last else after


# ---------------- Finds the lines that keys and places lead to
def _chains(rows: JsonRows, ways: list[tuple[Step, ...]]) -> Iterator[_Chain]:
    """Yield the lines on the way to each value, the value's own last."""
    members: dict[int, dict[str, int]] = {}
    for way in ways:
        chain = [0]
        for step in way:
            chain.append(_child(rows, members, chain[-1], step))
        yield tuple(chain)


def _child(rows: JsonRows, members: dict[int, dict[str, int]], line: int, step: Step) -> int:
    if isinstance(step, int):
        place = step if step >= 0 else rows.lines.children(line) + step
        return rows.lines.child(line, place)
    if line not in members:
        children = (rows.lines.child(line, place) for place in range(rows.lines.children(line)))
        members[line] = {_name(rows.lines, child): child for child in children}
    return members[line].get(step, line)


def _name(lines: JsonLines, number: int) -> str:
    line = lines.line(number)
    try:
        name: str = json.JSONDecoder(strict=False).raw_decode(
            lines.data[line.start : line.end].decode("utf-8", "replace").lstrip()
        )[0]
    except ValueError:
        return ""
    return name if isinstance(name, str) else ""


# ---------------- Shows them, with what doesn't match folded
def _shown(lines: JsonLines, chains: list[_Chain], *, more: bool) -> Filtered:
    bands = tuple((chain[-1], _end(lines, chain[-1])) for chain in chains)
    parents = {chain[-2] for chain in chains if len(chain) > 1}
    arrays = [each for each in parents if lines.holds_list(each)]
    of = sum(lines.children(each) for each in arrays) if len(arrays) == len(parents) else 0
    folds = Folds(lines)
    if chains:
        folds.show_stretches(tuple(_Stretches(lines, chains, bands).all()))
    return Filtered(bands=bands, count=len(chains), of=of, more=more, folds=folds)


def _end(lines: JsonLines, line: int) -> int:
    return lines.closer(line) if lines.opens(line) else line


class _Stretches:
    """Works out what is shown: the ways to the values, and of what lies beside them one row."""

    def __init__(
        self, lines: JsonLines, chains: list[_Chain], bands: tuple[tuple[int, int], ...]
    ) -> None:
        self._lines = lines
        self._values = {chain[-1] for chain in chains}
        self._below: dict[int, set[int]] = {}
        for chain in chains:
            for parent, line in pairwise(chain):
                self._below.setdefault(parent, set()).add(line)
        few = sum(last - first + 1 for first, last in bands) <= _UNFOLDED
        self._unfolded = self._values if few else {chains[0][-1]}

    def all(self) -> Iterator[Stretch]:
        """Yield the stretches of the whole text."""
        yield Stretch(0, 0)
        yield from self._inside(0) if 0 not in self._values else (Stretch(0, ALL),)

    def _inside(self, line: int) -> Iterator[Stretch]:
        """Yield the stretches of what a line opens, up to its end."""
        lines, low, closer = self._lines, line + 1, self._lines.closer(line)
        depth = lines.line(low).depth
        is_list = lines.holds_list(line)
        for child in sorted(self._below.get(line, ())):
            yield from self._beside(low, child, depth, is_list=is_list)
            yield Stretch(child, depth)
            if child in self._values:
                limit = ALL if child in self._unfolded else depth
                yield Stretch(child, limit)
            elif child in self._below:
                yield from self._inside(child)
            low = _end(lines, child) + 1
        yield from self._beside(low, closer, depth, is_list=is_list)
        yield Stretch(closer, depth)

    def _beside(self, low: int, high: int, depth: int, *, is_list: bool) -> Iterator[Stretch]:
        """Yield what is shown of the lines between two values."""
        if low < high:
            many = is_list and self._lines.values(low, high) > 1
            yield Stretch(low, GAP if many else depth)
