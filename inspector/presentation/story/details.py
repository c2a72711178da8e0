"""The chosen event of a story: its bytes, and what differs from the accepted request like it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec

from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange.exchange_lines import View, exchange_lines
from inspector.presentation.exchange.line import Line
from inspector.presentation.story import event_words
from inspector.presentation.story.graph import Graph, Mark
from inspector.presentation.story.outline import Outline
from inspector.presentation.story.spoken import Spoken
from inspector.protocol.redaction import masked_url, replaced
from inspector.wording import tr
from inspector.wording.durations import length, took

_FEWEST, _MOST = 4, 14
_TELLING = frozenset({"www-authenticate", "location", "origin", "host", "set-cookie"})


class Contrast(msgspec.Struct, frozen=True):
    """One thing in which two requests are the same, or differ."""

    same: bool
    what: str
    text: str


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of an event. other: the entry it is compared with, -1 for none."""

    entry: int
    title: str
    lead: str
    icon: str
    colour: str
    lines: tuple[Line, ...] = ()
    other: int = -1
    against: str = ""
    contrasts: tuple[Contrast, ...] = ()


def details(
    told: Outline,
    graph: Graph,
    place: tuple[int, int],
    trace: tuple[Attempt, Sequence[Annotation], Verdict],
) -> Details:
    """Return what is said of what stands in a row at a step; pure, for a worker."""
    row, column = place
    step = graph.columns[column]
    mark = next((one for one in graph.marks if (one.row, one.column) == (row, column)), None)
    entry = Spoken(told, graph).entries(mark)[0] if mark is not None else step.entries[0]
    other = _other(told, entry)
    title, colour = _title(told, mark, step.entries, entry)
    attempt, annotations, verdict = trace
    return Details(
        entry=entry,
        title=title,
        lead=_lead(told, entry),
        icon={"err": "circle-x", "ok": "circle-check"}.get(colour, "info"),
        colour=colour,
        lines=tuple(_lines(told, attempt, (annotations, verdict), entry)),
        other=other,
        against=_against(
            entry, other, accepted=other < 0 or told.facts[other].answered == "accepted"
        ),
        contrasts=tuple(_contrasts(told, entry, other)) if other >= 0 else (),
    )


# ---------------------------------------------------------------- head
def _title(
    told: Outline, mark: Mark | None, entries: tuple[int, ...], entry: int
) -> tuple[str, str]:
    """Return the title, and the colour of what it says."""
    answered = told.facts[entry].answered
    numbers = event_words.begun(event_words.numbers_words(entries))
    if mark is not None and mark.kind != "none":
        life = told.story.credentials[mark.life]
        name = event_words.short_life_name(life)
        what = event_words.mark_words(mark.kind, mark.count)
        colour = {"refused": "err", "not-sent": "err", "accepted": "ok"}.get(mark.kind, "text2")
        return tr("{entries}: {name} {what}", entries=numbers, name=name, what=what), colour
    words, colour = {
        "accepted": (tr("answered"), "ok"),
        "redirect": (tr("led elsewhere"), "text2"),
        "expected": (tr("answered as it should be"), "ok"),
        "failed": (tr("failed, which says nothing of access"), "text2"),
        "refused": (tr("refused"), "err"),
        "none": (tr("no reply"), "err"),
    }[answered]
    return tr("{entries}: {what}", entries=numbers, what=words), colour


def _lead(told: Outline, entry: int) -> str:
    """Return the request, its reply, when it was and how long it took."""
    fact = told.facts[entry]
    reason = visible(masked_url(fact.reason, told.known))
    address = visible(f"{fact.host}{masked_url(fact.path, told.known)}")
    parts = (
        f"{visible(fact.method)} {address}",
        f"{fact.status} {reason}".rstrip() if fact.status else tr("no reply"),
        event_words.at(fact.at),
        took(fact.millis) if fact.millis else "",
    )
    return ", ".join(filter(None, parts))


