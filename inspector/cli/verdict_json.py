"""The verdict as the plain values that `--format json` and `jsonl` print."""

from typing import Any

from inspector.cli.places import place_json
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Evidence, Finding, Verdict
from inspector.model.fix import Change, Fix
from inspector.wording import tr

Json = dict[str, Any]


def verdict_json(verdict: Verdict, attempt: Attempt) -> Json:
    """Return the verdict's values; the attempt gives byte places their ends."""
    ordered = sorted(verdict.findings, key=lambda finding: -finding.score)
    experiment = verdict.next_experiment
    return {
        "entry": verdict.entry if ordered else None,
        "findings": [_finding(finding, attempt.exchanges) for finding in ordered],
        "ruled_out": [{"cause": out.cause, "reason": out.reason} for out in verdict.ruled_out],
        "next_experiment": experiment
        and {
            "id": experiment.id,
            "question": experiment.question,
            "requests": experiment.requests,
        },
        "entries": [
            {
                "index": entry.index,
                "method": entry.method,
                "url": entry.url,
                "status": entry.status,
                "findings": list(entry.findings),
            }
            for entry in verdict.entries
        ],
    }


def _finding(finding: Finding, exchanges: tuple[Exchange, ...]) -> Json:
    # What speaks for the finding first: people and programs read from the top.
    evidence = sorted(finding.evidence, key=lambda item: item.against)
    return {
        "cause": finding.cause,
        "finding": finding.slug,
        "certainty": finding.certainty,
        "score": min(max(finding.score, 0.0), 1.0),
        "title": finding.title,
        "explanation": finding.explanation,
        "who_must_act": finding.who_must_act,
        "evidence": [_evidence(item, exchanges) for item in evidence],
        "fixes": [_fix(fix) for fix in finding.fixes],
    }


def _evidence(item: Evidence, exchanges: tuple[Exchange, ...]) -> Json:
    return {
        "statement": said(item),
        **place_json(item.place, exchanges),
        "experiment": item.experiment or None,
    }


def said(item: Evidence) -> str:
    """Return the statement, marked when it speaks against the finding."""
    if not item.against:
        return item.statement
    return tr("Speaks against it: {statement}", statement=item.statement)


def _fix(fix: Fix) -> Json:
    return {
        "id": fix.id,
        "title": fix.title,
        "changes": [_change(change) for change in fix.changes],
        "sends": fix.sends,
        "risk": fix.risk,
    }


def _change(change: Change) -> Json:
    return {"field": change.field, "from": change.before or None, "to": change.after or None}
