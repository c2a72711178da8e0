"""Where the steps of a story stand: how far they are folded, and how the width is shared."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import msgspec

from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange import exchange_words
from inspector.presentation.story import event_words
from inspector.presentation.story.folding import LEVELS, SLIM_FROM, Step, fold
from inspector.presentation.story.graph import Column, Disc
from inspector.presentation.story.letter_widths import code_width, width
from inspector.presentation.story.outline import Outline
from inspector.wording import tr

LEAST, ROOM, ROOM_TAKEN, SLIM = 60.0, 12.0, 7.0, 24.0
TURN, TURN_ROOM = 118.0, 20.0
PIN, PIN_GAP, BADGE_PAD, BADGE_GAP = 16.0, 2.0, 10.0, 6.0
METHOD_GAP = 5.0
_BRACKET_ROOM = 34.0


class Words(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What stands at the head of a step, and the widths it needs."""

    number: str
    count: int
    method: str
    path: str
    at: str
    pins: tuple[int, ...]
    least: float


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The steps at their places. turn: the place of the turning point's column, -1 for none.

    of: the column of each entry. end: where the last column ends.
    """

    level: int
    columns: tuple[Column, ...]
    of: tuple[int, ...]
    turn: int
    turn_x: float
    turn_width: float
    end: float


def columns(
    told: Outline, room: tuple[float, float], level: int | None, opened: frozenset[int]
) -> Columns:
    """Return the columns between two edges, at the level given or the lowest that fits."""
    turn_width = _turn_width(told)
    free = room[1] - room[0] - turn_width
    chosen = level or _level(told, free, opened)
    steps = fold(told.folding, chosen, opened)
    heads = [_words(told, step, chosen) for step in steps]
    least = _with_brackets(told, steps, [head.least for head in heads], chosen)
    widths = _shared(steps, least, free)
    return _placed(told, steps, heads, widths, (room[0], turn_width, chosen))


def _level(told: Outline, free: float, opened: frozenset[int]) -> int:
    """Return the lowest level at which all steps fit."""
    for level in range(1, LEVELS):
        steps = fold(told.folding, level, opened)
        slimmest = SLIM if level >= SLIM_FROM else LEAST - ROOM_TAKEN
        if len(steps) * slimmest > free:
            continue
        least = [_words(told, step, level).least for step in steps]
        if sum(_with_brackets(told, steps, least, level)) <= free:
            return level
    return LEVELS


def _turn_width(told: Outline) -> float:
    turn = told.story.turning_point
    if turn is None:
        return 0.0
    words = (
        width(tr("Turning point"), 12),
        width(event_words.between_words(told.story, expires(told)), 11),
        width(event_words.silence_words(told.story, told.facts), 11, bold=False),
        PIN + 4 + width(tr("exp {time}", time="00:00:00"), 11) if expires(told) else 0.0,
    )
    return max(TURN, max(words) + TURN_ROOM)


def expires(told: Outline) -> datetime | None:
    """Return when a credential expired between the last accepted and the first refused entry."""
    turn = told.story.turning_point
    if turn is None:
        return None
    last = turn.last_accepted if turn.last_accepted is not None else -1
    for lane in told.lanes.shown:
        for track in lane.tracks:
            if track.expires is not None and last <= track.expires_after < turn.first_refused:
                return track.expires
    return None


# ---------------------------------------------------------------- the words of a step
def _words(told: Outline, step: Step, level: int) -> Words:
    facts, entries = told.facts, step.entries
    first = facts[entries[0]]
    pins = tuple(
        proof.number for proof in told.proofs if any(entry in entries for entry in proof.entries)
    )
    number = _number(step)
    if step.slim:
        least = max(SLIM, width(number, 12, bold=False) + 4)
        return Words(
            number=number, count=len(entries), method="", path="", at="", pins=(), least=least
        )
    path = _path(told, entries)
    at = event_words.at(first.at)
    method = visible(exchange_words.short_method(first.method))[:6]
    wide = max(
        _number_width(number, len(entries), len(pins)),
        width(method, 10) + METHOD_GAP + code_width(path, 11),
        width(at, 11, bold=False),
        chip_width(str(first.status)),
    )
    tight = ROOM_TAKEN if level > 1 else 0.0
    least = max(wide + ROOM - tight, LEAST - tight)
    return Words(
        number=number, count=len(entries), method=method, path=path, at=at, pins=pins, least=least
    )


def _number(step: Step) -> str:
    first, last = step.entries[0] + 1, step.entries[-1] + 1
    if first == last or step.slim:
        return str(first)
    return f"{first}–{last}" if last - first == len(step.entries) - 1 else f"{first}…{last}"


def _number_width(number: str, count: int, pins: int) -> float:
    wide = width(number, 12) + pins * (PIN + PIN_GAP) + (2 if pins else 0)
    return wide + (BADGE_GAP + badge_width(count) if count > 1 else 0)


def badge_width(count: int) -> float:
    """Return the width of the pill that says how many entries a step has."""
    return width(f"×{count}", 11) + BADGE_PAD


def chip_width(text: str) -> float:
    """Return the width of a reply's chip; without text its icon stands alone."""
    return 22.0 + (5.0 + width(text, 11) if text else 0.0)


