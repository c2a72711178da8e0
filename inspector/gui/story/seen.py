"""Which part of a story is in sight, so that only that is painted."""

from collections.abc import Sequence
from itertools import takewhile

from inspector.presentation.story.graph import Column


class Seen:
    """The part of the picture that is looked at, from left to right."""

    def __init__(self, left: float, right: float) -> None:
        self.left, self.right = left, right

    def spans(self, x1: float, x2: float) -> bool:
        """Whether something between two places is in sight."""
        return x2 >= self.left and x1 <= self.right

    def of(self, columns: Sequence[Column]) -> range:
        """Return the columns in sight."""
        first = _first_after(columns, self.left)
        count = sum(1 for _ in takewhile(lambda one: one.x <= self.right, columns[first:]))
        return range(first, first + count)


def _first_after(columns: Sequence[Column], x: float) -> int:
    low, high = 0, len(columns)
    while low < high:
        middle = (low + high) // 2
        if columns[middle].x + columns[middle].width < x:
            low = middle + 1
        else:
            high = middle
    return low
