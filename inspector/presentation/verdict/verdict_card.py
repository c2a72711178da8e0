"""What the window says beside a verdict's report: which causes it lists, what is read aloud."""

from inspector.export.verdict_report import Cause, VerdictReport, headline, is_told, ranked
from inspector.export.words import certainty_words
from inspector.model.finding import Verdict
from inspector.wording import tr, tr_n

_OTHERS = 3


def listed(report: VerdictReport) -> tuple[Cause, ...]:
    """Return the causes beside the sentence: with the first one where none can be told."""
    first = (report.main,) if report.main is not None and not report.is_told else ()
    return (*first, *report.others[:_OTHERS])


def announcement(status: str, verdict: Verdict | None, proofs: int) -> str:
    """Return what a screen reader says when a reply arrives."""
    if verdict is None or not verdict.is_told:
        return status
    title = headline(verdict)
    if not is_told(verdict):
        return tr("{status}. {title}.", status=status, title=title)
    word = certainty_words(ranked(verdict)[0].certainty)
    sentence = tr("{status}. {word}: {title}.", status=status, word=word, title=title)
    return f"{sentence} {tr_n('{count} proof.', '{count} proofs.', proofs)}"
