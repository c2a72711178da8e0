"""Says why an attempt was refused."""

from collections.abc import Iterable

from inspector.diagnose.facts.case import Trace
from inspector.model.attempt import Attempt
from inspector.model.experiment import Outcome
from inspector.model.finding import Verdict


def diagnose(attempt: Attempt, outcomes: Iterable[Outcome] = ()) -> Verdict:
    """Return the causes of the one failure that most needs explaining; pure, never raises.

    outcomes: of experiments on that failure; they move the weights.
    """
    from inspector.diagnose.verdict.judge import judge  # noqa: PLC0415 - all rules: at the first refusal

    return judge(Trace(attempt), tuple(outcomes))
