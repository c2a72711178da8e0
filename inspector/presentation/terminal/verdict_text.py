"""The verdict as text for the terminal: cause, proof, what to do, what else fits."""

from collections.abc import Iterator

from inspector.export.look_alikes import LookAlike
from inspector.export.verdict_report import (
    Cause,
    Excluded,
    Proof,
    Remedy,
    Unsent,
    VerdictReport,
    verdict_report,
)
from inspector.model.finding import Verdict
from inspector.wording import tr


def verdict_text(verdict: Verdict) -> str:
    """Return the whole answer, several lines without a final line end."""
    report = verdict_report(verdict)
    lines = list(report.asked)
    limit = _limit(report.limit) if report.limit is not None else ()
    if report.main is None:
        return "\n".join([*lines, *(limit or [f"{report.headline}.", *report.healthy[1:]])])
    lines += _best(report.main, "" if report.headline == report.main.title else report.headline)
    lines += limit
    lines += _doubts(report.doubts) or _others(report.others)
    lines += _rest(report)
    return "\n".join(lines)


def _limit(limit: Unsent) -> Iterator[str]:
    yield ""
    yield limit.title
    yield limit.text
    yield f"  {limit.command}"


def _best(main: Cause, untold: str) -> Iterator[str]:
    """Yield the best cause; untold: the sentence before it where it may well be another."""
    yield ""
    if untold:
        yield f"{untold}."
    yield f"{main.certainty}: {main.title}"
    if main.explanation:
        yield main.explanation
    yield tr("Cause: {cause} ({finding})", cause=main.id, finding=main.slug)
    yield tr("Who must act: {who}", who=main.you)
    yield from _evidence(main.proofs)
    yield from _fixes(main.fixes)
    yield from _advice(main)


def _evidence(proofs: tuple[Proof, ...]) -> Iterator[str]:
    if proofs:
        yield ""
        yield tr("Evidence:")
    for number, proof in enumerate(proofs, 1):
        yield f"  {number}. {proof.said}"
        if proof.exactly:
            yield f"     ({proof.exactly})"


def _fixes(fixes: tuple[Remedy, ...]) -> Iterator[str]:
    if fixes:
        yield ""
        yield tr("What to do:")
    for number, fix in enumerate(fixes, 1):
        yield f"  {number}. {fix.title}"
        yield from (f"     {line}" for line in (*fix.changes, *filter(None, [fix.because])))
        if fix.sends:
            yield f"     {fix.sends}"
        yield from (f"     | {line}" for line in fix.message.splitlines())


def _advice(main: Cause) -> Iterator[str]:
    if main.todo:
        yield ""
        yield tr("Who does what:")
    for one in main.todo:
        yield f"  {one.who}: {one.text}"
    if main.avoid:
        yield ""
        yield tr("How to avoid it: {advice}", advice=main.avoid)
    if main.reference:
        yield tr("Reference: {reference}", reference=main.reference)


def _others(causes: tuple[Cause, ...]) -> Iterator[str]:
    if causes:
        yield ""
        yield tr("Other causes:")
    for cause in causes:
        yield f"  {cause.certainty}: {cause.title} ({cause.slug})"


def _doubts(doubts: tuple[LookAlike, ...]) -> list[str]:
    if not doubts:
        return []
    head = tr("{count} causes look alike here, each possible; what would tell:", count=len(doubts))
    width = max(len(one.name) for one in doubts)
    told = (
        f"  {one.name.ljust(width)}  "
        + "; ".join(filter(None, (one.sign, one.cost, one.experiment)))
        for one in doubts
    )
    return ["", head, *told]


def _excluded(title: str, families: tuple[Excluded, ...]) -> Iterator[str]:
    if families:
        yield ""
        yield title
    for out in families:
        yield f"  {out.id}: {out.reason}"


def _rest(report: VerdictReport) -> Iterator[str]:
    yield from _excluded(tr("Ruled out by a fact:"), report.ruled_out)
    yield from _excluded(tr("Nothing speaks for:"), report.unsupported)
    if report.question is not None:
        yield ""
        yield tr("To settle it: {question}", question=report.question.text)
        yield f"  {report.question.cost}"
