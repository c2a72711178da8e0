"""What a report says of a verdict and its experiments, before it becomes text, Markdown or HTML."""

import msgspec

from inspector.export.words import (
    actor_words,
    cause_words,
    certainty_words,
    exact_place_words,
    place_words,
    result_words,
    role_words,
    rung_words,
    said,
)
from inspector.model.annotation import Place
from inspector.model.experiment import Outcome, Trial
from inspector.model.finding import Evidence, Finding, Limit, NextExperiment, RuledOut, Verdict
from inspector.model.fix import Change, Fix
from inspector.wording import tr, tr_n

Pins = dict[Place, int]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A row of evidence. said: with a mark where it speaks against the finding.

    where: which part of which exchange; exactly: with line and bytes, or the experiment.
    pin: its number, 0 where it points to no bytes.
    """

    statement: str
    said: str
    where: str = ""
    exactly: str = ""
    pin: int = 0
    against: bool = False


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """What one party can do; who: in words, with a capital letter."""

    who: str
    text: str


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """A fix as it is read. changes: a line for each field. message: text to send, or a command."""

    title: str
    changes: tuple[str, ...] = ()
    sends: str = ""
    message: str = ""


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as it is read. you: who must act, said to the person who sends the request."""

    id: str
    family: str
    certainty: str
    slug: str
    title: str
    explanation: str
    who: str
    you: str
    proofs: tuple[Proof, ...] = ()
    fixes: tuple[Remedy, ...] = ()
    todo: tuple[Advice, ...] = ()
    avoid: str = ""
    reference: str = ""


class Excluded(msgspec.Struct, frozen=True, kw_only=True):
    """A family of causes that is ruled out. text: with its name in words."""

    id: str
    reason: str
    text: str


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """What this program can't send yet, and the command that can."""

    title: str
    text: str
    command: str


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """An experiment as it is read: what was sent, the reply, how it compares, what follows.

    is_alike: the reply reads like the refusal, or none came.
    """

    varies: str
    shows: str
    result: str
    meaning: str
    is_alike: bool = False


class TrialReport(msgspec.Struct, frozen=True, kw_only=True):
    """The experiments. ladder: the checks they show, in the server's order.

    stopped: why the rest was not run.
    """

    tried: tuple[Tried, ...] = ()
    ladder: tuple[str, ...] = ()
    stopped: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What one more experiment would settle, and what it costs."""

    text: str
    cost: str


class VerdictReport(TrialReport, frozen=True, kw_only=True):
    """All that is said of a verdict.

    headline: of the whole page. asked: the explained request and its end. healthy: why refusals
    beside it, or all there are, need no explanation.
    """

    headline: str
    asked: tuple[str, ...] = ()
    main: Cause | None = None
    limit: Unsent | None = None
    others: tuple[Cause, ...] = ()
    ruled_out: tuple[Excluded, ...] = ()
    question: Question | None = None
    healthy: tuple[str, ...] = ()


def trial_report(trial: Trial) -> TrialReport:
    """Arrange experiments for people."""
    return TrialReport(
        tried=tuple(map(_tried, trial.outcomes)),
        ladder=tuple(map(rung_words, trial.ladder)),
        stopped=trial.stopped,
    )


def verdict_report(verdict: Verdict, pins: Pins | None = None) -> VerdictReport:
    """Arrange a verdict for people; pins: the numbers of the first finding's places."""
    findings = ranked(verdict)
    limit, experiment = verdict.limit, verdict.next_experiment
    return VerdictReport(
        headline=_headline(findings, verdict),
        asked=tuple(_asked(verdict)),
        main=_cause(findings[0], pins or {}) if findings else None,
        limit=_unsent(limit) if limit is not None else None,
        others=tuple(_cause(finding, {}) for finding in findings[1:]),
        ruled_out=tuple(map(_excluded, verdict.ruled_out)),
        question=_question(experiment) if experiment is not None else None,
        healthy=tuple(one.reason for one in verdict.healthy),
    )


def ranked(verdict: Verdict) -> list[Finding]:
    """Return the findings, the best first."""
    return sorted(verdict.findings, key=lambda finding: -finding.score)


def in_order(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Return the evidence, what speaks against the finding last."""
    return sorted(evidence, key=lambda item: item.against)


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


def _headline(findings: list[Finding], verdict: Verdict) -> str:
    if findings:
        return findings[0].title
    if verdict.limit is not None:
        return verdict.limit.title
    if not verdict.healthy:
        return tr("Nothing was refused")
    reason = verdict.healthy[0].reason.rstrip(".")
    return tr("Nothing to explain: {reason}", reason=reason[:1].lower() + reason[1:])


def _asked(verdict: Verdict) -> list[str]:
    lines = []
    for entry in verdict.entries:
        if entry.index == verdict.entry or (verdict.entry is None and entry is verdict.entries[-1]):
            status = tr("no reply") if entry.status is None else entry.status
            asked = f"{entry.method} {entry.url}".strip() or tr("The request was not recorded")
            lines.append(f"{asked} -> {status}")
    return lines


def _cause(finding: Finding, pins: Pins) -> Cause:
    return Cause(
        id=finding.cause.value,
        family=cause_words(finding.cause),
        certainty=certainty_words(finding.certainty),
        slug=finding.slug,
        title=finding.title,
        explanation=finding.explanation,
        who=actor_words(finding.who_must_act),
        you=actor_words(finding.who_must_act, to_sender=True),
        proofs=tuple(_proof(item, pins) for item in in_order(finding.evidence)),
        fixes=tuple(map(_remedy, finding.fixes)),
        todo=tuple(Advice(who=role_words(one.who), text=one.text) for one in finding.todo),
        avoid=finding.avoid,
        reference=finding.reference,
    )


def _proof(item: Evidence, pins: Pins) -> Proof:
    tried = item.experiment
    exactly = tr("experiment {id}", id=tried) if tried else ""
    return Proof(
        statement=item.statement,
        said=said(item),
        where=place_words(item.place) if item.place else tried,
        exactly=exact_place_words(item.place) if item.place else exactly,
        pin=pins.get(item.place, 0) if item.place else 0,
        against=item.against,
    )


def _remedy(fix: Fix) -> Remedy:
    return Remedy(
        title=fix.title,
        changes=tuple(map(change_text, fix.changes)),
        sends=fix.sends,
        message=fix.message,
    )


def _excluded(out: RuledOut) -> Excluded:
    return Excluded(
        id=out.cause.value, reason=out.reason, text=f"{cause_words(out.cause)}: {out.reason}"
    )


def _unsent(limit: Limit) -> Unsent:
    return Unsent(title=limit.title, text=limit.text, command=limit.fix.message)


def _question(experiment: NextExperiment) -> Question:
    cost = tr_n("It costs {count} request.", "It costs {count} requests.", experiment.requests)
    return Question(text=experiment.question, cost=cost)


_ALIKE = frozenset({"same", "not-run", "failed"})


def _tried(outcome: Outcome) -> Tried:
    return Tried(
        varies=outcome.plan.varies,
        shows=outcome.shows,
        result=result_words(outcome.result),
        meaning=outcome.meaning,
        is_alike=outcome.result in _ALIKE,
    )
