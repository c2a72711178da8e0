"""Shares the width of a token's rows among name, value, meaning and check."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QFontMetrics

_NAME, _CHECK = 0.26, 0.30  # of the width: the most of the name, the least of a long check
_VALUE = 0.45  # of what value and meaning share: the least of a value where there is room
_SHORT = 0.4  # of the same: short meanings are not cut for a long value
_LONGEST = 120  # characters that can decide about a column's width


class Wishes(NamedTuple):
    """What each column needs for its widest words. times: those of the meanings that are times."""

    name: int
    value: int
    meaning: int
    times: int
    check: int


def shared(wishes: Wishes, whole: int, least: int) -> tuple[int, int, int, int]:
    """Return the widths of the four columns; least: what a value always has.

    A time must be read whole; an address may be cut, its tooltip has the rest.
    """
    name = min(wishes.name, int(whole * _NAME))
    value = min(wishes.value, least)
    spare = whole - name - value - min(wishes.times, wishes.meaning)
    check = min(wishes.check, max(int(whole * _CHECK), spare))
    rest = max(whole - name - check, 0)
    if wishes.value + wishes.meaning <= rest:
        value = max(wishes.value, min(rest - wishes.meaning, int(rest * _VALUE)))
        return name, value, rest - value, check
    meaning = max(_fair(wishes, rest), min(wishes.times, rest - value), 0)
    return name, rest - meaning, meaning, check


def _fair(wishes: Wishes, rest: int) -> int:
    """Return the meaning's part of what it shares with the value."""
    value = min(wishes.value, 2 * wishes.meaning)
    fair = rest * wishes.meaning // max(wishes.meaning + value, 1)
    return min(wishes.meaning, max(fair, int(rest * _SHORT)))


def widest(words: QFontMetrics, texts: Iterable[str]) -> int:
    """Return the width of the widest text."""
    return max((words.horizontalAdvance(text[:_LONGEST]) for text in texts), default=0)
