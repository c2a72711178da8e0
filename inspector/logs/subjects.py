"""What is known of each client, path and user, in bounded memory: the rarest make room."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

import msgspec

from inspector.logs.line import Kept
from inspector.logs.series import Series

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
