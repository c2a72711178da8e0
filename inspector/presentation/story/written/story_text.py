"""A story as text: the same picture in columns of letters, as wide as a terminal."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

import msgspec

from inspector.export.words import certainty_words
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.model.story import Story
from inspector.presentation.story import event_words
from inspector.presentation.story.folding import LEVELS, fold
from inspector.presentation.story.graph import Chip, Column, Graph, Mark
from inspector.presentation.story.headline import Headline, headline
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.outline import Outline, outline
from inspector.presentation.story.spoken import Spoken
from inspector.presentation.verdict.statement import plain
from inspector.protocol.redaction import KnownValues

LEAST_WIDTH = 80
_NAMES, _TIGHT_NAMES = 17, 13
_ENDLESS = Room(width=100_000)  # points; words are never cut
_LEAST = 6  # letters of a step with the gap after it


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """The letters that stand for marks and lines."""

    issued: str = "o"
    accepted: str = "+"
    refused: str = "x"
    unsent: str = "/"
    none: str = "?"
    sent: str = "*"
    kept: str = "-"
    used_up: str = "."
    tick: str = "!"
    expired: str = "#"
    ended: str = "|"
    onwards: str = ">"
    turn: str = "|"
    nothing: str = "."


ASCII = Signs()
UNICODE = Signs(
    issued="○", accepted="✓", refused="✗", unsent="⊘", none="◌", sent="●", kept="─", used_up="┄",
    tick="╂", expired="▒", ended="┤", onwards="▶", turn="│", nothing="·",
)  # fmt: skip


def story_text(told: Outline, said: Headline, width: int, signs: Signs = ASCII) -> str:
    """Return the story in lines of at most that many letters, where that is possible at all."""
    width = max(width, LEAST_WIDTH)
    for level in range(1, LEVELS + 1):
        if len(fold(told.folding, level)) * _LEAST > width:
            continue
        graph = layout(told, _ENDLESS, level)
        for tight in (False, True) if level == LEVELS else (False,):
            page = _Page(told, graph, signs, tight=tight)
            if page.width <= width:
                return "\n".join((*_head(said, width), *page.lines(width), *_proofs(said)))
    return "\n".join((*_head(said, width), *_events(told), *_proofs(said)))


def told_story(
    trace: tuple[Attempt, Story, Verdict], known: tuple[str, ...], width: int, *, signs: bool
) -> str:
    """Return a story, masked already, as text.

    known: what else is masked. width: of the terminal, in letters. signs: not ASCII alone.
    """
    attempt, story, verdict = trace
    told = outline(attempt, story, verdict, KnownValues(known))
    return story_text(told, headline(told, verdict), width, UNICODE if signs else ASCII)


def _head(said: Headline, width: int) -> Iterator[str]:
    word = said.facts
    if said.certainty is not None and not word:
        word = certainty_words(said.certainty).lower()
    yield f"{said.title:<{max(width - len(word) - 1, 0)}} {word}".rstrip()


def _proofs(said: Headline) -> Iterator[str]:
    for line in said.proofs:
        where = f" ({line.where})" if line.where else ""
        yield f"[{line.proof.number}] {plain(line.proof.statement)}{where}"


def _events(told: Outline) -> Iterator[str]:
    """Yield one line an event, where the columns do not fit at any level."""
    graph = layout(told, _ENDLESS, LEVELS)
    spoken = Spoken(told, graph)
    for mark in sorted(graph.marks, key=lambda each: (each.column, each.row)):
        yield spoken.event(mark)
    if graph.turn is not None:
        yield graph.turn.spoken


class _Page:
    """A picture as rows of cells, one cell a step; the turning point is a cell of its own."""

    def __init__(self, told: Outline, graph: Graph, signs: Signs, *, tight: bool) -> None:
        self._told = told
        self._graph = graph
        self._signs = signs
        self._turn = graph.turn.column if graph.turn is not None else -1
        self._marks = {(mark.row, mark.column): mark for mark in graph.marks}
        self._tight = tight
        self._widths = [self._wide(place) for place in range(len(graph.columns))]
        if not tight:
            self._widen_for_intentions()
        self._turn_width = len(self._turn_time()) + 2 if graph.turn is not None else 0
        longest = max(len(self._name(row)) for row in range(len(graph.rows)))
        self._names = min(longest, _TIGHT_NAMES if tight else _NAMES + 5)

    @property
    def width(self) -> int:
        """How wide the widest line is."""
        return self._names + 1 + sum(self._widths) + self._turn_width

    def lines(self, width: int) -> Iterator[str]:
        """Yield all lines; those that are no columns are broken at that width."""
        graph, signs = self._graph, self._signs
        yield self._line("", [self._turn_cell(self._turn_time(), signs)], self._intentions())
        for row, line in enumerate(graph.rows):
            if line.kind == "entries":
                yield self._row(row, [self._entry(column) for column in graph.columns])
            elif line.kind == "party" and any(chip.row == row for chip in graph.chips):
                chips = (graph.chip(row, column) for column in range(len(graph.columns)))
                yield self._row(row, [self._chip(chip) for chip in chips])
            elif line.kind == "credential":
                yield self._life(row)
        if graph.turn is not None:
            foot = (graph.turn.before, graph.turn.between, graph.turn.after)
            yield from wrap(" | ".join(filter(None, foot)), width)
        yield from wrap(self._legend(), width)

    # ------------------------------------------------------------ cells
    def _wide(self, place: int) -> int:
        graph = self._graph
        cells = [self._entry(graph.columns[place]), *map(self._chip, graph.chips_of(place))]
        cells += [
            self._mark(mark) + self._signs.kept
            for (_, at), mark in self._marks.items()
            if at == place
        ]
        longest = max(map(len, cells))
        return longest + 1 if self._tight else max(longest + 2, _LEAST)

    def _widen_for_intentions(self) -> None:
        """Give the columns of an intention together the room that its words need."""
        for bracket in self._graph.brackets:
            words = bracket.spoken[:_LONGEST]
            last = self._turn - 1 if bracket.first < self._turn <= bracket.last else bracket.last
            wide = sum(self._widths[bracket.first : last + 1])
            self._widths[last] += max(len(words) + 1 - wide, 0)

    def _entry(self, column: Column) -> str:
        first, last = column.entries[0] + 1, column.entries[-1] + 1
        joint = "-" if last - first == len(column.entries) - 1 else ".."
        number = str(first) if first == last else f"{first}{joint}{last}"
        return " ".join((number, *(f"[{disc.number}]" for disc in column.pins)))

    def _chip(self, chip: Chip | None) -> str:
        if chip is None:
            return self._signs.nothing
        sign = self._signs.refused if chip.answered in {"refused", "none"} else ""
        times = f"{sign or 'x'}{chip.count}" if chip.count > 1 else sign
        return f"{chip.status} {times}".rstrip()

    def _mark(self, mark: Mark) -> str:
        signs = self._signs
        sign = {
            "issued": signs.issued,
            "accepted": signs.accepted,
            "refused": signs.refused,
            "sent": signs.sent,
            "not-sent": signs.unsent,
            "none": signs.none,
        }[mark.kind]
        count = str(mark.count) if mark.count > 1 else ""
        pins = "".join(f"[{disc.number}]" for disc in mark.pins)
        return f"{sign}{count}{pins}"

    # ------------------------------------------------------------ rows
    def _name(self, row: int) -> str:
        line = self._graph.rows[row]
        if line.kind == "credential" and line.tail:
            return (
                f"{line.name} {line.tail}"
                if len(line.name) + len(line.tail) < _NAMES
                else (f"{line.name.split(' ', 1)[0]} {line.tail}")
            )
        return line.name

    def _row(self, row: int, cells: Sequence[str]) -> str:
        return self._line(self._name(row), [self._turn_cell("", self._signs)], cells)

    def _line(self, name: str, turn: Sequence[str], cells: Sequence[str]) -> str:
        made = [f"{name[: self._names]:<{self._names}} "]
        for place, cell in enumerate(cells):
            if place == self._turn:
                made += turn
            made.append(f"{cell:<{self._widths[place]}}"[: self._widths[place]])
        return "".join(made).rstrip()

    def _turn_cell(self, words: str, signs: Signs) -> str:
        inner = self._turn_width - 2
        return f"{signs.turn}{words:<{inner}}{signs.turn}" if inner > 0 else ""

    def _turn_time(self) -> str:
        turn = self._graph.turn
        if self._tight:
            return " " if turn is not None else ""
        return (turn.time.replace(" ", "") if turn.time else " ") if turn is not None else ""

    def _intentions(self) -> list[str]:
        """Return a cell for each step; words run over the steps of their intention."""
        cells = [""] * len(self._graph.columns)
        for bracket in self._graph.brackets:
            spans = bracket.first < self._turn <= bracket.last
            last = self._turn - 1 if spans else bracket.last
            wide = sum(self._widths[bracket.first : last + 1]) - 1
            words = bracket.spoken[: max(wide, 0)]
            for place in range(bracket.first, last + 1):
                cells[place], words = words[: self._widths[place]], words[self._widths[place] :]
        return cells

    def _life(self, row: int) -> str:
        """Return a credential's line: its pieces, then what stands on them."""
        graph, signs = self._graph, self._signs
        name = f"{self._name(row)[: self._names]:<{self._names}} "
        letters = [" "] * (sum(self._widths) + self._turn_width)
        looks = {"kept": signs.kept, "used-up": signs.used_up, "expired": signs.expired}
        for piece in graph.pieces:
            if piece.row == row and piece.look in looks:
                begin, end = self._at(piece.x1), self._at(piece.x2)
                letters[begin:end] = looks[piece.look] * (end - begin)
        self._lay_turn(letters)
        for stop in graph.stops:
            if stop.row == row:
                at = min(self._at(stop.x), len(letters) - 1)
                sign = {"expired": signs.tick, "replaced": signs.ended, "ended": signs.ended}
                letters[at] = sign.get(stop.look, signs.onwards)
        for mark in graph.marks:
            if mark.row == row:
                at = self._begin(mark.column)
                words = self._mark(mark)
                letters[at : at + len(words)] = words
        self._lay_pins(letters, row)
        return (name + "".join(letters)).rstrip()

    def _lay_turn(self, letters: list[str]) -> None:
        if self._turn >= 0:
            begin = self._begin(self._turn) - self._turn_width
            letters[begin] = letters[begin + self._turn_width - 1] = self._signs.turn

    def _lay_pins(self, letters: list[str], row: int) -> None:
        """Write the pins that stand at a tick and not on a mark."""
        y = self._graph.rows[row].y
        for disc in self._graph.discs:
            if (
                0 < y - disc.y < 2 * self._graph.rows[row].height / 3
                and disc.y > self._graph.hairline
            ):
                at = max(self._at(disc.x) - 3, 0)
                letters[at : at + 3] = f"[{disc.number}]"

    # ------------------------------------------------------------ places
    def _begin(self, column: int) -> int:
        """Return the letter at which a step begins."""
        wide = self._turn_width if 0 <= self._turn <= column else 0
        return sum(self._widths[:column]) + wide

    def _at(self, x: float) -> int:
        """Return the letter of a place in the picture."""
        graph = self._graph
        columns, turn = graph.columns, graph.turn
        if turn is not None and turn.x < x < turn.x + turn.width:
            share = (x - turn.x) / turn.width
            return self._begin(self._turn) - self._turn_width + round(share * self._turn_width)
        if x >= graph.columns_end - 1:
            return sum(self._widths) + self._turn_width
        place = next(
            (n for n, one in enumerate(columns) if x < one.x + one.width), len(columns) - 1
        )
        column = columns[place]
        if x <= column.middle + 1:
            near = abs(x - column.middle) <= 1
            return self._begin(place) if near else max(self._begin(place) - 1, 0)
        return min(
            self._begin(place) + len(self._marked(place)),
            self._begin(place) + self._widths[place] - 1,
        )

    def _marked(self, place: int) -> str:
        return max(
            (self._mark(mark) for (_, at), mark in self._marks.items() if at == place),
            key=len,
            default="",
        )

    def _legend(self) -> str:
        signs, words = self._signs, event_words.legend_words()
        letters = {
            "issued": signs.issued,
            "accepted": signs.accepted,
            "refused": signs.refused,
            "sent": signs.sent,
            "not-sent": signs.unsent,
            "none": signs.none,
            "kept": signs.kept,
            "used-up": signs.used_up,
            "expired": f"{signs.tick} exp  {signs.expired}",
            "ended": signs.ended,
        }
        return "  ".join(f"{letters[each.mark]} {words[each.mark]}" for each in self._graph.legend)


_LONGEST = 14
