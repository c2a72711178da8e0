"""What the window says beside a verdict's report: which causes it lists, what is read aloud."""

from inspector.export.look_alikes import LookAlike
from inspector.export.verdict_report import (
    Cause,
    VerdictReport,
    headline,
    is_told,
    ranked,
)
from inspector.export.words import sure_words
from inspector.model.finding import Verdict
from inspector.wording import tr, tr_n

_OTHERS = 3


def listed(report: VerdictReport) -> tuple[Cause, ...]:
    """Return the causes beside the sentence: with the first one where none can be told."""
    main = report.main
    first = (main,) if main is not None and report.headline != main.title else ()
    return (*first, *report.others[:_OTHERS])


def doubt_words(report: VerdictReport) -> str:
    """Return how many causes are possible, for the head of the card; empty where one is told."""
    count = len(report.doubts)
    return tr_n("{count} possible", "{count} possible, none likelier", count) if count else ""


def alike_spoken(one: LookAlike, number: int) -> str:
    """Return what a screen reader says of a cause in doubt; number: of its experiment, 0 = none."""
    if not number:
        return tr("{name}, possible: {sign}; {cost}", name=one.name, sign=one.sign, cost=one.cost)
    return tr(
        "{name}, possible: {sign}; {cost}, experiment {number}",
        name=one.name,
        sign=one.sign,
        cost=one.cost,
        number=number,
    )


def announcement(status: str, verdict: Verdict | None, proofs: int) -> str:
    """Return what a screen reader says when a reply arrives."""
    if verdict is None or not verdict.is_told:
        return status
    title = headline(verdict)
    if not is_told(verdict):
        return tr("{status}. {title}.", status=status, title=title)
    word = sure_words(ranked(verdict)[0])
    sentence = tr("{status}. {word}: {title}.", status=status, word=word, title=title)
    return f"{sentence} {tr_n('{count} proof.', '{count} proofs.', proofs)}"
