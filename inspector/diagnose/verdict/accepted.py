"""Tells at once whether there is anything to explain; most of what is sent is accepted.

The rules, the fixes and the experiments are not even loaded for it.
"""

from collections.abc import Iterable

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.diagnose.gate.ordinary_errors import is_failure
from inspector.model.finding import EntrySummary, Verdict


def accepted(trace: Trace) -> Verdict | None:
    """Return the verdict over one exchange that was answered and not refused, else None."""
    if len(trace) != 1 or trace.exchanges[0].reply is None or failing(trace, (0,)):
        return None
    return Verdict(entries=(summary(trace, 0),))


def failing(trace: Trace, indices: Iterable[int]) -> list[int]:
    """Return the exchanges that are failures of access."""
    cases = map(trace.case, indices)
    read = (case for case in cases if case.is_suspicious or stands_alone(case))
    return [case.index for case in read if is_failure(case)]


def summary(trace: Trace, index: int) -> EntrySummary:
    """Return the line of an exchange in the list of all, without a finding."""
    exchange = trace.exchanges[index]
    return EntrySummary(
        index=index,
        method=exchange.request.method,
        url=exchange.request.url,
        status=exchange.reply.status if exchange.reply is not None else None,
    )
