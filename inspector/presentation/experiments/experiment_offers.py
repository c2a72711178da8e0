"""What the verdict offers to try: as its first button, and at the end of the other causes."""

import msgspec

from inspector.export.verdict_report import is_told, rivals
from inspector.model.experiment import Plan
from inspector.model.finding import Verdict
from inspector.presentation.experiments.tried import Tried
from inspector.wording import tr, tr_n

MOST = 8  # requests that one run of experiments may send


class Offer(msgspec.Struct, frozen=True):
    """A button: its words, what it sends, and the ids to run; no ids = all safe ones."""

    text: str
    note: str
    ids: tuple[str, ...] = ()


def first_offer(verdict: Verdict, tried: Tried) -> Offer | None:
    """Return the experiments as the card's first button, where no cause can be told.

    Where two causes fit it is the one experiment that would tell them apart.
    """
    if tried.waiting or not verdict.findings or is_told(verdict):
        return None
    wanted = verdict.next_experiment.id if verdict.next_experiment else ""
    plan = next((each for each in tried.open if each.id == wanted), None)
    if plan is not None and (len(rivals(verdict)) == 1 or not tried.safe):
        text = tr("Run experiment: {name}", name=plan.varies)
        return Offer(text, plan.sends or plan.question, (plan.id,))
    if not tried.safe:
        return None
    return Offer(tr("Run experiments"), _sends(tried.safe))


def more_offer(tried: Tried) -> Offer | None:
    """Return what else can be tried, None where nothing can or something runs."""
    if tried.waiting:
        return None
    safe, left = len(tried.safe), len(tried.open)
    if not left:
        return None
    if not safe:
        text = tr_n("{count} experiment asks first", "{count} experiments ask first", left)
        return Offer(text, tr("Shows what it would send; nothing is sent yet."))
    if tried.done:
        text = tr_n("Run {count} more experiment", "Run {count} more experiments", safe)
    else:
        text = tr_n("Run {count} experiment", "Run {count} experiments", safe)
    return Offer(text, _sends(tried.safe))


def _sends(plans: tuple[Plan, ...]) -> str:
    count = min(sum(plan.requests for plan in plans), MOST)
    if not count:
        return tr("Nothing is sent: it looks at what was sent before.")
    return tr_n(
        "Sends {count} request at most; it changes nothing on the server.",
        "Sends {count} requests at most; they change nothing on the server.",
        count,
    )
