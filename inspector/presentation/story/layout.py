"""Lays a story out in points: rows, columns, chips, lines, marks and words. Pure: no Qt."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

import msgspec

from inspector.presentation.bodies.printable import visible
from inspector.presentation.story import event_words
from inspector.presentation.story.column_layout import (
    Columns,
    chip_width,
    columns,
    expires,
)
from inspector.presentation.story.credential_layout import CredentialRows, Ground, credential_rows
from inspector.presentation.story.entry_facts import Answered
from inspector.presentation.story.graph import (
    Arrow,
    Bar,
    Bracket,
    Chip,
    Curve,
    Disc,
    Graph,
    LegendEntry,
    Mark,
    Row,
    Thread,
    Turn,
)
from inspector.presentation.story.letter_widths import cut, width
from inspector.presentation.story.outline import Outline
from inspector.protocol.redaction import masked_url
from inspector.wording import tr, tr_n

PAD, EDGE = 16.0, 6.0
INTENTIONS, ENTRIES, PARTY, PARTIES_ROOM, FOOT = 30.0, 52.0, 28.0, 14.0, 32.0
CHIP = 18.0
_BRACKET_GAP = 4.0
_BRACKET_ICON = 21.0


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """The room there is. names: the width of the column of names. low: rows are a little lower."""

    width: float
    names: float = 168.0
    low: bool = False


def layout(
    told: Outline, room: Room, level: int | None = None, opened: frozenset[int] = frozenset()
) -> Graph:
    """Return the picture. level: how far to fold, None: as far as it takes to fit the width.

    opened: first entries of steps that are shown with what is in them.
    """
    left, right = PAD + room.names, room.width - PAD
    made = columns(told, (left + EDGE, right - EDGE), level, opened)
    edge = max(right, made.end + EDGE)
    rows = _rows(told, room)
    party_rows = [place for place, row in enumerate(rows) if row.kind == "party"]
    chips = tuple(_chips(told, made, rows, party_rows[1:]))
    ground = Ground(rows=tuple(rows), left=left, right=edge, expires=_expires_x(told, made))
    lines = credential_rows(told, made, ground)
    frame = _Frame(rows=tuple(rows), party_rows=tuple(party_rows), chips=chips, lines=lines)
    return _graph(told, made, frame, (room.width, left, edge))


class _Frame(msgspec.Struct, frozen=True):
    """What stands fast once the columns are placed."""

    rows: tuple[Row, ...]
    party_rows: tuple[int, ...]
    chips: tuple[Chip, ...]
    lines: CredentialRows


def _graph(told: Outline, made: Columns, frame: _Frame, where: tuple[float, float, float]) -> Graph:
    """Return the picture; where: its width, the end of the names, the end of the steps."""
    wide, left, edge = where
    rows, lines, chips = frame.rows, frame.lines, frame.chips
    turn, page = _turn(told, made, left, edge), rows[frame.party_rows[0]]
    foot = rows[-1].top + rows[-1].height
    return Graph(
        title=tr("Story"),
        lead=event_words.story_lead(told.facts, told.folding.shown, len(made.columns)),
        width=max(wide, edge + PAD),
        height=foot + (FOOT if turn is not None else 10.0),
        names=left,
        columns_end=edge,
        level=made.level,
        rows=rows,
        columns=made.columns,
        brackets=tuple(_brackets(told, made)),
        bars=tuple(_bars(told, made)),
        chips=chips,
        chip_at=_chip_at(len(made.columns), chips),
        arrows=tuple(_arrows(told, made, page, chips)),
        curves=tuple(_curves(told, made, chips)),
        threads=tuple(_threads(made, chips, lines.marks)),
        links=lines.links,
        pieces=lines.pieces,
        stops=lines.stops,
        marks=lines.marks,
        notes=lines.notes,
        discs=(*_head_discs(made), *lines.discs),
        turn=turn,
        hairline=rows[frame.party_rows[-1]].top + PARTY + PARTIES_ROOM / 2,
        foot=foot,
        legend=_legend(lines),
    )


# ---------------------------------------------------------------- rows
def _rows(told: Outline, room: Room) -> list[Row]:
    """Return all rows with their names, from the top down."""
    made = [
        Row(kind="intentions", name=tr("What was wanted"), height=INTENTIONS, y=INTENTIONS / 2 - 2),
        Row(kind="entries", name=tr("Entries"), top=INTENTIONS, height=ENTRIES, y=INTENTIONS + 13),
    ]
    top = INTENTIONS + ENTRIES
    sender = told.sender
    parties = [(sender.name, sender.tail, sender.icon)]
    parties += [(party.name, "", party.icon) for party in told.parties]
    for name, tail, icon in parties:
        made.append(
            Row(
                kind="party",
                name=name,
                tail=tail,
                icon=icon,
                top=top,
                height=PARTY,
                y=top + PARTY / 2,
            )
        )
        top += PARTY
    top += PARTIES_ROOM
    height = 42.0 if room.low else 44.0
    for name, tail, icon in _credential_names(told):
        made.append(
            Row(
                kind="credential",
                name=name,
                tail=tail,
                icon=icon,
                top=top,
                height=height,
                y=top + 30,
            )
        )
        top += height
    return made


def _credential_names(told: Outline) -> Iterator[tuple[str, str, str]]:
    story = told.story
    for lane in told.lanes.shown:
        first = story.credentials[lane.tracks[0].life]
        cookie = event_words.is_cookie(first)
        name = event_words.credential_name(lane.kind, as_cookie=cookie)
        if lane.renewed:
            name = tr("{name}, new", name=name)
        many = len(lane.tracks)
        tail = event_words.several_values(many) if many > 1 else event_words.tail_words(first)
        yield name, tail, event_words.KIND_ICONS[lane.kind]
    rest = told.lanes.others
    if rest:
        name = tr_n("{count} more", "{count} more", rest)
        tail = tr("all accepted") if told.lanes.others_accepted else tr("some refused")
        yield name, tail, "ellipsis"


# ---------------------------------------------------------------- intentions and the page
def _brackets(told: Outline, made: Columns) -> Iterator[Bracket]:
    """Yield a bracket for each run of steps that belong to one intention."""
    wanted = told.folding.wanted
    for group, run in groupby(enumerate(made.columns), lambda each: each[1].intention):
        found = [place for place, _ in run]
        if group < 0:
            continue
        first, last = made.columns[found[0]], made.columns[found[-1]]
        x1, x2 = first.x + _BRACKET_GAP, last.x + last.width - _BRACKET_GAP
        entries = [entry for place in found for entry in made.columns[place].entries]
        groups = {told.folding.wanted_of[entry] for entry in entries} - {-1}
        count = sum(wanted[each].count for each in groups)
        intention = wanted[group].intention
        words = (
            tr_n("{count} intention", "{count} intentions", count)
            if len(groups) > 1
            else event_words.intention_words(intention, count, alike=wanted[group].alike)
        )
        room = x2 - x1 - _BRACKET_ICON - 4
        shown = cut(words, 12, room)
        spoken = intention.words if len(groups) == 1 else words
        yield Bracket(found[0], found[-1], x1, x2, shown, spoken, intention.outcome)


def _bars(told: Outline, made: Columns) -> Iterator[Bar]:
    """Yield what was open, from the column of its first entry to the next one's."""
    if not made.columns:
        return
    begins = [made.columns[made.of[site.begin]].x if n else made.columns[0].x
              for n, site in enumerate(told.sites)]  # fmt: skip
    ends = [*begins[1:], made.columns[-1].x + made.columns[-1].width]
    for site, begin, end in zip(told.sites, begins, ends, strict=True):
        x1, x2 = begin + _BRACKET_GAP, end - _BRACKET_GAP
        if x2 > x1:
            words = visible(site.words)
            yield Bar(x1, x2, cut(words, 11, x2 - x1 - 14))


