"""Where on the bar a time stands, so that a short life stays visible beside a long wait. Pure."""

from itertools import pairwise
from typing import NamedTuple

from inspector.gui.tokens.life_marks import LifeMarks

_MARGIN = 0.12  # of the whole, at each end
_LEAST = 0.35  # of the bar, for the life itself
_STEPS = (
    *(60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200),
    *(86_400 * days for days in (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652)),
)


class LifeScale(NamedTuple):
    """knots: times with their places, 0…1 of the width, both rising."""

    knots: tuple[tuple[float, float], ...]

    @property
    def even(self) -> bool:
        """Whether equal lengths are equal times everywhere."""
        return len(self.knots) == 2  # noqa: PLR2004 - begin and end

    def at(self, moment: float) -> float:
        """Return the place of a time, 0…1."""
        for (low, left), (high, right) in pairwise(self.knots):
            if moment <= high or (high, right) == self.knots[-1]:
                share = (moment - low) / (high - low)
                return left + (right - left) * min(max(share, 0.0), 1.0)
        return 0.0


def life_scale(marks: LifeMarks) -> LifeScale:
    """Return the scale: even where the life takes a fair part, else drawn together beside it."""
    first, last = min(marks.all), max(marks.all)
    margin = max((last - first) * _MARGIN, 1.0)
    low, high = first - margin, last + margin
    before, life, after = marks.begin - low, marks.end - marks.begin, high - marks.end
    if life >= _LEAST * (high - low):
        return LifeScale(((low, 0.0), (high, 1.0)))
    rest = 1 - _LEAST
    left = min(max(rest * before / (before + after), _MARGIN), rest - _MARGIN)
    ends = ((marks.begin, left), (marks.end, left + _LEAST))
    return LifeScale(((low, 0.0), *ends, (high, 1.0)))


def ticks(scale: LifeScale, most: int) -> tuple[float, ...]:
    """Return the round times of an even scale, at most so many; UTC."""
    if not scale.even or most < 1:
        return ()
    low, high = scale.knots[0][0], scale.knots[-1][0]
    step = next((step for step in _STEPS if (high - low) / step <= most), None)
    if step is None:
        return ()
    first = int(low // step + 1)
    return tuple(float(number * step) for number in range(first, int(high // step) + 1))
