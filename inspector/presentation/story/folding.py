"""Folds entries into steps: seven levels, from like neighbours to all that went well."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

import msgspec

from inspector.model.story import Intention, Story
from inspector.presentation.story.credential_rows import Lane
from inspector.presentation.story.entry_facts import EntryFacts
from inspector.presentation.story.proofs import Proof

LEVELS = 7
SLIM_FROM, MIXED_FROM, WHOLE_FROM, NEIGHBOURS_FROM = 3, 4, 5, 6
_ENDS_SHOWN = 3  # of a step that is opened, at its begin and at its end


class Step(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Entries drawn as one column. slim: quiet, so that its number is enough. wanted: its group."""

    entries: tuple[int, ...]
    wanted: int
    slim: bool = False


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """An intention, or neighbouring ones that went well.

    count: how many. alike: whether all of them have the same words.
    """

    intention: Intention
    count: int = 1
    alike: bool = True


class Foldable(msgspec.Struct, frozen=True, kw_only=True):
    """What folding looks at.

    wanted_of: the group of each entry, -1 for none. keys: the same number for entries that are
    alike. whole: entries that stay alone; kept: those that do at every level. shown: the entries
    that are looked at, all of them or those in which one credential lives.
    """

    facts: tuple[EntryFacts, ...]
    wanted: tuple[Wanted, ...]
    wanted_of: tuple[int, ...]
    keys: tuple[int, ...]
    whole: frozenset[int]
    kept: frozenset[int]
    shown: Sequence[int]


def foldable(
    story: Story, facts: tuple[EntryFacts, ...], lanes: Sequence[Lane], proofs: Sequence[Proof]
) -> Foldable:
    """Return what is folded; only credentials that are shown keep entries whole."""
    wanted, wanted_of = _wanted(story, len(facts))
    used: list[tuple[int, ...]] = [()] * len(facts)
    changes: set[int] = set()
    for place, lane in enumerate(lanes):
        for track in lane.tracks:
            changes.update(entry for entry in (track.born, track.end) if entry >= 0)
            for entry, kind in track.stops:
                used[entry] += (place, kind == "none")
    redirects = {fact.led_by for fact in facts if fact.led_by >= 0}
    kept = _kept(story, proofs)
    return Foldable(
        facts=facts,
        wanted=wanted,
        wanted_of=wanted_of,
        keys=_keys(facts, wanted_of, used),
        whole=frozenset(changes | redirects | kept),
        kept=frozenset(kept),
        shown=range(len(facts)),
    )


def _kept(story: Story, proofs: Sequence[Proof]) -> set[int]:
    turn = story.turning_point
    kept = {turn.first_refused} if turn is not None else set()
    for proof in proofs:
        kept.update(proof.entries[:1] if proof.healthy else proof.entries[:_ENDS_SHOWN])
    return kept


# ---------------------------------------------------------------- what was wanted
def _wanted(story: Story, count: int) -> tuple[tuple[Wanted, ...], tuple[int, ...]]:
    """Return the intentions by their begin; neighbouring calls that went well are one."""
    groups: list[Wanted] = []
    of = [-1] * count
    last: Intention | None = None
    for intention in sorted(story.intentions, key=lambda each: min(each.entries, default=0)):
        if last is not None and groups and _alike(last, intention):
            before = groups[-1]
            alike = before.alike and last.words == intention.words
            groups[-1] = msgspec.structs.replace(before, count=before.count + 1, alike=alike)
        else:
            groups.append(Wanted(intention=intention))
        for entry in intention.entries:
            if 0 <= entry < count:
                of[entry] = len(groups) - 1
        last = intention
    return tuple(groups), tuple(of)


def _alike(one: Intention, other: Intention) -> bool:
    if (one.kind, one.outcome) != (other.kind, other.outcome):
        return False
    return one.words == other.words or (one.kind in _PLAIN and one.outcome == "reached")


_PLAIN = frozenset({"call", "page"})


