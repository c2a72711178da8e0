"""Compares attempts: what changed from one to the next, and what all tell together; pure."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol, cast

from inspector.compare.conclusion import concluded, fits
from inspector.compare.masking import Masking
from inspector.compare.records import Comparison, Delta, Head, Step, Turn
from inspector.compare.registry import all_kinds
from inspector.compare.sections import sections
from inspector.compare.side import Side, plain
from inspector.compare.veiling import veiled
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.wording import tr

MOST = 6


class AnswerLike(Protocol):
    """An attempt with its verdict."""

    @property
    def attempt(self) -> Attempt: ...  # noqa: D102 - said above
    @property
    def verdict(self) -> Verdict: ...  # noqa: D102 - said above


def compare(
    answers: Sequence[AnswerLike],
    labels: Sequence[str] = (),
    *,
    known: Iterable[str] = (),
    works: frozenset[int] = frozenset(),
    hidden: bool = False,
    trace: tuple[Exchange, ...] = (),
) -> Comparison:
    """Return two to six attempts side by side, in the order given.

    labels: a few words on each, shown below its status. known: secrets of the vault. works:
    places of those that are known to work elsewhere, although no reply shows it. hidden: in
    presentation mode what tokens claim is masked, too. trace: what went on between these, where
    they are parts of one recording.
    Raises ValueError for fewer than two or more than six.
    """
    if not 1 < len(answers) <= MOST:
        raise ValueError(tr("Two to six attempts can be compared."))
    exchanges = [each for answer in answers for each in answer.attempt.exchanges]
    sides = _sides(answers, labels, Masking(exchanges, known, claims_hidden=hidden), works)
    steps = tuple(step(before, after) for before, after in pairwise(sides))
    told = concluded(sides, steps, trace)
    made = Comparison(
        heads=tuple(_head(side) for side in sides),
        steps=steps,
        sections=tuple(sections(sides)),
        title=told.title,
        text=told.text,
        certainty=told.certainty,
        apart=told.apart,
    )
    return cast("Comparison", veiled(made, sides[0].masking))


def changes(before: Side, after: Side) -> tuple[Delta, ...]:
    """Return what changed from one column to the next, what explains most first."""
    found = [delta for kind in all_kinds() for delta in kind.found(before, after)]
    weights = {"auth": 0, "plain": 1, "noise": 2}
    return tuple(sorted(found, key=lambda delta: weights[delta.weight]))


def step(before: Side, after: Side) -> Step:
    """Return the way from one column to the next; first what the verdict speaks of."""
    turned: Turn = ""
    if before.accepted is False and after.accepted:
        turned = "accepted"
    elif before.accepted and after.accepted is False:
        turned = "refused"
    elif before.finding and after.finding and before.finding.slug != after.finding.slug:
        turned = "other-refusal"
    refused = after if turned == "refused" else before
    deltas = sorted(changes(before, after), key=lambda delta: not fits(delta, refused))
    return Step(deltas=tuple(deltas), turned=turned)


def _sides(
    answers: Sequence[AnswerLike],
    labels: Sequence[str],
    masking: Masking,
    works: frozenset[int],
) -> list[Side]:
    names = [*labels, *[""] * len(answers)]
    return [
        Side(answer.attempt, answer.verdict, masking, label=names[place], works=place in works)
        for place, answer in enumerate(answers)
    ]


def _head(side: Side) -> Head:
    if side.finding is not None:
        title = side.finding.title
    elif side.status is None:
        title = tr("Known to work") if side.accepted else tr("No reply")
    else:
        reason = plain(side.exchange.reply.reason) if side.exchange.reply else ""
        title = reason or tr("Accepted")
    return Head(label=side.label, title=title, status=side.status, accepted=side.accepted)
