"""Finds the buckets with more refusals than usual: by median and spread, with a least number."""

from collections.abc import Sequence
from statistics import median

from inspector.logs.report import Column, Spike

_LEAST = 10
_SPREADS = 6
_TIMES = 3
_TO_DEVIATION = 1.4826
_LEAST_COLUMNS = 6


def usual(counts: Sequence[float]) -> tuple[float, float]:
    """Return the median of the counts and their spread (MAD), never below that of chance."""
    middle = median(counts)
    spread = _TO_DEVIATION * median(abs(count - middle) for count in counts)
    return middle, max(spread, middle**0.5, 1.0)


def limit_of(columns: Sequence[Column]) -> tuple[float, float]:
    """Return the usual level of a bucket, and what lies above is a spike."""
    level, spread = usual([column.refused for column in columns])
    return level, max(_LEAST, level + _SPREADS * spread, level * _TIMES)


def spiked(columns: Sequence[Column]) -> tuple[tuple[Column, ...], tuple[Spike, ...]]:
    """Return the columns, spikes marked, and the spikes.

    More refusals among as many more requests are no spike: their share must have grown too.
    """
    if len(columns) < _LEAST_COLUMNS:
        return tuple(columns), ()
    level, limit = limit_of(columns)
    share = _usual_share(columns)
    marked = tuple(
        Column(at=each.at, counts=each.counts, requests=each.requests, spike=True)
        if each.refused > limit and _share(each) > min(1.5 * share, 0.9)
        else each
        for each in columns
    )
    return marked, tuple(_joined(marked, level))


def _share(column: Column) -> float:
    return column.refused / column.requests if column.requests else 1.0


def _usual_share(columns: Sequence[Column]) -> float:
    shares = [_share(column) for column in columns if column.requests]
    return median(shares) if shares else 0.0


def _joined(columns: Sequence[Column], level: float) -> list[Spike]:
    width = columns[1].at - columns[0].at
    spikes: list[Spike] = []
    for column in columns:
        if not column.spike:
            continue
        end = column.at + width
        if spikes and spikes[-1].end >= column.at - width:
            last = spikes.pop()
            column_count = last.count + column.refused
            spikes.append(Spike(start=last.start, end=end, count=column_count, usual=level))
        else:
            spikes.append(Spike(start=column.at, end=end, count=column.refused, usual=level))
    return spikes
