"""What the card says of a verdict: one cause, several that fit, or none that can be told."""

import msgspec

from inspector.model.finding import Certainty, Finding, Verdict
from inspector.presentation.verdict import cause_titles
from inspector.presentation.verdict.statement import plain
from inspector.wording import tr, tr_n

_SURE = (Certainty.CERTAIN, Certainty.VERY_LIKELY)
_OTHERS = 3
_SAME = 0.02  # scores closer than this are equal


class VerdictText(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of the card. told: a cause could be named. others: with their ranks."""

    told: bool
    headline: str
    title: str
    explanation: str
    edge: str
    icon: str
    others: tuple[tuple[int, Finding], ...] = ()
    question: str = ""


def verdict_text(verdict: Verdict) -> VerdictText:
    """Return the texts for a verdict with at least one finding."""
    first = verdict.findings[0]
    told = first.certainty in _SURE
    equal = rivals(verdict)
    question = verdict.next_experiment.question if verdict.next_experiment else ""
    ranked = tuple(enumerate(verdict.findings, 1))
    return VerdictText(
        told=told,
        headline=cause_titles.headline(first) if told else tr("Cannot be told from this reply"),
        title=_title(first, equal, told=told),
        explanation=first.explanation if told else _untold(first, equal),
        edge="err_fill" if told else "warn_fill",
        icon=cause_titles.icon(first) if told else "circle-dashed",
        others=ranked[1 : 1 + _OTHERS] if told else ranked[: 1 + _OTHERS],
        question=question,
    )


def rivals(verdict: Verdict) -> tuple[Finding, ...]:
    """Return the findings that fit as well as the first one."""
    first = verdict.findings[0]
    return tuple(
        other
        for other in verdict.findings[1:]
        if other.certainty is first.certainty and first.score - other.score < _SAME
    )


def _title(first: Finding, equal: tuple[Finding, ...], *, told: bool) -> str:
    if told:
        return first.title
    if len(equal) == 1:
        one, two = cause_titles.short(first), cause_titles.short(equal[0])
        return tr("Two causes fit: {one}, or {two}", one=one.lower(), two=two.lower())
    return tr("This reply doesn’t say why")


def _untold(first: Finding, equal: tuple[Finding, ...]) -> str:
    if equal:
        return first.explanation
    return tr("The best guess: {title}. {text}", title=first.title, text=first.explanation)


def reason(finding: Finding) -> str:
    """Return the one reason shown with a cause further down the list."""
    unlikely = finding.certainty is Certainty.UNLIKELY
    ordered = sorted(finding.evidence, key=lambda proof: proof.against is not unlikely)
    return plain(ordered[0].statement) if ordered else finding.explanation


def announcement(status: str, verdict: Verdict | None, proofs: int) -> str:
    """Return what a screen reader says when a reply arrives."""
    if verdict is None or not verdict.is_told:
        return status
    if not verdict.findings and verdict.limit is not None:
        return tr("{status}. {title}.", status=status, title=verdict.limit.title)
    text = verdict_text(verdict)
    if not text.told:
        return tr("{status}. {title}.", status=status, title=text.title)
    word = {
        Certainty.CERTAIN: tr("Certain"),
        Certainty.VERY_LIKELY: tr("Very likely"),
    }[verdict.findings[0].certainty]
    sentence = tr("{status}. {word}: {title}.", status=status, word=word, title=text.title)
    return f"{sentence} {tr_n('{count} proof.', '{count} proofs.', proofs)}"
