"""The verdict as text for the terminal: cause, proof, what to do, what else fits."""

from collections.abc import Iterator

from inspector.export.words import certainty_words, role_words, said
from inspector.model.finding import Evidence, Finding, Limit, Verdict
from inspector.model.fix import Change, Fix
from inspector.presentation.terminal.evidence_places import place_words
from inspector.wording import tr, tr_n


def verdict_text(verdict: Verdict) -> str:
    """Return the whole answer, several lines without a final line end."""
    findings = sorted(verdict.findings, key=lambda finding: -finding.score)
    lines = list(_request_line(verdict))
    limit = _limit(verdict.limit) if verdict.limit is not None else ()
    if not findings:
        return "\n".join([*lines, *(limit or [tr("Nothing was refused.")])])
    lines += _best(findings[0])
    lines += limit
    lines += _others(findings[1:])
    lines += _rest(verdict)
    return "\n".join(lines)


def _request_line(verdict: Verdict) -> Iterator[str]:
    for entry in verdict.entries:
        if entry.index == verdict.entry or (verdict.entry is None and entry is verdict.entries[-1]):
            status = tr("no reply") if entry.status is None else entry.status
            asked = f"{entry.method} {entry.url}".strip() or tr("The request was not recorded")
            yield f"{asked} -> {status}"


def _limit(limit: Limit) -> Iterator[str]:
    yield ""
    yield limit.title
    yield limit.text
    yield f"  {limit.fix.message}"


def _best(finding: Finding) -> Iterator[str]:
    yield ""
    yield f"{certainty_words(finding.certainty)}: {finding.title}"
    if finding.explanation:
        yield finding.explanation
    yield tr("Cause: {cause} ({finding})", cause=finding.cause.value, finding=finding.slug)
    yield tr("Who must act: {who}", who=who(finding))
    yield from _evidence(sorted(finding.evidence, key=lambda item: item.against))
    yield from _fixes(finding.fixes)
    yield from _advice(finding)


def who(finding: Finding) -> str:
    """Return who must act, in words."""
    return {
        "client": tr("you, who send the request"),
        "api-owner": tr("whoever runs the API"),
        "identity-provider": tr("whoever runs the login provider"),
        "network": tr("whoever runs the network or proxy"),
    }[finding.who_must_act]


def _evidence(evidence: list[Evidence]) -> Iterator[str]:
    if evidence:
        yield ""
        yield tr("Evidence:")
    for number, item in enumerate(evidence, 1):
        yield f"  {number}. {said(item)}"
        if item.place is not None:
            yield f"     ({place_words(item.place)})"
        elif item.experiment:
            yield f"     ({tr('experiment {id}', id=item.experiment)})"


def _fixes(fixes: tuple[Fix, ...]) -> Iterator[str]:
    if fixes:
        yield ""
        yield tr("What to do:")
    for number, fix in enumerate(fixes, 1):
        yield f"  {number}. {fix.title}"
        for change in fix.changes:
            yield f"     {change_text(change)}"
        if fix.sends:
            yield f"     {fix.sends}"
        for line in fix.message.splitlines():
            yield f"     | {line}"


def _advice(finding: Finding) -> Iterator[str]:
    if finding.todo:
        yield ""
        yield tr("Who does what:")
    for one in finding.todo:
        yield f"  {role_words(one.who)}: {one.text}"
    if finding.avoid:
        yield ""
        yield tr("How to avoid it: {advice}", advice=finding.avoid)
    if finding.reference:
        yield tr("Reference: {reference}", reference=finding.reference)


def change_text(change: Change) -> str:
    """Return what a fix changes in one field."""
    if change.operation == "remove":
        return tr("remove {field}", field=str(change.field))
    if change.ask:
        return tr("{field}: to be entered", field=str(change.field))
    before = change.before or tr("nothing")
    return tr(
        "{field}: {before} -> {after}", field=str(change.field), before=before, after=change.after
    )


def _others(findings: list[Finding]) -> Iterator[str]:
    if findings:
        yield ""
        yield tr("Other causes:")
    for finding in findings:
        yield f"  {certainty_words(finding.certainty)}: {finding.title} ({finding.slug})"


def _rest(verdict: Verdict) -> Iterator[str]:
    if verdict.ruled_out:
        yield ""
        yield tr("Ruled out:")
    for out in verdict.ruled_out:
        yield f"  {out.cause.value}: {out.reason}"
    experiment = verdict.next_experiment
    if experiment is not None:
        yield ""
        yield tr("To settle it: {question}", question=experiment.question)
        yield tr_n(
            "  It costs {count} request.", "  It costs {count} requests.", experiment.requests
        )
