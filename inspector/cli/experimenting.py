"""Sends for `send --experiments`: the request, then what can be tried on a refusal unasked."""

import msgspec

from inspector.cli.messages import complain
from inspector.cli.sending import Opened, Sent, opened, sent
from inspector.cli.source import Source
from inspector.model.experiment import Plan
from inspector.presentation.terminal.trial_text import plans_text
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.probing.token_sources import aids


def send_and_try(source: Source) -> Sent:
    """Send a request, run the experiments that need no consent, and judge again.

    What will be sent is said on standard error before anything is.
    """
    with opened(source) as bench:
        answer = bench.run(bench.workbench.send(source.request, source.scope))
        return sent(_tried(bench, source, answer), bench)


def _tried(bench: Opened, source: Source, answer: Answer) -> Answer:
    known = aids(source.request, source.others, source.scope, answer.attempt)
    scope = msgspec.structs.replace(source.scope, aids=known)
    plans = bench.workbench.experiments(answer, scope)
    chosen = _affordable(tuple(plan for plan in plans if not plan.refused and not plan.needs))
    if not chosen:
        if answer.verdict.findings:
            complain(_why_none(plans))
        return answer
    for line in plans_text(chosen).splitlines():
        complain(line)
    ids = tuple(plan.id for plan in chosen)
    return bench.run(bench.workbench.experiment(answer, ids, scope))


def _affordable(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
    """Return the most telling ones that fit into one run."""
    from inspector.diagnose.trial.plans import MOST_REQUESTS  # noqa: PLC0415 - after the answer

    chosen: list[Plan] = []
    left = MOST_REQUESTS
    for plan in plans:
        if plan.requests <= left:
            chosen.append(plan)
            left -= plan.requests
    return tuple(chosen)


def _why_none(plans: tuple[Plan, ...]) -> str:
    asking = [plan.id for plan in plans if not plan.refused and plan.needs]
    if asking:
        return tr(
            "No experiment runs without consent here; the window offers: {ids}.",
            ids=", ".join(asking),
        )
    reasons = {plan.refused for plan in plans}
    return reasons.pop() if len(reasons) == 1 else tr("There is nothing to try on this refusal.")
