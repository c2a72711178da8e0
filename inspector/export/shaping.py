"""Makes the published records of `shapes` from what the program knows; all must be masked already.

What prints JSON encodes these records, and the schemas are made of the same classes: the JSON has
no other description.
"""

import msgspec

from inspector.export import shapes, walk_shapes
from inspector.export.places import ends
from inspector.export.words import said
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.exchange import Connection, Exchange, Failure
from inspector.model.experiment import Outcome, Rung, Trial
from inspector.model.finding import (
    Doubt,
    EntrySummary,
    Evidence,
    Finding,
    Limit,
    NextExperiment,
    Verdict,
)
from inspector.model.fix import Aftermath, Change, Fix
from inspector.model.message import Header, Message, Reply, readable
from inspector.model.sign_in import Trouble, Walk, WalkedStep
from inspector.model.story import Story
from inspector.protocol.challenges import parsing
from inspector.protocol.oauth import sign_in_faults

Sizes = tuple[tuple[int, int], ...]
"""Of each exchange, the sizes of the bodies sent and received where masking shortened them."""

_NOTHING_TRIED = Trial()


def diagnosed(file: str, verdict: Verdict, story: Story | None = None) -> shapes.DiagnosedShape:
    """Return what `diagnose` prints for a file: its verdict, every entry, the story if asked."""
    return shapes.DiagnosedShape(
        file=file,
        verdict=shaped_verdict(verdict),
        entries=[_entry(entry) for entry in verdict.entries],
        story=story if story is not None else msgspec.UNSET,
    )


def unreadable(file: str, problem: Problem) -> shapes.UnreadableShape:
    """Return what `diagnose` prints for a file that it could not read."""
    error = shapes.ErrorShape(what=problem.what, where=problem.where, todo=problem.todo)
    return shapes.UnreadableShape(file=file, error=error)


def sent(
    attempt: Attempt,
    verdict: Verdict,
    trial: Trial = _NOTHING_TRIED,
    sizes: Sizes = (),
    aftermath: Aftermath | None = None,
) -> shapes.SentShape:
    """Return what `send` prints: status, exchanges, verdict and experiments, the fix before it."""
    replies = (exchange.reply for exchange in reversed(attempt.exchanges))
    last = next((reply for reply in replies if reply is not None), None)
    missing = len(attempt.exchanges) - len(sizes)
    pairs = zip(attempt.exchanges, [*sizes, *[None] * missing], strict=False)
    return shapes.SentShape(
        status=last.status if last else None,
        exchanges=[_exchange(exchange, size) for exchange, size in pairs],
        verdict=shaped_verdict(verdict, attempt),
        experiments=[_outcome(one) for one in trial.outcomes],
        ladder=[_rung(one) for one in trial.ladder],
        stopped=trial.stopped or None,
        mended=None if aftermath is None else _mended(aftermath),
    )


def walked(walk: Walk, attempt: Attempt, sizes: Sizes = ()) -> walk_shapes.WalkShape:
    """Return what `walk` prints: each step with what is wrong, the hosts, the exchanges."""
    missing = len(attempt.exchanges) - len(sizes)
    pairs = zip(attempt.exchanges, [*sizes, *[None] * missing], strict=False)
    broken = walk.broken
    return walk_shapes.WalkShape(
        done=walk.done,
        broken=broken[0].name if broken else None,
        party=sign_in_faults.fault(broken[1].slug).party if broken else None,
        steps=[_walked_step(step) for step in walk.steps],
        hosts=[
            walk_shapes.NamedHostShape(
                host=one.host, state=one.state, by=one.by or None, like=one.like or None
            )
            for one in walk.hosts
        ],
        exchanges=[_exchange(exchange, size) for exchange, size in pairs],
    )


def _walked_step(step: WalkedStep) -> walk_shapes.WalkedStepShape:
    return walk_shapes.WalkedStepShape(
        step=step.name,
        host=step.host,
        mark=step.mark,
        entry=step.exchange,
        troubles=[_trouble(one) for one in step.troubles],
    )


def _trouble(found: Trouble) -> walk_shapes.TroubleShape:
    fault = sign_in_faults.fault(found.slug)
    return walk_shapes.TroubleShape(
        id=found.slug,
        title=sign_in_faults.title(found),
        party=fault.party,
        todo=sign_in_faults.todo(found),
        reference=fault.reference,
        ends=found.ends,
    )


