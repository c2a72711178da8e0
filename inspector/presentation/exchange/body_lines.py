"""Shows of a body the lines that a proof or a note points at, with their neighbours."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inspector.model.message import Span
from inspector.presentation.bodies.secret_blocks import SecretBlocks
from inspector.presentation.exchange.line import Segment
from inspector.presentation.exchange.pieces import pieces

_AROUND = 1  # lines shown before and after a line pointed at
_FIRST = 4  # lines shown where the whole body is pointed at
_MOST = 40
_LONGEST = 16 * 1024  # bytes of a line that are laid out


class BodyRow(NamedTuple):
    """One line of a body; left_out: bytes between the row before and this one are not shown."""

    segments: tuple[Segment, ...]
    span: Span
    left_out: bool


def rows(
    body: bytes,
    secrets: SecretBlocks | None,
    marks: Sequence[Span | None],
    *,
    whole: bool = False,
) -> tuple[BodyRow, ...]:
    """Return the lines around the marks (byte ranges; None = the whole body), in order.

    secrets: ranges that are masked, None = nothing is. whole: long lines are not cut. Of a line
    of many kilobytes only the part around a mark is shown.
    """
    made: list[BodyRow] = []
    at = 0
    kept = [mark for mark in marks if mark is not None]
    for start, end in _wanted(body, marks):
        text = body[start:end].decode("latin-1")
        near = None if whole else _moved(kept, -start)
        hidden = secrets.within(start, end) if secrets else ()
        segments = pieces(text, (0, len(text)), _moved(hidden, -start), near)
        moved = tuple(_back(segment, start) for segment in segments)
        made.append(BodyRow(moved, (start, end), start > at))
        at = end + 1
    return tuple(made[:_MOST])


def _moved(spans: Sequence[Span], by: int) -> list[Span]:
    return [(low + by, high + by) for low, high in spans if high + by > 0]


def _back(segment: Segment, by: int) -> Segment:
    start, end = segment.start or 0, segment.end or 0
    return Segment(segment.text, segment.style, start + by, end + by, segment.whole, segment.raw)


def _wanted(body: bytes, marks: Sequence[Span | None]) -> list[Span]:
    lines: set[Span] = set()
    for mark in marks:
        if mark is None:
            lines.update(_clipped(line, (0, 0)) for line in _forward(body, 0, _FIRST))
            continue
        start = _line_start(body, mark[0])
        for _ in range(_AROUND):
            start = _line_start(body, start - 1)
        count = body.count(b"\n", start, mark[1]) + 1 + _AROUND
        found = _forward(body, start, min(count, _MOST))
        lines.update(_clipped(line, mark) for line in found)
    return sorted(lines)


def _clipped(line: Span, mark: Span) -> Span:
    """Return a line, or the part around the mark of a line of many kilobytes."""
    start, end = line
    if end - start <= _LONGEST:
        return line
    if mark[0] >= end or mark[1] <= start:
        return start, start + _LONGEST // 2
    return max(start, mark[0] - _LONGEST // 4), min(end, mark[0] + _LONGEST // 2)


def _line_start(body: bytes, at: int) -> int:
    return body.rfind(b"\n", 0, max(at, 0)) + 1


def _forward(body: bytes, start: int, count: int) -> Iterator[Span]:
    for _ in range(count):
        if start >= len(body):
            return
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        yield start, end
        start = end + 1
