"""The verdict as plain values: what `diagnose --format json`, the exports and the schema share."""

from typing import Any

from inspector.export.place_json import place_object
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import EntrySummary, Evidence, Finding, Limit, NextExperiment, Verdict
from inspector.model.fix import Fix
from inspector.wording import tr

Json = dict[str, Any]


def verdict_object(verdict: Verdict, attempt: Attempt | None = None) -> Json:
    """Return the verdict's values; the attempt gives byte places without an end their end.

    Findings come best first, and in each what speaks for it first.
    """
    exchanges = attempt.exchanges if attempt is not None else ()
    ordered = sorted(verdict.findings, key=lambda finding: -finding.score)
    return {
        "entry": verdict.entry if verdict.is_told else None,
        "findings": [_finding(finding, exchanges) for finding in ordered],
        "ruled_out": [
            {"cause": out.cause.value, "reason": out.reason} for out in verdict.ruled_out
        ],
        "next_experiment": _experiment(verdict.next_experiment),
        "limit": _limit(verdict.limit),
    }


def diagnosed_object(file: str, verdict: Verdict, attempt: Attempt | None = None) -> Json:
    """Return what `diagnose` prints for a file: its verdict, and every entry of its trace."""
    return {
        "file": file,
        "verdict": verdict_object(verdict, attempt),
        "entries": [_entry(entry) for entry in verdict.entries],
    }


def said(item: Evidence) -> str:
    """Return the statement, marked when it speaks against the finding."""
    if not item.against:
        return item.statement
    return tr("Speaks against it: {statement}", statement=item.statement)


def _finding(finding: Finding, exchanges: tuple[Exchange, ...]) -> Json:
    evidence = sorted(finding.evidence, key=lambda item: item.against)
    return {
        "cause": finding.cause.value,
        "finding": finding.slug,
        "certainty": finding.certainty.value,
        "score": min(max(finding.score, 0.0), 1.0),
        "title": finding.title,
        "explanation": finding.explanation,
        "who_must_act": finding.who_must_act,
        "evidence": [_evidence(item, exchanges) for item in evidence],
        "fixes": [fix_object(fix) for fix in finding.fixes],
        "todo": [{"who": one.who, "text": one.text} for one in finding.todo],
        "avoid": finding.avoid,
        "reference": finding.reference,
    }


def _evidence(item: Evidence, exchanges: tuple[Exchange, ...]) -> Json:
    place = place_object(item.place, exchanges)
    return {"statement": said(item), **place, "experiment": item.experiment or None}


def fix_object(fix: Fix) -> Json:
    """Return a fix: what it changes and what it sends."""
    changes = [
        {"field": str(change.field), "from": change.before or None, "to": change.after or None}
        for change in fix.changes
    ]
    return {
        "id": fix.id,
        "title": fix.title,
        "changes": changes,
        "sends": fix.sends,
        "risk": fix.risk,
    }


def _experiment(experiment: NextExperiment | None) -> Json | None:
    if experiment is None:
        return None
    return {
        "id": experiment.id,
        "question": experiment.question,
        "requests": experiment.requests,
    }


def _limit(limit: Limit | None) -> Json | None:
    if limit is None:
        return None
    return {
        "scheme": limit.scheme,
        "title": limit.title,
        "text": limit.text,
        "command": limit.fix.message,
    }


def _entry(entry: EntrySummary) -> Json:
    return {
        "index": entry.index,
        "method": entry.method,
        "url": entry.url,
        "status": entry.status,
        "findings": list(entry.findings),
    }
