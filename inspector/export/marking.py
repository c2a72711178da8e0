"""Cuts a value into marked and unmarked pieces, so that a report can show the proof in it."""

from collections.abc import Iterable

import msgspec

from inspector.model.message import readable


class Piece(msgspec.Struct, frozen=True):
    """Text to show; pin: the number of the evidence that points to it, 0 for none."""

    text: str
    pin: int = 0


class Mark(msgspec.Struct, frozen=True):
    """Bytes that a piece of evidence points to."""

    start: int
    end: int
    pin: int


def pieces(value: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut recorded text (Latin-1) at its marks; where marks overlap the first one counts."""
    made: list[Piece] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.pin)):
        start, end = max(mark.start, at), min(mark.end, len(value))
        if end <= start:
            continue
        made.append(Piece(value[at:start]))
        made.append(Piece(value[start:end], mark.pin))
        at = end
    made.append(Piece(value[at:]))
    return tuple(Piece(readable(piece.text), piece.pin) for piece in made if piece.text)
