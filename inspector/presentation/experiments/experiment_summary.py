"""Sums up what was tried and how a run ended, in a sentence. Pure: no Qt."""

from inspector.export.verdict_report import headline
from inspector.model.experiment import Outcome
from inspector.model.finding import Verdict
from inspector.presentation.experiments.tried import Tried
from inspector.wording import tr, tr_n


def summary(tried: Tried) -> str:
    """Return the line above the list: what runs, was sent or can be sent."""
    if tried.waiting:
        total = tried.plan(tried.waiting[0])
        name = total.varies if total else ""
        return tr("Sending: {name}", name=name)
    ended = len(tried.done)
    if not ended:
        safe = len(tried.safe)
        if not safe:
            return tr("Nothing can be tried here without asking.")
        return tr_n(
            "{count} experiment can be run without a risk to your account or data.",
            "{count} experiments can be run without a risk to your account or data.",
            safe,
        )
    sent = tr_n("{count} experiment run", "{count} experiments run", ended)
    cost = tr_n("{count} request sent", "{count} requests sent", tried.requests)
    stopped = tried.stopped
    if not tried.requests:
        return " ".join(filter(None, (sent + ".", stopped)))
    return " ".join(filter(None, (tr("{run}, {sent}.", run=sent, sent=cost), stopped)))


def run_words(tried: Tried) -> str:
    """Return what stands on the button that runs all safe ones; empty where there are none."""
    safe = len(tried.safe)
    if not safe:
        return ""
    return tr_n("Run the safe one", "Run all safe ones ({count})", safe)


def outcome_said(outcome: Outcome) -> str:
    """Return what a screen reader says when a result comes in."""
    status = str(outcome.status) if outcome.status else tr("no reply")
    return tr(
        "{name}: {status}. {meaning}",
        name=outcome.plan.varies,
        status=status,
        meaning=outcome.meaning,
    )


def ended_said(tried: Tried, verdict: Verdict) -> str:
    """Return what is told at the end of a run: how many, and what the verdict is now."""
    count = tr_n("{count} experiment run.", "{count} experiments run.", len(tried.done))
    now = ""
    if verdict.findings:
        now = tr("The verdict now: {title}.", title=headline(verdict).rstrip("."))
    return " ".join(filter(None, (count, tried.stopped, now)))
