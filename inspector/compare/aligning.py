"""Lays the facts of several columns side by side: equal names on one line, in their order."""

from collections.abc import Iterable, Iterator

from inspector.compare.fact import Fact
from inspector.compare.records import Cell, Line, Span, State, Weight

# ---------------- Finds the characters in which two short texts differ
_WORD = 2
_ADDED = 10  # characters that are the same and may be marked, so that words are marked whole


def differing(text: str, other: str) -> tuple[Span, ...]:
    """Return the span of a text that the other does not have; equal ends are left out.

    One span is enough to see it: where hardly anything is equal, the whole text is marked. Short
    words and numbers are marked whole: "v2" is read more easily than its "2".
    """
    if text == other:
        return ()
    shortest = min(len(text), len(other))
    start = next((at for at in range(shortest) if text[at] != other[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if text[-1 - at] != other[-1 - at]), rest)
    if start + end <= _WORD:
        return ((0, len(text)),) if text else ()
    span = (start, len(text) - end)
    return (_whole(text, *span),) if span[0] < span[1] else ()


def _whole(text: str, start: int, end: int) -> Span:
    """Return a span that ends where the words end that it touches; as it is in long ones."""
    first, last = start, end
    while first and text[first - 1].isalnum() and text[first].isalnum():
        first -= 1
    while last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    return (first, last) if start - first + last - end <= _ADDED else (start, end)


_WEIGHTS = {"auth": 0, "plain": 1, "noise": 2}
Key = tuple[str, int]


def lines(columns: list[list[Fact]], accepted: list[bool | None]) -> tuple[Line, ...]:
    """Return the lines of a section; what differs and matters for authentication first.

    accepted: of each column, to say which of two values is the good one.
    """
    keyed = [dict(_keyed(facts)) for facts in columns]
    wholes = [{fact.part_of for fact in facts} for facts in columns]
    made = []
    for key in _order(keyed):
        facts = [each.get(key) for each in keyed]
        made.append(_line(key, facts, _telling(facts, wholes, accepted)))
    return tuple(sorted(made, key=_rank))


def _rank(line: Line) -> tuple[int, bool, bool]:
    told = any(cell is not None and cell.state in {"bad", "good"} for cell in line.cells)
    return _WEIGHTS[line.weight], not line.differs, not told


def _telling(
    facts: list[Fact | None], wholes: list[set[str]], accepted: list[bool | None]
) -> list[bool | None]:
    """Return what of each column tells of this line: an opaque key has no claim to lack."""
    whole = next(fact.part_of for fact in facts if fact is not None)
    if not whole:
        return accepted
    return [yes if whole in has else None for yes, has in zip(accepted, wholes, strict=True)]


def _keyed(facts: Iterable[Fact]) -> Iterator[tuple[Key, Fact]]:
    """Number repeats, so that the second of a name stands beside the second."""
    seen: dict[str, int] = {}
    for fact in facts:
        number = seen[fact.name] = seen.get(fact.name, 0) + 1
        yield (fact.name, number), fact


def _order(keyed: list[dict[Key, Fact]]) -> list[Key]:
    """Return all keys: those of the first column, others after the one they follow."""
    order = list(keyed[0])
    known = set(order)
    for facts in keyed[1:]:
        fresh: dict[Key | None, list[Key]] = {}
        before: Key | None = None
        for key in facts:
            if key in known:
                before = key
            else:
                fresh.setdefault(before, []).append(key)
        order = [
            *fresh.pop(None, []),
            *(new for key in order for new in (key, *fresh.get(key, ()))),
        ]
        known.update(order)
    return order


def _line(key: Key, facts: list[Fact | None], accepted: list[bool | None]) -> Line:
    name = key[0] if key[1] == 1 else f"{key[0]} ({key[1]})"
    values = [fact.compared if fact is not None else None for fact in facts]
    differs = any(value != values[0] for value in values[1:])
    return Line(
        name=name,
        cells=_differing(facts, values, accepted) if differs else _equal(facts),
        differs=differs,
        weight=_least([fact.weight for fact in facts if fact is not None]),
    )


def _least(weights: list[Weight]) -> Weight:
    """Return the weight of a line: that of its weightiest cell."""
    return weights[0] if len(set(weights)) == 1 else min(weights, key=_WEIGHTS.__getitem__)


def _equal(facts: list[Fact | None]) -> tuple[Cell | None, ...]:
    """Return cells of equal values; mostly one for all columns, as their texts are equal too."""
    first, *others = facts
    if first is not None and all(fact == first for fact in others):
        return (Cell(text=first.text, note=first.note),) * len(facts)
    return tuple(Cell(text=fact.text, note=fact.note) if fact else None for fact in facts)


def _differing(
    facts: list[Fact | None], values: list[object], accepted: list[bool | None]
) -> tuple[Cell | None, ...]:
    states = _states(facts, values, accepted)
    return tuple(
        _cell(fact, _other(facts, place, state), state)
        for place, (fact, state) in enumerate(zip(facts, states, strict=True))
    )


def _other(facts: list[Fact | None], place: int, state: State) -> Fact | None:
    """Return what a value is compared with: the column before, for the first the one after.

    A good or bad value that is the same there is compared with the next one that is not.
    """
    other = facts[place - 1] if place else facts[1]
    mine = facts[place]
    if state not in {"good", "bad"} or mine is None or other is None:
        return other
    others = (other, *facts[place + 1 :], *reversed(facts[:place]))
    return next((one for one in others if one is not None and one.compared != mine.compared), other)


def _cell(fact: Fact | None, other: Fact | None, state: State) -> Cell | None:
    if fact is None:
        return None
    marks: tuple[Span, ...] = ()
    if other is not None and fact.compared != other.compared:
        marks = differing(fact.text, other.text) or ((0, len(fact.text)),)
    return Cell(text=fact.text, state=state, note=fact.note, marks=marks)


def _states(
    facts: list[Fact | None], values: list[object], accepted: list[bool | None]
) -> list[State]:
    """Say of each value whether it goes with being accepted, refused, or merely changed."""
    good = {_id(v) for v, yes in zip(values, accepted, strict=True) if yes}
    bad = {_id(v) for v, yes in zip(values, accepted, strict=True) if yes is False}
    states: list[State] = []
    for place, (fact, value) in enumerate(zip(facts, values, strict=True)):
        states.append(_state(fact, _id(value), good, bad, changed=_changed(values, place)))
    return states


def _state(
    fact: Fact | None, value: object, good: set[object], bad: set[object], *, changed: bool
) -> State:
    if fact is None:
        return ""
    if fact.state:
        return fact.state
    if fact.weight == "auth" and good and bad and not good & bad:
        return "good" if value in good else "bad"
    return "changed" if changed else ""


def _changed(values: list[object], place: int) -> bool:
    return place > 0 and values[place] != values[place - 1]


def _id(value: object) -> object:
    return value if value.__hash__ is not None else repr(value)