def fixed(
    ends: tuple[shapes.SentShape, shapes.SentShape | None],
    steps: list[shapes.FixedStepShape],
    aftermath: Aftermath | None,
    left: str,
) -> shapes.FixedShape:
    """Return what `send --fix` prints: the first and the last send, and the fixes between them."""
    before, after = ends
    note = steps[-1].note if steps else left
    return shapes.FixedShape(
        before=before,
        fix=steps[0].fix if steps else None,
        note=note or None,
        after=after,
        aftermath=None if aftermath is None else _aftermath(aftermath),
        steps=steps,
        left=left or None,
    )


def fixed_step(fix: Fix, note: str, aftermath: Aftermath | None) -> shapes.FixedStepShape:
    """Return one of several fixes, with what came of it."""
    return shapes.FixedStepShape(
        fix=_applied(fix),
        note=note or None,
        aftermath=None if aftermath is None else _aftermath(aftermath),
    )


def shaped_verdict(verdict: Verdict, attempt: Attempt | None = None) -> shapes.VerdictShape:
    """Return the verdict; the attempt gives byte places without an end their end.

    Findings come best first, and in each what speaks for it first.
    """
    exchanges = attempt.exchanges if attempt is not None else ()
    ordered = sorted(verdict.findings, key=lambda finding: -finding.score)
    return shapes.VerdictShape(
        entry=verdict.entry if verdict.is_told else None,
        findings=[_finding(finding, exchanges) for finding in ordered],
        ruled_out=[
            shapes.RuledOutShape(cause=out.cause, reason=out.reason, by_fact=out.by_fact)
            for out in verdict.ruled_out
        ],
        next_experiment=_experiment(verdict.next_experiment),
        doubts=[_doubt(one) for one in verdict.doubts],
        limit=_limit(verdict.limit),
        healthy=[shapes.HealthyShape(entry=h.entry, reason=h.reason) for h in verdict.healthy],
    )


def _finding(finding: Finding, exchanges: tuple[Exchange, ...]) -> shapes.FindingShape:
    evidence = sorted(finding.evidence, key=lambda item: item.against)
    return shapes.FindingShape(
        cause=finding.cause,
        finding=finding.slug,
        certainty=finding.certainty,
        score=min(max(finding.score, 0.0), 1.0),
        title=finding.title,
        explanation=finding.explanation,
        who_must_act=finding.who_must_act,
        faults=[
            shapes.FaultShape(
                finding=one.slug, kind=one.kind, statement=one.statement, mended=one.mended
            )
            for one in finding.faults
        ],
        evidence=[_evidence(item, exchanges) for item in evidence],
        fixes=[_fix(fix) for fix in finding.fixes],
        todo=[shapes.TodoShape(who=one.who, text=one.text) for one in finding.todo],
        avoid=finding.avoid,
        reference=finding.reference,
    )


def _evidence(item: Evidence, exchanges: tuple[Exchange, ...]) -> shapes.EvidenceShape:
    place = item.place
    start, end = ends(place, exchanges) if place is not None else (None, None)
    where = place or Place()
    return shapes.EvidenceShape(
        statement=said(item),
        entry=where.entry if place else None,
        side=where.side if place else None,
        part=where.part if place else None,
        name=where.name or None,
        index=where.index if place else None,
        start=start,
        end=end,
        experiment=item.experiment or None,
    )


def _fix(fix: Fix) -> shapes.FixShape:
    return shapes.FixShape(
        id=fix.id,
        title=fix.title,
        changes=[_change(change) for change in fix.changes],
        because=fix.because or None,
        sends=fix.sends,
        promise=fix.promise or None,
        risk=fix.risk,
    )


def _change(change: Change) -> shapes.ChangeShape:
    return shapes.ChangeShape(
        field=str(change.field),
        before=change.before or None,
        after=change.after or None,
        ask=change.ask,
    )


def _applied(fix: Fix) -> shapes.AppliedFixShape:
    return shapes.AppliedFixShape(
        id=fix.id,
        title=fix.title,
        changes=[_change(change) for change in fix.changes],
        because=fix.because or None,
        sends=fix.sends,
        promise=fix.promise or None,
        risk=fix.risk,
        message=fix.message or None,
    )


def _aftermath(aftermath: Aftermath) -> shapes.AftermathShape:
    return shapes.AftermathShape(
        result=aftermath.result, title=aftermath.title, text=aftermath.text
    )


def _mended(aftermath: Aftermath) -> shapes.MendedShape:
    return shapes.MendedShape(
        result=aftermath.result,
        title=aftermath.title,
        was=aftermath.was,
        cause=aftermath.cause or None,
        fix=aftermath.fix.title,
        now=aftermath.now,
    )


