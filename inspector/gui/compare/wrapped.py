"""Breaks a line of code into pieces that fit below one another, its marks moved along."""

from functools import lru_cache

from inspector.compare.records import Span
from inspector.gui.compare.windowed import windowed

MOST = 4  # full pieces; of a longer line the part that differs is shown
_HANG = 2  # how much further in the pieces below the first begin, where there is room
_WIDE = 26

Piece = tuple[str, tuple[Span, ...]]


@lru_cache(maxsize=4096)  # asked for with every painting and every change of the width
def wrapped(text: str, marks: tuple[Span, ...], room: int) -> tuple[Piece, ...]:
    """Return the pieces of a line, of `room` characters at most but for a comma at its end."""
    inner = len(text) - len(text.lstrip(" "))
    hang = min(inner + (_HANG if room >= _WIDE else 0), room // 2)
    below = room - hang
    if len(text) > room + (MOST - 1) * below:
        text, marks = windowed(text, marks, (MOST - 1) * below)
    pieces: list[Piece] = []
    start = 0
    while start < len(text) or not pieces:
        before = hang if pieces else 0
        end = _end(text, (start, room - before), inner, below)
        pieces.append(_piece(text, marks, (start, end), before))
        start = end
    return tuple(pieces)


def _end(text: str, span: Span, inner: int, below: int) -> int:
    """Return where a piece ends: after a blank if that saves breaking a word, else where full."""
    start, room = span
    full = start + max(1, room)
    if full >= len(text.removesuffix(",")):  # never a comma alone
        return len(text)
    blank = text.rfind(" ", max(start, inner), full)
    late, last = blank >= start + room // 2, len(text) - blank - 1 <= below
    return blank + 1 if blank > start and (late or last) else full


def _piece(text: str, marks: tuple[Span, ...], span: Span, before: int) -> Piece:
    start, end = span
    shift = before - start
    inside = ((max(start, first), min(end, last)) for first, last in marks)
    moved = tuple((first + shift, last + shift) for first, last in inside if first < last)
    return " " * before + text[start:end], moved