# ---------------------------------------------------------------- replies
def _chips(
    told: Outline, made: Columns, rows: Sequence[Row], party_rows: Sequence[int]
) -> Iterator[Chip]:
    """Yield a chip for each host of a step; with the reason phrase where all have the room."""
    roomy = len(made.columns) <= _FEW and all(
        chip_width(_chip_words(told, column.entries, reason=True)) + 20 <= column.width
        for column in made.columns
    )
    for place, column in enumerate(made.columns):
        for party, entries in _by_party(told, column.entries):
            status = _chip_words(told, entries, reason=False)
            text = _chip_words(told, entries, reason=True) if roomy else status
            text = "" if column.slim else text
            wide, row = chip_width(text), party_rows[party]
            yield Chip(
                column=place,
                row=row,
                x=column.middle - wide / 2,
                y=rows[row].y,
                width=wide,
                text=text,
                status=status,
                answered=_worst(told, entries),
                count=len(entries),
            )


def _by_party(told: Outline, entries: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
    """Return the entries of a step by the row of their host, from the top down."""
    facts, party_of = told.facts, told.party_of
    first = facts[entries[0]].host
    if all(facts[entry].host == first for entry in entries):
        return [(party_of[first], entries)]
    found: dict[int, list[int]] = {}
    for entry in entries:
        found.setdefault(party_of[facts[entry].host], []).append(entry)
    return [(party, tuple(found[party])) for party in sorted(found)]


def _worst(told: Outline, entries: tuple[int, ...]) -> Answered:
    """Return how a step was answered: refused where one of its entries was."""
    met = {told.facts[entry].answered for entry in entries}
    if len(met) == 1:
        return met.pop()
    return next(answered for answered in ("refused", "none", "accepted", *met) if answered in met)


_FEW = 6


def _chip_words(told: Outline, entries: tuple[int, ...], *, reason: bool) -> str:
    fact = told.facts[entries[0]]
    if len(entries) > 1 and any(told.facts[each].status != fact.status for each in entries):
        return tr("mixed")
    if not fact.status:
        return tr("no reply")
    words = visible(masked_url(fact.reason, told.known)) if reason else ""
    return f"{fact.status} {words}".rstrip()


def _arrows(told: Outline, made: Columns, page: Row, chips: Sequence[Chip]) -> Iterator[Arrow]:
    """Yield an arrow for each step, to the lowest host that answered in it."""
    for place, found in groupby(chips, lambda chip: chip.column):
        lowest = list(found)[-1]
        fact = told.facts[made.columns[place].entries[0]]
        refused = lowest.answered in {"refused", "none"}
        if fact.led_by < 0 or refused or fact.answered == "expected":
            top, bottom = page.y + 9, lowest.y - CHIP / 2 - 2
            yield Arrow(place, made.columns[place].middle, top, bottom, refused)


def _curves(told: Outline, made: Columns, chips: Sequence[Chip]) -> Iterator[Curve]:
    first = {chip.column: chip for chip in reversed(chips)}
    for chip in first.values():
        led_by = told.facts[made.columns[chip.column].entries[0]].led_by
        source = made.of[led_by] if led_by >= 0 else chip.column
        if source != chip.column and led_by in made.columns[source].entries:
            begin = first[source]
            right = begin.x + begin.width + (4 if begin.count > 1 else 0)
            yield Curve(chip.column, right, begin.y, chip.x - 2, chip.y)


def _threads(made: Columns, chips: Sequence[Chip], marks: Sequence[Mark]) -> Iterator[Thread]:
    """Yield a line from each step's lowest chip down to its lowest mark."""
    chip_of = {chip.column: chip for chip in chips}
    lowest: dict[int, float] = {}
    for mark in marks:
        lowest[mark.column] = max(lowest.get(mark.column, 0.0), mark.y)
    for column, y in lowest.items():
        chip = chip_of[column]
        top = chip.y + CHIP / 2 + (3 if chip.count > 1 else 0)
        yield Thread(column, made.columns[column].middle, top, y)


def _chip_at(columns: int, chips: Sequence[Chip]) -> tuple[int, ...]:
    counts = [0] * columns
    for chip in chips:
        counts[chip.column] += 1
    return (0, *accumulate(counts))


def _head_discs(made: Columns) -> tuple[Disc, ...]:
    y = INTENTIONS + 13
    return tuple(
        msgspec.structs.replace(disc, y=y) for column in made.columns for disc in column.pins
    )


# ---------------------------------------------------------------- turning point, legend
def _expires_x(told: Outline, made: Columns) -> float | None:
    """Return where a token expired within the turning point's column."""
    if made.turn < 0 or expires(told) is None:
        return None
    return made.turn_x + made.turn_width / 2


def _fitting(said: tuple[str, ...], room: float) -> str:
    """Return the longest of several ways to say something that fits, the shortest cut."""
    fits = (words for words in said if width(words, 12) <= room)
    return next(fits, cut(said[-1], 12, room) if said else "")


def _turn(told: Outline, made: Columns, left: float, right: float) -> Turn | None:
    turning = told.story.turning_point
    if turning is None or made.turn < 0:
        return None
    between = event_words.between_words(told.story, expires(told))
    after = made.turn_x + made.turn_width
    return Turn(
        column=made.turn,
        x=made.turn_x,
        width=made.turn_width,
        title=tr("Turning point"),
        time=event_words.since_words(turning.seconds),
        silence=event_words.silence_words(told.story, told.facts),
        before=_fitting(event_words.before_words(told.sides, told.facts), made.turn_x - left - 40),
        between=cut(between, 11, made.turn_width - 8),
        after=_fitting(
            event_words.after_words(told.story, told.sides, told.facts), right - after - 34
        ),
        spoken=event_words.turn_words(told.story, told.sides, told.facts, between),
    )


def _legend(lines: CredentialRows) -> tuple[LegendEntry, ...]:
    """Return the marks that occur, in a fixed order."""
    met: set[str] = {mark.kind for mark in lines.marks}
    met |= {piece.look for piece in lines.pieces}
    met |= {"ended" for stop in lines.stops if stop.look in {"ended", "replaced"}}
    return tuple(
        LegendEntry(mark, words)
        for mark, words in event_words.legend_words().items()
        if mark in met
    )