# ---------------------------------------------------------------- the levels
def fold(all_of_it: Foldable, level: int, opened: frozenset[int] = frozenset()) -> list[Step]:
    """Return the steps of a level; opened: first entries of steps that are to be seen inside."""
    whole = all_of_it.kept if level >= LEVELS else all_of_it.whole
    steps: list[Step] = []
    for alone, run in groupby(all_of_it.shown, lambda entry: entry in whole):
        entries = list(run)
        steps += (
            (_step(all_of_it, (entry,), level) for entry in entries)
            if alone
            else _folded(all_of_it, entries, level)
        )
    if not opened:
        return steps
    return [part for step in steps for part in _seen(all_of_it, step, opened)]


def _folded(all_of_it: Foldable, entries: list[int], level: int) -> Iterator[Step]:
    """Yield the steps of entries of which none has to stand alone."""
    if level < MIXED_FROM:
        for _, run in groupby(entries, all_of_it.keys.__getitem__):
            yield _step(all_of_it, tuple(run), level)
        return
    for kept_apart in _parts(all_of_it, entries, level):
        yield from _mixed(all_of_it, kept_apart, level)


def _keys(
    facts: Sequence[EntryFacts], of: Sequence[int], used: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """Return a number for each entry, the same for those that are alike.

    Alike are those of one intention that went to the same host by the same method, sent the same
    credentials, and were answered in the same way.
    """
    numbers: dict[Hashable, int] = {}
    return tuple(
        numbers.setdefault(
            (of_, one.host, one.method, one.status, one.answered, one.shape, sent), len(numbers)
        )
        for one, of_, sent in zip(facts, of, used, strict=True)
    )


def _parts(all_of_it: Foldable, entries: list[int], level: int) -> Iterator[list[int]]:
    """Yield runs of one intention, of neighbours that went well, or all at the last level."""
    of, wanted = all_of_it.wanted_of, all_of_it.wanted

    def part(entry: int) -> Hashable:
        if level >= LEVELS:
            return 0
        if level >= NEIGHBOURS_FROM and _went_well(wanted, of[entry]):
            return "reached"
        return of[entry]

    for _, run in groupby(entries, part):
        yield list(run)


def _went_well(wanted: Sequence[Wanted], group: int) -> bool:
    return group < 0 or wanted[group].intention.outcome == "reached"


def _mixed(all_of_it: Foldable, entries: list[int], level: int) -> Iterator[Step]:
    """Yield one step for each kind of entry of a part, in the order in which kinds begin."""
    like = all_of_it.keys
    of, wanted, facts = all_of_it.wanted_of, all_of_it.wanted, all_of_it.facts

    def kind(entry: int) -> Hashable:
        if level >= LEVELS:
            refused = facts[entry].answered == "refused"
            return "refused" if refused else "reached"
        if level >= WHOLE_FROM and _went_well(wanted, of[entry]):
            return facts[entry].answered == "refused"
        return like[entry]

    kinds: dict[Hashable, list[int]] = {}
    for entry in entries:
        kinds.setdefault(kind(entry), []).append(entry)
    for found in kinds.values():
        yield _step(all_of_it, tuple(found), level)


def _step(all_of_it: Foldable, entries: tuple[int, ...], level: int) -> Step:
    first = entries[0]
    alone = all_of_it.kept if level >= LEVELS else all_of_it.whole
    quiet = first not in alone and all_of_it.facts[first].answered != "refused"
    return Step(
        entries=entries,
        wanted=all_of_it.wanted_of[first],
        slim=level >= SLIM_FROM and quiet,
    )


def _seen(all_of_it: Foldable, step: Step, opened: frozenset[int]) -> Iterator[Step]:
    """Yield a step, or what is in it: the first and last ones, and those that differ."""
    if step.entries[0] not in opened or len(step.entries) == 1:
        yield step
        return
    shown = _remarkable(all_of_it, step.entries)
    for alone, run in groupby(step.entries, lambda entry: entry in shown):
        entries = tuple(run)
        for part in ((entry,) for entry in entries) if alone else (entries,):
            yield Step(entries=part, wanted=step.wanted, slim=step.slim)


def _remarkable(all_of_it: Foldable, entries: tuple[int, ...]) -> frozenset[int]:
    like = all_of_it.keys
    usual = like[entries[0]]
    differing = [entry for entry in entries if like[entry] != usual]
    return frozenset(
        (*entries[:_ENDS_SHOWN], *entries[-_ENDS_SHOWN:], *differing[:_MOST_DIFFERING])
    )


_MOST_DIFFERING = 12
