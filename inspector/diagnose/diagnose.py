"""Says why an attempt was refused."""

from collections.abc import Iterable

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge, judge_one
from inspector.model.attempt import Attempt
from inspector.model.experiment import Outcome
from inspector.model.finding import Verdict


def diagnose(attempt: Attempt, outcomes: Iterable[Outcome] = ()) -> Verdict:
    """Return the causes of the one failure that most needs explaining; pure, never raises.

    outcomes: of experiments on that failure; they move the weights.
    """
    return judge(Trace(attempt), tuple(outcomes))


def diagnose_one(attempt: Attempt, index: int) -> Verdict:
    """Return the causes of one exchange's failure, seen among the others; pure, never raises."""
    return judge_one(Trace(attempt), index)
