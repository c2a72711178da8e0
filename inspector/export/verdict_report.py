"""What a report says of a verdict and its experiments, before it becomes text, Markdown or HTML."""

from collections.abc import Iterator

import msgspec

from inspector.export.look_alikes import LookAlike, doubts_report
from inspector.export.words import (
    actor_words,
    cause_words,
    change_text,
    exact_place_words,
    moved_words,
    named_with_family,
    place_words,
    result_words,
    role_words,
    rung_words,
    said,
    short_name,
    sure_words,
)
from inspector.model.annotation import Place
from inspector.model.experiment import Outcome, Trial
from inspector.model.finding import (
    Certainty,
    Evidence,
    Finding,
    Limit,
    NextExperiment,
    RuledOut,
    Verdict,
)
from inspector.model.fix import Fix
from inspector.reading.request_words import asked_words
from inspector.wording import tr, tr_n

Pins = dict[Place, int]
_SURE = (Certainty.CERTAIN, Certainty.VERY_LIKELY)
_SAME = 0.02  # scores closer than this are equal


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
    """A fix as it is read. changes: a line for each field. message: text to send, or a command.

    because: what a change was derived from.
    """

    title: str
    changes: tuple[str, ...] = ()
    because: str = ""
    sends: str = ""
    message: str = ""


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as it is read. you: who must act, said to the person who sends the request.

    rank: its place in the list, from 1. level, score: how sure, certainty in words. named: family
    and finding; short: its shortest name. reason: the one statement shown with it in a list.
    """

    id: str
    family: str
    rank: int
    level: Certainty
    score: float
    certainty: str
    named: str
    short: str
    reason: str
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
    """A family of causes that a fact rules out, or that nothing speaks for. text: with its name."""

    id: str
    family: str
    reason: str
    text: str


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """What this program can't send yet, and the command that can."""

    title: str
    text: str
    command: str


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """An experiment as it is read: what was sent, the reply, how it compares, what follows.

    is_alike: the reply reads like the refusal, or none came. moved: how it changed the ranking,
    empty where it did not.
    """

    varies: str
    shows: str
    result: str
    meaning: str
    is_alike: bool = False
    moved: str = ""


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

    headline: the sentence that stands first. family: what stands over it, where it names no cause
    "No reason given". lead: what follows it. is_told: the first cause is
    sure enough to be called the cause. asked: the explained request and its end. healthy: why
    refusals beside it, or all there are, need no explanation. doubts: the causes that look alike.
    """

    headline: str
    family: str = ""
    lead: str = ""
    is_told: bool = False
    asked: tuple[str, ...] = ()
    main: Cause | None = None
    limit: Unsent | None = None
    others: tuple[Cause, ...] = ()
    ruled_out: tuple[Excluded, ...] = ()
    unsupported: tuple[Excluded, ...] = ()
    question: Question | None = None
    healthy: tuple[str, ...] = ()
    doubts: tuple[LookAlike, ...] = ()


def trial_report(trial: Trial) -> TrialReport:
    """Arrange experiments for people."""
    return TrialReport(
        tried=tuple(map(_tried, trial.outcomes)),
        ladder=tuple(map(rung_words, trial.ladder)),
        stopped=trial.stopped,
    )


def verdict_report(verdict: Verdict, pins: Pins | None = None) -> VerdictReport:
    """Arrange a verdict for people; pins: the numbers of the first finding's places."""
    findings = enumerate(ranked(verdict), 1)
    causes = tuple(_cause(rank, each, pins or {} if rank == 1 else {}) for rank, each in findings)
    limit, experiment = verdict.limit, verdict.next_experiment
    return VerdictReport(
        headline=headline(verdict),
        family=_family(verdict),
        lead=_lead(verdict),
        is_told=is_told(verdict),
        asked=tuple(_asked(verdict)),
        main=causes[0] if causes else None,
        limit=_unsent(limit) if limit is not None else None,
        others=causes[1:],
        ruled_out=tuple(_excluded(out) for out in verdict.ruled_out if out.by_fact),
        unsupported=tuple(_excluded(out) for out in verdict.ruled_out if not out.by_fact),
        question=_question(experiment) if experiment is not None else None,
        healthy=tuple(one.reason for one in verdict.healthy),
        doubts=doubts_report(verdict) if is_open(verdict) else (),
    )


def ranked(verdict: Verdict) -> list[Finding]:
    """Return the findings, the best first."""
    return sorted(verdict.findings, key=lambda finding: -finding.score)


def is_told(verdict: Verdict) -> bool:
    """Return whether the first cause is sure enough to be called the cause."""
    return bool(verdict.findings) and ranked(verdict)[0].certainty in _SURE


def is_open(verdict: Verdict) -> bool:
    """Return whether no cause can be told, because nothing in the reply names one."""
    first = ranked(verdict)[:1]
    return bool(first) and not is_told(verdict) and first[0].names_no_reason


def rivals(verdict: Verdict) -> tuple[Finding, ...]:
    """Return the findings that fit as well as the first one."""
    first, *others = ranked(verdict)
    return tuple(
        other
        for other in others
        if other.certainty is first.certainty and first.score - other.score < _SAME
    )


