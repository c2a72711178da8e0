"""The picture of a story as a table of words: rows by steps, for screen readers and titles."""

from functools import cached_property

from inspector.presentation.bodies.printable import visible
from inspector.presentation.story import event_words
from inspector.presentation.story.graph import Graph, Mark
from inspector.presentation.story.outline import Outline
from inspector.protocol.redaction import masked_url
from inspector.wording import tr


class Spoken:
    """The words of a picture; each is made when it is asked for."""

    def __init__(self, told: Outline, graph: Graph) -> None:
        self._told = told
        self._graph = graph

    @cached_property
    def _marks(self) -> dict[tuple[int, int], Mark]:
        return {(mark.row, mark.column): mark for mark in self._graph.marks}

    @cached_property
    def _events(self) -> dict[int, list[int]]:
        """The columns with a mark, for each row."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self._marks):
            found.setdefault(row, []).append(column)
        return found

    def row(self, row: int) -> str:
        """Return the name of a row."""
        line = self._graph.rows[row]
        return f"{line.name}, {line.tail}" if line.tail else line.name

    def column(self, column: int) -> str:
        """Return the name of a step."""
        return self._step(column)

    def cell(self, row: int, column: int) -> str:
        """Return what stands in a row at a step, empty where nothing does."""
        line = self._graph.rows[row]
        if line.kind == "credential":
            mark = self._marks.get((row, column))
            return self.event(mark) if mark is not None else ""
        if line.kind == "party":
            chip = self._graph.chip(row, column)
            return self._step(column) if chip is not None else ""
        if line.kind == "entries":
            return self._step(column)
        return self._intention(column)

    def columns_of(self, row: int) -> list[int]:
        """Return the steps at which something stands in a row."""
        line = self._graph.rows[row]
        if line.kind == "credential":
            return self._events.get(row, [])
        every = range(len(self._graph.columns))
        if line.kind == "party":
            return [column for column in every if self._graph.chip(row, column) is not None]
        if line.kind == "entries":
            return list(every)
        return [bracket.first for bracket in self._graph.brackets]

    def event(self, mark: Mark) -> str:
        """Return what happened to a credential in a step, with its place among the others."""
        told, column = self._told, self._graph.columns[mark.column]
        life = told.story.credentials[mark.life]
        entries = self.entries(mark)
        events = self._events[mark.row]
        words = event_words.event_words(
            life,
            mark.kind,
            mark.count,
            event_words.numbers_words(entries),
            self._note(mark, entries),
            event_words.at(told.facts[entries[0]].at),
        )
        pins = "".join(_pin(disc.number, disc.healthy) for disc in mark.pins)
        place = tr(
            "Event {number} of {count}. Step {step} of {steps}.",
            number=events.index(mark.column) + 1,
            count=len(events),
            step=mark.column + 1,
            steps=len(self._graph.columns),
        )
        return f"{words}.{pins} {place}" if column.entries else words

    def entries(self, mark: Mark) -> tuple[int, ...]:
        """Return the entries that a mark stands for."""
        inside = set(self._graph.columns[mark.column].entries)
        found = (
            entry
            for lane in self._told.lanes.shown
            for track in lane.tracks
            if track.life == mark.life
            for entry, kind in track.stops
            if entry in inside and kind == mark.kind
        )
        return tuple(found) or self._graph.columns[mark.column].entries[:1]

    def _note(self, mark: Mark, entries: tuple[int, ...]) -> str:
        told = self._told
        track = next(
            track for lane in told.lanes.shown for track in lane.tracks if track.life == mark.life
        )
        return event_words.note_words(told.story, track, entries[0], mark.kind, told.facts)

    def _step(self, column: int) -> str:
        step, facts = self._graph.columns[column], self._told.facts
        fact = facts[step.entries[0]]
        path = "" if len(step.entries) > 1 else masked_url(fact.path, self._told.known)
        words = event_words.step_words(step.entries, facts, visible(f"{fact.host}{path}"))
        return words + ".".join(("", *(_pin(disc.number, disc.healthy) for disc in step.pins)))

    def tip(self, column: int) -> str:
        """Return a step in one line, as its tooltip."""
        step = self._graph.columns[column]
        if len(step.entries) > 1:
            return self._step(column)
        entry = step.entries[0]
        return event_words.entry_tip(entry + 1, self._told.facts[entry], self._told.known)

    def _intention(self, column: int) -> str:
        for bracket in self._graph.brackets:
            if bracket.first <= column <= bracket.last:
                outcome = {
                    "reached": tr("got it"),
                    "refused": tr("refused"),
                    "given-up": tr("given up"),
                }[bracket.outcome]
                return tr("{words}, {outcome}", words=bracket.spoken, outcome=outcome)
        return ""


def _pin(number: int, healthy: bool) -> str:  # noqa: FBT001 - read at once
    if healthy:
        return " " + tr("Reason {number}.", number=number)
    return " " + tr("Evidence {number}.", number=number)
