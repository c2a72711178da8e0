"""The exchanges of an attempt in their order, and how they hang together."""

import math
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from inspector.diagnose.case import Case
from inspector.model.attempt import Attempt


class Trace:
    """All exchanges of an attempt; cases are made when first asked for."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.exchanges = attempt.exchanges
        self._cases: dict[int, Case] = {}

    def case(self, index: int) -> Case:
        """Return the case of one exchange."""
        found = self._cases.get(index)
        if found is None:
            found = self._cases[index] = Case(self, index)
        return found

    def __len__(self) -> int:
        return len(self.exchanges)

    @cached_property
    def by_host(self) -> dict[str, list[int]]:
        """Indices of the exchanges of each host (with port), in order."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, exchange in enumerate(self.exchanges):
            found[host_of(exchange.request.url)].append(index)
        return found

    def near(self, index: int, many: int = 40) -> tuple[Case, ...]:
        """Return the other cases around one, at most `many` before and after it."""
        first, last = max(0, index - many), min(len(self), index + many + 1)
        return tuple(self.case(other) for other in range(first, last) if other != index)

    def same_host(self, index: int, many: int = 60) -> tuple[Case, ...]:
        """Return the nearest other cases of the same host, in order."""
        host = host_of(self.exchanges[index].request.url)
        everything = self.by_host[host]
        start, end = _window(everything, bisect_left(everything, index), many)
        return tuple(self.case(other) for other in everything[start:end] if other != index)


def _window(indices: list[int], middle: int, many: int) -> tuple[int, int]:
    """Return the part of sorted indices with the `many` nearest to the one in the middle."""
    start, end = middle, middle + 1
    while end - start <= many and end - start < len(indices):
        below = indices[middle] - indices[start - 1] if start else math.inf
        above = indices[end] - indices[middle] if end < len(indices) else math.inf
        start, end = (start - 1, end) if below <= above else (start, end + 1)
    return start, end


def host_of(url: str) -> str:
    """Return host and port of an absolute URL in lower case; quick, for long traces."""
    start = url.find("://")
    rest = url[start + 3 :] if start >= 0 else url
    for end, character in enumerate(rest):
        if character in "/?#":
            rest = rest[:end]
            break
    return rest.rpartition("@")[2].lower()
