"""What was counted in a log: in bounded memory, and so that two halves add up."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from inspector.logs.folding import folded
from inspector.logs.format import Kept, Line
from inspector.logs.subjects import Series, Sightings, Subjects

_One = TypeVar("_One")
_Other = TypeVar("_Other")
MOST_LINES = 2000
_PATHS_OF_A_CLIENT = 64
_CLIENTS_OF_A_PATH = 256
_CLIENTS_OF_A_USER = 64
_AGENTS = 1000


class Tally(msgspec.Struct):
    """Counts of one log or of several.

    lines, size: all lines and bytes. unreadable: how many lines of those looked at could not
    be read, and `bad` the first of them. exact: every line was looked at. requests:
    all requests over time. kept: every `step`-th refused line. reasons: from error logs.
    """

    lines: int = 0
    size: int = 0
    unreadable: int = 0
    bad: Kept | None = None
    exact: bool = True
    refused: int = 0
    refusals: dict[int, Series] = {}
    requests: Series = msgspec.field(default_factory=Series)
    clients: Subjects = msgspec.field(default_factory=lambda: Subjects(1200))
    paths: Subjects = msgspec.field(default_factory=lambda: Subjects(600))
    users: Subjects = msgspec.field(default_factory=lambda: Subjects(400))
    agents: dict[str, int] = {}
    reasons: Subjects = msgspec.field(default_factory=lambda: Subjects(40))
    good_clients: Sightings = msgspec.field(default_factory=lambda: Sightings(4000))
    good_paths: Sightings = msgspec.field(default_factory=lambda: Sightings(600))
    kept: list[Kept] = []
    step: int = 1
    turn: int = 0

    def refuse(self, batch: list[Kept], *, whole: bool = True) -> None:
        """Count refused requests, in their order; many at once cost little each.

        whole: take down all of each client at once; else only once it has a few refusals.
        """
        lines = [found.line for found in batch]
        paths = [folded(line.target) for line in lines]
        self.refused += len(batch)
        self._count_times(lines, paths)
        self._count_paths(batch, paths)
        clients = self.clients
        for found, path in zip(batch, paths, strict=True):
            client = clients.known.get(found.line.client)
            if client is not None:
                client.add(found, path, _PATHS_OF_A_CLIENT)
            elif whole:
                self._take_down([found])
            else:
                self._take_down(clients.grown(found.line.client, found))
        for found in batch:
            if found.line.user:
                user = self.users.named(found.line.user)
                user.add(found, found.line.client, _CLIENTS_OF_A_USER)
        for agent, count in Counter([line.agent for line in lines]).items():
            self._agent(agent, count)
        self._keep(batch)

    def settle(self) -> None:
        """Take down the clients that have few refusals; nothing more will come."""
        for found in self.clients.settled():
            self._take_down(found)

    def _take_down(self, refusals: list[Kept]) -> None:
        for found in refusals:
            client = self.clients.named(found.line.client)
            client.add(found, folded(found.line.target), _PATHS_OF_A_CLIENT)

    def reason(self, found: Kept) -> None:
        """Count a line of an error log that says why."""
        reason = self.reasons.named(found.line.reason)
        reason.add(found, found.line.client, _CLIENTS_OF_A_PATH)
        self._keep([found])

    def _count_times(self, lines: list[Line], paths: list[str]) -> None:
        times = [line.at for line in lines]
        for (status, at), count in _pairs([line.status for line in lines], times):
            if at is not None:
                series = self.refusals.get(status)
                if series is None:
                    series = self.refusals[status] = Series()
                series.add(at, count)
        for (path, at), count in _pairs(paths, times):
            if at is not None:
                self.paths.named(path).time(at, count)

    def _count_paths(self, batch: list[Kept], paths: list[str]) -> None:
        lines = [found.line for found in batch]
        for (path, status), count in _pairs(paths, [line.status for line in lines]):
            self.paths.named(path).status(status, count)
        for (path, client), count in _pairs(paths, [line.client for line in lines]):
            self.paths.named(path).part(client, count, _CLIENTS_OF_A_PATH)
        for (path, user), count in _pairs(paths, [line.user for line in lines]):
            self.paths.named(path).user(user, count)
        for path, found in dict(zip(paths, batch, strict=True)).items():
            self.paths.named(path).latest = found
        wanting = {path for path in set(paths) if self.paths.named(path).needs_evidence}
        for path, found in zip(paths, batch, strict=True) if wanting else ():
            if path in wanting:
                self.paths.named(path).keep([found])

    def other(self, line: Line, weight: float) -> None:
        """Count a request that was not refused; it stands for `weight` of them."""
        self.good_clients.named(line.client).add(line.at, weight)
        self.good_paths.named(folded(line.target)).add(line.at, weight)

    def followed(self, found: Kept, *, by_success: bool) -> None:
        """Note what the same client got next on the same path."""
        for subject in (
            self.clients.known.get(found.line.client),
            self.paths.known.get(folded(found.line.target)),
        ):
            if subject is not None:
                subject.checked += 1
                subject.followed += by_success

    def merge(self, other: "Tally", shift: int = 0) -> None:
        """Add another part; shift: how many lines stand before it in the same file."""
        if shift:
            _renumber(other, shift)
        for name in ("lines", "size", "unreadable", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.bad = self.bad or other.bad
        self.exact = self.exact and other.exact
        self.requests.merge(other.requests)
        for status, series in other.refusals.items():
            self.refusals.setdefault(status, Series()).merge(series)
        for name in ("clients", "paths", "users", "reasons", "good_clients", "good_paths"):
            getattr(self, name).merge(getattr(other, name))
        for agent, count in other.agents.items():
            self._agent(agent, count)
        self._merge_lines(other)

    def _agent(self, agent: str, count: int = 1) -> None:
        agents = self.agents
        if agent in agents:
            agents[agent] += count
            return
        if len(agents) >= 2 * _AGENTS:
            ranked = sorted(agents.items(), key=lambda pair: -pair[1])
            self.agents = agents = dict(ranked[:_AGENTS])
        agents[agent] = count

    def _keep(self, batch: list[Kept]) -> None:
        """Keep every step-th line; when there are too many, only every second of them."""
        for found in batch:
            self.turn += 1
            if self.turn % self.step:
                continue
            self.kept.append(found)
            if len(self.kept) >= MOST_LINES:
                self.kept = self.kept[1::2]
                self.step *= 2

    def _merge_lines(self, other: "Tally") -> None:
        while self.step < other.step:
            self.kept, self.step = self.kept[1::2], self.step * 2
        while other.step < self.step:
            other.kept, other.step = other.kept[1::2], other.step * 2
        self.kept += other.kept
        while len(self.kept) > MOST_LINES:
            self.kept, self.step = self.kept[1::2], self.step * 2


def _pairs(
    left: Iterable[_One], right: Iterable[_Other]
) -> Iterable[tuple[tuple[_One, _Other], int]]:
    """Return each pair of neighbours with how often it is there."""
    return Counter(zip(left, right, strict=True)).items()


def _renumber(tally: Tally, shift: int) -> None:
    def moved(found: Kept) -> Kept:
        return Kept(found.file, found.number + shift, found.text, found.line, found.place)

    tally.kept = [moved(each) for each in tally.kept]
    tally.bad = moved(tally.bad) if tally.bad else None
    for group in (tally.clients, tally.paths, tally.users, tally.reasons):
        for subject in group.known.values():
            subject.evidence = [moved(each) for each in subject.evidence]
            subject.latest = moved(subject.latest) if subject.latest else None