def in_order(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Return the evidence, what speaks against the finding last."""
    return sorted(evidence, key=lambda item: item.against)


def headline(verdict: Verdict) -> str:
    """Return the sentence that stands first: a cause, two that fit, or that none can be told."""
    findings = ranked(verdict)
    if not findings:
        return _without_cause(verdict)
    if is_told(verdict):
        return findings[0].title
    equal = rivals(verdict)
    if len(equal) != 1:
        return _untold(verdict, findings[0])
    one, two = short_name(findings[0]), short_name(equal[0])
    return tr("Two causes fit: {one}, or {two}", one=one.lower(), two=two.lower())


def _untold(verdict: Verdict, first: Finding) -> str:
    """Return what stands first where no cause is sure: the reply's own words go before a guess."""
    if verdict.words:
        return tr("This reply says only “{words}”", words=verdict.words)
    return tr("This reply doesn’t say why") if first.names_no_reason else first.title


def _family(verdict: Verdict) -> str:
    """Return the words over the headline: the cause that it names, or that it names none."""
    findings = ranked(verdict)
    if not findings:
        return ""
    if headline(verdict) == findings[0].title:
        return named_with_family(findings[0])
    if len(rivals(verdict)) == 1:
        return tr("Two causes fit")
    return tr("Reason not clear") if verdict.words else tr("No reason given")


def _without_cause(verdict: Verdict) -> str:
    if verdict.limit is not None:
        return verdict.limit.title
    if not verdict.healthy:
        return tr("Nothing was refused")
    reason = verdict.healthy[0].reason.rstrip(".")
    return tr("Nothing to explain: {reason}", reason=reason[:1].lower() + reason[1:])


def _lead(verdict: Verdict) -> str:
    if not verdict.findings:
        return ""
    first = ranked(verdict)[0]
    told = {"title": first.title, "text": first.explanation}
    if verdict.words and headline(verdict) == _untold(verdict, first):
        return tr("No cause follows from that for sure. The best guess: {title}. {text}", **told)
    if is_told(verdict) or rivals(verdict) or not first.names_no_reason:
        return first.explanation
    if verdict.doubts:
        return tr(
            "The reply names no reason. From here these {count} causes look exactly alike.",
            count=len(verdict.doubts),
        )
    return tr("The best guess: {title}. {text}", **told)


def _asked(verdict: Verdict) -> list[str]:
    lines = []
    for entry in verdict.entries:
        if entry.index == verdict.entry or (verdict.entry is None and entry is verdict.entries[-1]):
            status = tr("no reply") if entry.status is None else entry.status
            lines.append(f"{asked_words(entry.method, entry.url)} -> {status}")
    return lines


def _cause(rank: int, finding: Finding, pins: Pins) -> Cause:
    return Cause(
        id=finding.cause.value,
        family=cause_words(finding.cause),
        rank=rank,
        level=finding.certainty,
        score=finding.score,
        named=named_with_family(finding),
        short=short_name(finding),
        reason=_reason(finding),
        certainty=sure_words(finding),
        slug=finding.slug,
        title=finding.title,
        explanation=finding.explanation,
        who=actor_words(finding.who_must_act),
        you=actor_words(finding.who_must_act, to_sender=True),
        proofs=tuple(_proofs(finding.evidence, pins)),
        fixes=tuple(map(_remedy, finding.fixes)),
        todo=tuple(Advice(who=role_words(one.who), text=one.text) for one in finding.todo),
        avoid=finding.avoid,
        reference=finding.reference,
    )


def _reason(finding: Finding) -> str:
    unlikely = finding.certainty is Certainty.UNLIKELY
    ordered = sorted(finding.evidence, key=lambda proof: proof.against is not unlikely)
    return ordered[0].statement if ordered else finding.explanation


def _proofs(evidence: tuple[Evidence, ...], pins: Pins) -> Iterator[Proof]:
    """Yield the rows: a statement stands once, with all its places."""
    rows: dict[tuple[str, bool, str], list[Evidence]] = {}
    for item in in_order(evidence):
        rows.setdefault((item.statement, item.against, item.experiment), []).append(item)
    for alike in rows.values():
        places = dict.fromkeys(item.place for item in alike if item.place)
        yield _proof(alike[0], tuple(places), pins)


def _proof(item: Evidence, places: tuple[Place, ...], pins: Pins) -> Proof:
    tried = item.experiment
    exactly = tr("experiment {id}", id=tried) if tried else ""
    before = tr("sent before") if item.earlier else ""
    return Proof(
        statement=item.statement,
        said=said(item),
        where="; ".join(map(place_words, places)) or tried or before,
        exactly="; ".join(map(exact_place_words, places)) or exactly,
        pin=next((pins[place] for place in places if place in pins), 0),
        against=item.against,
    )


def _remedy(fix: Fix) -> Remedy:
    return Remedy(
        title=fix.title,
        changes=tuple(map(change_text, fix.changes)),
        because=fix.because,
        sends=fix.sends,
        message=fix.message,
    )


def _excluded(out: RuledOut) -> Excluded:
    family = cause_words(out.cause)
    text = f"{family}: {out.reason}"
    return Excluded(id=out.cause.value, family=family, reason=out.reason, text=text)


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
        moved=moved_words(outcome),
    )