def _path(told: Outline, entries: Sequence[int], room: int = event_words.SHORT_PATH) -> str:
    """Return the path of a step, or what the paths of its entries have in common."""
    facts = told.facts
    first = facts[entries[0]]
    if all(facts[entry].path == first.path for entry in entries):
        return event_words.short_path(first.path, told.known, room)
    if all(facts[entry].shape == first.shape for entry in entries):
        return event_words.short_path(first.shape, told.known)
    return "…"


# ---------------------------------------------------------------- sharing the width
def _with_brackets(
    told: Outline, steps: Sequence[Step], least: list[float], level: int
) -> list[float]:
    """Widen the columns of an intention until its words fit, while nothing is slim yet."""
    if level >= SLIM_FROM:
        return least
    made, at = list(least), 0
    for group, run in groupby(steps, lambda step: step.wanted):
        count = len(list(run))
        if group >= 0:
            wanted = told.folding.wanted[group]
            words = event_words.intention_words(wanted.intention, wanted.count, alike=wanted.alike)
            missing = width(words, 12) + _BRACKET_ROOM - sum(made[at : at + count])
            if missing > 0:
                made[at : at + count] = [one + missing / count for one in made[at : at + count]]
        at += count
    return made


def _shared(steps: Sequence[Step], least: list[float], free: float) -> list[float]:
    """Share what is left evenly among the wide columns."""
    left = free - sum(least)
    wide = [not step.slim for step in steps]
    takers = sum(wide) or len(steps)
    if left <= 0 or not steps:
        return least
    every = not any(wide)
    return [
        one + (left / takers if every or is_wide else 0.0)
        for one, is_wide in zip(least, wide, strict=True)
    ]


def _placed(
    told: Outline,
    steps: Sequence[Step],
    heads: Sequence[Words],
    widths: Sequence[float],
    where: tuple[float, float, int],
) -> Columns:
    x, turn_width, level = where
    turn = told.story.turning_point
    first_refused = turn.first_refused if turn is not None else -1
    of = [-1] * len(told.facts)
    made: list[Column] = []
    turn_at, turn_x = -1, 0.0
    for place, (step, head, wide) in enumerate(zip(steps, heads, widths, strict=True)):
        for entry in step.entries:
            of[entry] = place
        if first_refused in step.entries[:1] or (turn_at < 0 and first_refused in step.entries):
            turn_at, turn_x = place, x
            x += turn_width
        made.append(_column(told, step, head, (x, wide)))
        x += wide
    return Columns(
        level=level,
        columns=tuple(made),
        of=_with_hidden(of, len(made) - 1),
        turn=turn_at,
        turn_x=turn_x,
        turn_width=turn_width,
        end=x,
    )


def _with_hidden(of: list[int], last: int) -> tuple[int, ...]:
    """Return the columns of entries; one that is not shown stands where the next one does."""
    following = max(last, 0)
    for entry in range(len(of) - 1, -1, -1):
        following = of[entry] = following if of[entry] < 0 else of[entry]
    return tuple(of)


def _column(told: Outline, step: Step, head: Words, where: tuple[float, float]) -> Column:
    x, wide = where
    fact = told.facts[step.entries[0]]
    path = head.path
    if not step.slim:
        longer = _path(told, step.entries, event_words.LONG_PATH)
        taken = width(head.method, 10) + METHOD_GAP + code_width(longer, 11) + ROOM
        path = longer if taken <= wide else path
    healthy = {proof.number: proof.healthy for proof in told.proofs}
    left = x + wide / 2 - _number_width(head.number, head.count, len(head.pins)) / 2
    if step.slim:
        left = x
    return Column(
        entries=step.entries,
        x=x,
        width=wide,
        number=head.number,
        slim=step.slim,
        count=head.count,
        method=head.method,
        path=path,
        at=head.at,
        answered=fact.answered,
        pins=tuple(
            Disc(number, left + PIN / 2 + place * (PIN + PIN_GAP), 0.0, healthy[number])
            for place, number in enumerate(head.pins)
        ),
        intention=step.wanted,
        folded=len(step.entries) > 1,
    )
