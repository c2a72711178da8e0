"""Counts over time in buckets that grow wider as the time they span grows."""

import msgspec

# Each width divides the next, so that a series can be made coarser without loss.
WIDTHS = (1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21600, 86400, 604800, 604800 * 52, 604800 * 52000)


class Series(msgspec.Struct):
    """counts: index of the bucket -> count; a bucket starts at index × width seconds."""

    most: int = 1024
    width: int = 1
    counts: dict[int, float] = {}

    def add(self, at: float, count: float = 1) -> None:
        """Count something that happened at that time."""
        index = int(at // self.width)
        counts = self.counts
        if index in counts:
            counts[index] += count
            return
        counts[index] = count
        if len(counts) > self.most:
            self._grow()

    def spread(self, start: float, end: float, count: float) -> None:
        """Count something that happened evenly between two times."""
        first, last = int(start // self.width), int(end // self.width)
        buckets = min(max(last - first, 0) + 1, 64)
        step = (end - start) / buckets if end > start else 0
        for number in range(buckets):
            self.add(start + step * (number + 0.5) if step else start, count / buckets)

    def merge(self, other: "Series") -> None:
        """Add the counts of another series."""
        self.coarsen(other.width)
        for index, count in other.counts.items():
            self.add(index * other.width, count)

    def coarsen(self, width: int) -> None:
        """Make the buckets at least that wide; width is one of WIDTHS."""
        if width <= self.width:
            return
        counts: dict[int, float] = {}
        for index, count in self.counts.items():
            wider = index * self.width // width
            counts[wider] = counts.get(wider, 0) + count
        self.width, self.counts = width, counts

    def between(self, start: float, end: float) -> float:
        """Return what was counted from start up to end, by the starts of the buckets."""
        return sum(n for i, n in self.counts.items() if start <= i * self.width < end)

    def total(self) -> float:
        """Return the sum."""
        return sum(self.counts.values())

    def at_width(self, width: int) -> dict[int, float]:
        """Return the counts in buckets of that width, not finer than they are kept."""
        copy = Series(self.most, self.width, dict(self.counts))
        copy.coarsen(width)
        return copy.counts

    def _grow(self) -> None:
        for width in WIDTHS:
            if width > self.width:
                self.coarsen(width)
                if len(self.counts) <= self.most * 3 // 4:
                    return
