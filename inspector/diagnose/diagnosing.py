"""Says why an attempt was refused."""

from collections.abc import Iterable

from inspector.diagnose.facts.case import Trace
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.experiment import Outcome
from inspector.model.finding import Verdict
from inspector.reading.statuses import ERRORS, REFUSES_LOGIN


def diagnose(
    attempt: Attempt, outcomes: Iterable[Outcome] = (), earlier: tuple[Exchange, ...] = ()
) -> Verdict:
    """Return the causes of the one failure that most needs explaining; pure, never raises.

    outcomes: of experiments on that failure; they move the weights. earlier: what was sent before,
    beside which the attempt is read. It may show an error to be none of access; what refuses the
    caller by its status, or says so in a success, is explained all the same.
    """
    from inspector.diagnose.verdict.earlier_exchanges import beside, with_own_places  # noqa: PLC0415 - at the first refusal
    from inspector.diagnose.verdict.judge import judge  # noqa: PLC0415 - all rules: at the first refusal

    known = tuple(outcomes)
    if not earlier:
        return judge(Trace(attempt), known)
    found = with_own_places(judge(beside(attempt, earlier), known), len(earlier))
    if found.is_told:
        return found
    alone = judge(Trace(attempt), known)
    return found if _may_be_excused(attempt, alone) else alone


def _may_be_excused(attempt: Attempt, verdict: Verdict) -> bool:
    """Whether what a verdict explains is an error that does not refuse the caller by its status."""
    explained = None if verdict.entry is None else attempt.exchanges[verdict.entry]
    reply = explained.reply if explained is not None else None
    return reply is not None and reply.status in ERRORS and reply.status not in REFUSES_LOGIN
