"""One measured figure: ours against a peer, taken in turns so that noise hits both."""

import statistics
import time
from typing import NamedTuple


class Figure(NamedTuple):
    """ratio = ours / peer; goal: what the ratio may be."""

    name: str
    ratio: float
    goal: float
    detail: str


def in_turns(ours, peer, rounds=5):
    """Run both in turns and return the median seconds of each."""
    times = ([], [])
    for _ in range(rounds):
        for run, kept in ((peer, times[1]), (ours, times[0])):
            start = time.perf_counter()
            run()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])
