"""Says why an attempt was refused."""

from inspector.diagnose.trace import Trace
from inspector.diagnose.verdict import judge
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict


def diagnose(attempt: Attempt) -> Verdict:
    """Return the causes of the one failure that most needs explaining; pure, never raises."""
    return judge(Trace(attempt))
