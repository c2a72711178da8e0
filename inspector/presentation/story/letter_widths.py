"""How wide words are in the shipped fonts, in points. Pure: no Qt.

The story is laid out on a worker and for files, where there are no fonts. A test holds the table
against the fonts themselves.
"""

from functools import lru_cache

_FIRST = 32
# Thousandths of the size for the characters from space to tilde: Inter semibold, figures even.
_SEMIBOLD = (
    269, 321, 523, 644, 650, 1004, 663, 326, 391, 391, 647, 647, 269, 647, 269, 379, 647, 647, 647,
    647, 647, 647, 647, 647, 647, 647, 269, 269, 647, 647, 647, 543, 999, 728, 659, 737, 722, 605,
    588, 749, 746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720,
    713, 652, 391, 379, 391, 481, 469, 351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569,
    262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 391, 359, 391, 647,
)  # fmt: skip
_OTHERS = {"…": 956, "×": 647, "–": 500, "’": 294}
_UNKNOWN = 900
_CODE = 0.6
_REGULAR = 0.975
"""What regular text takes of the width of semibold text, on average."""


@lru_cache(maxsize=16_384)
def _thousandths(text: str) -> int:
    last = _FIRST + len(_SEMIBOLD)
    return sum(
        _SEMIBOLD[code - _FIRST]
        if _FIRST <= (code := ord(letter)) < last
        else _OTHERS.get(letter, _UNKNOWN)
        for letter in text
    )


def width(text: str, size: float, *, bold: bool = True) -> float:
    """Return the width of a text of the interface at that size."""
    share = 1.0 if bold else _REGULAR
    return _thousandths(text) * size / 1000 * share


def code_width(text: str, size: float) -> float:
    """Return the width of a text in the font for bytes at that size."""
    return len(text) * _CODE * size


def cut(text: str, size: float, room: float) -> str:
    """Return as much of a text as the room holds, with an ellipsis; empty where that is little."""
    if width(text, size) <= room:
        return text
    shown = text
    while shown and width(f"{shown}…", size) > room:
        shown = shown[:-1]
    return f"{shown.rstrip()}…" if len(shown) >= _LEAST_CUT else ""


_LEAST_CUT = 3
