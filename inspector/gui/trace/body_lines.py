"""Shows of a body the lines that a proof or a note points at, with their neighbours."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inspector.gui.trace.line import Segment
from inspector.gui.trace.pieces import pieces
from inspector.model.message import Span

_AROUND = 1  # lines shown before and after a line pointed at
_FIRST = 4  # lines shown where the whole body is pointed at
_MOST = 40


class BodyRow(NamedTuple):
    """One line of a body; left_out: bytes between the row before and this one are not shown."""

    segments: tuple[Segment, ...]
    span: Span
    left_out: bool


def rows(
    body: bytes, secrets: Sequence[Span], marks: Sequence[Span | None], *, whole: bool = False
) -> tuple[BodyRow, ...]:
    """Return the lines around the marks (byte ranges; None = the whole body), in order.

    secrets: ranges that are masked. whole: long lines are not cut.
    """
    made: list[BodyRow] = []
    at = 0
    kept = [mark for mark in marks if mark is not None]
    for start, end in _wanted(body, marks):
        text = body[start:end].decode("latin-1")
        near = None if whole else _moved(kept, -start)
        segments = pieces(text, (0, len(text)), _moved(secrets, -start), near)
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
            lines.update(_forward(body, 0, _FIRST))
            continue
        start = _line_start(body, mark[0])
        for _ in range(_AROUND):
            start = _line_start(body, start - 1)
        count = body.count(b"\n", start, mark[1]) + 1 + _AROUND
        lines.update(_forward(body, start, min(count, _MOST)))
    return sorted(lines)


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