# ---------------------------------------------------------------- bytes
def _lines(
    told: Outline,
    attempt: Attempt,
    said: tuple[Sequence[Annotation], Verdict],
    entry: int,
) -> Iterator[Line]:
    """Yield the lines that matter: those with pins, else start lines and headers that tell."""
    annotations, verdict = said
    here = [note for note in annotations if note.place.entry == entry]
    view = View(entries=frozenset({entry}), known=told.known)
    lines = [line for line in exchange_lines(attempt, here, verdict, view) if line.number]
    wanted = {at for at, line in enumerate(lines) if line.pins}
    starts = [at for at, line in enumerate(lines) if line.part == "line" and line.first]
    if not wanted:
        wanted |= {at for at, line in enumerate(lines) if line.name.lower() in _TELLING}
        wanted |= set(starts)
    elif len(wanted) < _FEWEST:
        wanted |= set(starts[-1:])
    yield from (lines[at] for at in sorted(wanted)[:_MOST])


# ---------------------------------------------------------------- against the accepted one
def _other(told: Outline, entry: int) -> int:
    """Return the accepted entry to compare with: the pair's, else the nearest like it."""
    pair, facts = told.story.pair_of(entry), told.facts
    if pair is not None:
        return pair.accepted
    fact = facts[entry]
    if fact.answered not in {"refused", "expected", "none"}:
        return -1
    judged = {
        at: kind
        for lane in told.lanes.shown
        for track in lane.tracks
        for at, kind in sorted(track.stops, key=lambda stop: stop[1] == "accepted")
    }
    like = [
        at
        for at, one in enumerate(facts)
        if one.answered == "accepted"
        and judged.get(at, "accepted") == "accepted"
        and (one.host, one.method, one.path) == (fact.host, fact.method, fact.path)
    ]
    return min(like, key=lambda at: abs(at - entry), default=-1)


def _against(entry: int, other: int, *, accepted: bool) -> str:
    if other < 0:
        return ""
    number = other + 1
    if other > entry:
        return tr("Against entry {number}, the same request later", number=number)
    if not accepted:
        return tr("Against entry {number}, the same call before", number=number)
    return tr("Against entry {number}, where it was accepted", number=number)


def _contrasts(told: Outline, entry: int, other: int) -> Iterator[Contrast]:
    one, accepted = told.facts[entry], told.facts[other]
    same = [
        words
        for words, equal in (
            (tr("method"), one.method == accepted.method),
            (tr("host"), one.host == accepted.host),
            (tr("path"), one.path == accepted.path),
        )
        if equal
    ]
    if same:
        yield Contrast(same=True, what=tr("Same"), text=", ".join(same))
    pair = told.story.pair_of(entry)
    for each in pair.differences if pair is not None else ():
        values = (_masked(told, each.refused), _masked(told, each.accepted))
        yield Contrast(same=False, what=_masked(told, each.what), text=_values(*values))
    yield from _when(told, entry, other)


def _values(refused: str, accepted: str) -> str:
    if refused and refused == accepted:
        return tr("another value")
    if refused and accepted:
        return tr("{here}, was {there}", here=refused, there=accepted)
    return refused or tr("missing, was {there}", there=accepted)


def _masked(told: Outline, text: str) -> str:
    spans = told.known.spans(text) if told.known is not None else ()
    return visible(replaced(text, spans))


def _when(told: Outline, entry: int, other: int) -> Iterator[Contrast]:
    one, accepted = told.facts[entry].at, told.facts[other].at
    if one is None or accepted is None:
        return
    seconds = (one - accepted).total_seconds()
    if not seconds:  # clocks that count whole seconds tell nothing then
        return
    if abs(seconds) < 1:
        text = tr("{time} apart", time=took(abs(seconds) * 1000))
    elif seconds > 0:
        text = tr("{time} later", time=length(timedelta(seconds=seconds)))
    else:
        text = tr("{time} before", time=length(timedelta(seconds=-seconds)))
    yield Contrast(same=False, what=tr("When"), text=text)
