"""Cuts a long value to what fits, so that the characters that differ stay in sight."""

from inspector.compare.records import Span

_BEFORE = 6


def windowed(text: str, marks: tuple[Span, ...], room: int) -> tuple[str, tuple[Span, ...]]:
    """Return at most `room` characters of the text with its marks moved along."""
    if len(text) <= room:
        return text, marks
    start = 0
    if marks and marks[0][1] > room - 1:
        start = max(0, min(marks[0][0] - _BEFORE, len(text) - room + 1))
    head = "…" if start else ""
    tail = "…" if start + room - len(head) < len(text) else ""
    end = start + room - len(head) - len(tail)
    shift = len(head) - start
    cut = head + text[start:end] + tail
    moved = (
        (max(len(head), first + shift), min(len(cut) - len(tail), last + shift))
        for first, last in marks
    )
    return cut, tuple(span for span in moved if span[0] < span[1])
