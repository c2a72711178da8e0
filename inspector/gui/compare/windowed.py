"""Cuts a long value to what fits, so that the characters that differ stay in sight."""

import re

from inspector.compare.records import Span

_BEFORE = 6
_MASK = re.compile("•{2,}")


def windowed(text: str, marks: tuple[Span, ...], room: int) -> tuple[str, tuple[Span, ...]]:
    """Return at most `room` characters of the text with its marks moved along."""
    if len(text) > room:
        text, marks = _shortened(text, marks)
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


def _shortened(text: str, marks: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return the text with one character for the dots of each mask, its marks moved along."""
    for found in reversed(list(_MASK.finditer(text))):
        start, end = found.span()
        text = f"{text[:start]}…{text[end:]}"
        marks = tuple(
            (_moved(first, start, end), _moved(last, start, end)) for first, last in marks
        )
    return text, marks


def _moved(place: int, start: int, end: int) -> int:
    """Return where a place of the text is when one character stands for a part of it."""
    return place if place <= start else max(start + 1, place - (end - start) + 1)
