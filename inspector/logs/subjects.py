"""What is known of each client, path and user, in bounded memory: the rarest make room."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

import msgspec

from inspector.logs.format import Kept

# ---------------- Counts over time in buckets that grow wider as the time they span grows
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


_EVIDENCE = 3
_GAPS = 24
_AGENTS = 8
_USERS = 64
_GROWN, _YOUNG = 4, 5
_OTHERS = ""


def _series() -> Series:
    return Series(most=96)


class Subject(msgspec.Struct):
    """The refusals of one client, path, user or reason.

    count: all of them. counts: by status. parts: the paths of a client, else the clients.
    agents, users: likewise with how often. series: of paths only.
    gaps: whole seconds between one refusal and the next -> how often.
    checked, followed: of how many refusals it was looked at what came next, and how many of them
    were followed by a success of the same client on the same path.
    evidence: the first lines. latest: the last line. before: the last success before them.
    """

    count: int = 0
    counts: dict[int, int] = {}
    first: float = 0
    last: float = 0
    parts: dict[str, int] = {}
    agents: dict[str, int] = {}
    users: dict[str, int] = {}
    gaps: dict[int, int] = {}
    checked: int = 0
    followed: int = 0
    evidence: list[Kept] = []
    latest: Kept | None = None
    before: Kept | None = None
    series: Series | None = None

    def add(self, found: Kept, part: str, most_parts: int) -> None:
        """Count a refusal; part: the path or the client it belongs to."""
        line = found.line
        self.count += 1
        if self.count <= _EVIDENCE:
            self.evidence.append(found)
        self.latest = found
        counts, parts, agents = self.counts, self.parts, self.agents
        status, agent, at = line.status, line.agent, line.at
        counts[status] = counts.get(status, 0) + 1
        if part in parts:
            parts[part] += 1
        else:
            _count(parts, part, most_parts)
        if agent in agents:
            agents[agent] += 1
        else:
            _count(agents, agent, _AGENTS)
        if line.user:
            _count(self.users, line.user, _USERS)
        if at is not None:
            self._time(at)

    def _time(self, at: float) -> None:
        last = self.last
        if last:
            gaps, gap = self.gaps, int(at - last)
            if gap in gaps or len(gaps) < _GAPS:
                gaps[gap] = gaps.get(gap, 0) + 1
        else:
            self.first = at
        if at > last:
            self.last = at

    def status(self, status: int, count: int) -> None:
        """Count several refusals with that status."""
        self.count += count
        self.counts[status] = self.counts.get(status, 0) + count

    def part(self, part: str, count: int, most: int) -> None:
        """Count several refusals of one path or client."""
        _count(self.parts, part, most, count)

    def user(self, user: str, count: int) -> None:
        """Count several refusals of one user; nobody named is none."""
        if user:
            _count(self.users, user, _USERS, count)

    def time(self, at: float, count: int) -> None:
        """Note when there were so many."""
        self.first = min(self.first or at, at)
        self.last = max(self.last, at)
        if self.series is None:
            self.series = _series()
        self.series.add(at, count)

    @property
    def needs_evidence(self) -> bool:
        """Whether there is room for more lines."""
        return len(self.evidence) < _EVIDENCE

    def keep(self, lines: list[Kept]) -> None:
        """Take as many of the lines as there is room for."""
        self.evidence += lines[: _EVIDENCE - len(self.evidence)]

    def merge(self, other: "Subject") -> None:
        """Add what another part of the same logs says of the same subject."""
        for mine, theirs in zip(self._tables(), other._tables(), strict=True):  # noqa: SLF001 - its own kind
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count
        self.count += other.count
        self.first = min(self.first or other.first, other.first or self.first)
        self.last = max(self.last, other.last)
        self.checked += other.checked
        self.followed += other.followed
        self.evidence = (self.evidence + other.evidence)[:_EVIDENCE]
        self.latest = other.latest or self.latest
        self.before = self.before or other.before
        if other.series is not None:
            self.series = self.series or _series()
            self.series.merge(other.series)

    def _tables(self) -> tuple[dict[object, int], ...]:
        tables = (self.counts, self.parts, self.agents, self.users, self.gaps)
        return cast("tuple[dict[object, int], ...]", tables)  # whatever the keys are


class Seen(msgspec.Struct):
    """Requests that were not refused: how many (about, where only some lines were read)."""

    count: float = 0
    first: float = 0
    last: float = 0
    series: Series = msgspec.field(default_factory=_series)

    def add(self, at: float | None, weight: float) -> None:
        """Count one that stands for `weight` requests."""
        self.count += weight
        if at is not None:
            self.first = min(self.first or at, at)
            self.last = max(self.last, at)
            self.series.add(at, weight)

    def merge(self, other: "Seen") -> None:
        """Add another part's."""
        self.count += other.count
        self.first = min(self.first or other.first, other.first or self.first)
        self.last = max(self.last, other.last)
        self.series.merge(other.series)


