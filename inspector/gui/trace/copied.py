"""Gives selected lines of the exchange as they were recorded: whole headers again, no notes."""

from collections.abc import Sequence
from typing import NamedTuple

from inspector.gui.trace.line import Line


class Selected(NamedTuple):
    """A selection: first and last line (included), and columns in them."""

    first: int
    start: int
    last: int
    end: int


def copied(lines: Sequence[Line], selected: Selected) -> str:
    """Return the recorded text of a selection; masked secrets stay masked."""
    made = ""
    for at in range(selected.first, selected.last + 1):
        line = lines[at]
        low = selected.start if at == selected.first else 0
        high = selected.end if at == selected.last else len(line.text)
        if at > selected.first:
            made += "\n" if line.joint is None else line.joint
        made += _part(line, low, high)
    return made


def _part(line: Line, low: int, high: int) -> str:
    made, at = "", 0
    for segment in line.segments:
        width = len(segment.text)
        first, last = max(low - at, 0), min(high - at, width)
        if first < last:
            whole = (first, last) == (0, width)
            raw = segment.text if segment.raw is None else segment.raw
            made += raw if whole else segment.text[first:last]
        at += width
    return made