def _experiment(experiment: NextExperiment | None) -> shapes.ExperimentShape | None:
    if experiment is None:
        return None
    return shapes.ExperimentShape(
        id=experiment.id, question=experiment.question, requests=experiment.requests
    )


def _limit(limit: Limit | None) -> shapes.LimitShape | None:
    if limit is None:
        return None
    return shapes.LimitShape(
        scheme=limit.scheme, title=limit.title, text=limit.text, command=limit.fix.message
    )


def _entry(entry: EntrySummary) -> shapes.EntryShape:
    return shapes.EntryShape(
        index=entry.index,
        method=entry.method,
        url=entry.url,
        status=entry.status,
        findings=list(entry.findings),
    )


def _doubt(doubt: Doubt) -> shapes.DoubtShape:
    return shapes.DoubtShape(
        cause=doubt.cause,
        finding=doubt.finding,
        sign=doubt.sign,
        experiment=doubt.experiment or None,
        requests=doubt.requests,
        needs=list(doubt.needs),
        waits=doubt.waits,
        refused=doubt.refused or None,
    )


def _outcome(outcome: Outcome) -> shapes.OutcomeShape:
    plan = outcome.plan
    return shapes.OutcomeShape(
        id=plan.id,
        question=plan.question,
        varies=plan.varies,
        requests=outcome.sent if outcome.sent is not None else plan.requests,
        needs=list(plan.needs),
        result=outcome.result,
        status=outcome.status,
        shows=outcome.shows,
        meaning=outcome.meaning,
        gain=plan.gain,
        moved=[
            shapes.MovedShape(finding=one.finding, before=one.before, after=one.after)
            for one in outcome.moved
        ],
    )


def _rung(rung: Rung) -> shapes.RungShape:
    return shapes.RungShape(name=rung.name, state=rung.state, experiment=rung.experiment or None)


def _exchange(exchange: Exchange, size: tuple[int, int] | None) -> shapes.ExchangeShape:
    reply = exchange.reply
    sent_size, received = size if size is not None else (None, None)
    return shapes.ExchangeShape(
        purpose=exchange.purpose,
        request=_request(exchange.request, sent_size),
        connection=_connection(exchange.connection) if exchange.connection else None,
        status=reply.status if reply else None,
        challenges=_challenges(reply.headers if reply else ()),
        reply=_reply(reply, received) if reply else None,
        failure=_failure(exchange.failure) if exchange.failure else None,
        dropped=[
            shapes.DroppedShape(name=gone.name, reason=gone.reason, rule=gone.rule)
            for gone in exchange.dropped
        ],
        total_ms=exchange.timing.total,
    )


def _connection(known: Connection) -> shapes.ConnectionShape:
    return shapes.ConnectionShape(
        peer=known.peer,
        proxy=known.proxy or None,
        proxy_reason=known.proxy_reason or None,
        tls_version=known.tls_version or None,
        server_name=known.server_name or None,
        alpn_offered=list(known.alpn_offered),
        alpn=known.alpn or None,
        reused=known.reused,
    )


def _request(message: Message, size: int | None) -> shapes.RequestShape:
    whole = message.body_size or len(message.body)
    return shapes.RequestShape(
        method=message.method,
        url=message.url,
        http_version=message.http_version or None,
        headers=_headers(message.headers),
        body_size=whole if size is None else size,
    )


def _reply(reply: Reply, size: int | None) -> shapes.ReplyShape:
    return shapes.ReplyShape(
        status=reply.status,
        reason=readable(reply.reason),
        http_version=reply.http_version or None,
        headers=_headers(reply.headers),
        body_size=len(reply.body) if size is None else size,
    )


def _headers(headers: tuple[Header, ...]) -> list[shapes.HeaderShape]:
    return [
        shapes.HeaderShape(name=header.name, value=readable(header.value)) for header in headers
    ]


def _failure(failure: Failure) -> shapes.FailureShape:
    return shapes.FailureShape(stage=failure.stage, kind=failure.kind, message=failure.message)


def _challenges(headers: tuple[Header, ...]) -> list[shapes.ChallengeShape]:
    found = []
    for name in ("WWW-Authenticate", "Proxy-Authenticate"):
        for _, read in parsing.challenges_of(headers, name):
            params = {param.name: readable(param.value) for param in read.params}
            found.append(shapes.ChallengeShape(scheme=read.scheme, params=params))
    return found