class Subjects(msgspec.Struct):
    """Subjects by name, at most about `most`; dropped: the refusals of those that made room.

    young: the first refusals of names that have few; most names never have more.
    """

    most: int
    known: dict[str, Subject] = {}
    dropped: int = 0
    young: dict[str, list[Kept]] = {}

    def named(self, name: str) -> Subject:
        """Return the subject of that name, a new one where there is none."""
        found = self.known.get(name)
        if found is None:
            if len(self.known) >= self.most * 2:
                self._make_room()
            found = self.known[name] = Subject()
        return found

    def grown(self, name: str, found: Kept) -> list[Kept]:
        """Note a refusal of a name that is not known; return all once they are enough."""
        first = self.young.get(name)
        if first is None:
            if len(self.young) >= self.most * _YOUNG:
                self._forget(len(self.young) // 2)
            self.young[name] = [found]
            return []
        first.append(found)
        return self.young.pop(name) if len(first) >= _GROWN else []

    def settled(self) -> list[list[Kept]]:
        """Return the refusals of young names, the most frequent first, and forget them."""
        found = sorted(self.young.values(), key=len, reverse=True)
        self.young = {}
        self.dropped += sum(map(len, found[self.most :]))
        return found[: self.most]

    def _forget(self, count: int) -> None:
        for name in list(islice(self.young, count)):
            self.dropped += len(self.young.pop(name))

    def top(self, most: int) -> list[tuple[str, Subject]]:
        """Return those refused most often."""
        ranked = sorted(self.known.items(), key=lambda pair: (-pair[1].count, pair[0]))
        return ranked[:most]

    def merge(self, other: "Subjects") -> None:
        """Add another part's."""
        self.dropped += other.dropped
        for name, subject in other.known.items():
            self.named(name).merge(subject)

    def __iter__(self) -> Iterator[tuple[str, Subject]]:
        """Go through names and subjects."""
        return iter(self.known.items())

    def _make_room(self) -> None:
        ranked = self.top(len(self.known))
        self.known = dict(ranked[: self.most])
        self.dropped += sum(subject.count for _, subject in ranked[self.most :])


class Sightings(msgspec.Struct):
    """What was not refused, by name, at most about `most`."""

    most: int
    known: dict[str, Seen] = {}

    def named(self, name: str) -> Seen:
        """Return what was seen of that name."""
        found = self.known.get(name)
        if found is None:
            if len(self.known) >= self.most * 2:
                ranked = sorted(self.known.items(), key=lambda pair: -pair[1].count)
                self.known = dict(ranked[: self.most])
            found = self.known[name] = Seen()
        return found

    def merge(self, other: "Sightings") -> None:
        """Add another part's."""
        for name, seen in other.known.items():
            self.named(name).merge(seen)


def _count(table: dict[str, int], key: str, most: int, count: int = 1) -> None:
    if key in table:
        table[key] += count
    elif len(table) < most:
        table[key] = count
    else:
        table[_OTHERS] = table.get(_OTHERS, 0) + count


# ---------------- Tells whether refusals come at a regular pace, as a program makes them
_LEAST = 10
_REGULAR = 0.6
_MOST_GAP = 3600


def pace(client: Subject) -> float | None:
    """Return the seconds between two refusals where they are regular, else None."""
    gaps = {gap: count for gap, count in client.gaps.items() if 0 <= gap <= _MOST_GAP}
    total = client.count - 1
    if not gaps or total < _LEAST:
        return None
    usual = max(gaps, key=lambda gap: gaps[gap])
    slack = max(1, usual // 10)
    near = {gap: count for gap, count in gaps.items() if abs(gap - usual) <= slack}
    if sum(near.values()) < _REGULAR * total:
        return None
    return sum(gap * count for gap, count in near.items()) / sum(near.values())
