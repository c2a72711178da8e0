"""Chooses the exchanges that a report shows where a trace is too long to show all."""

from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict

MOST = 20


def relevant(attempt: Attempt, verdict: Verdict) -> frozenset[int]:
    """Return the indices to show: all of a short trace.

    Of a long one those that the best finding speaks of, with what led to them.
    """
    count = len(attempt.exchanges)
    if count <= MOST:
        return frozenset(range(count))
    wanted = {count - 1 if verdict.entry is None else verdict.entry}
    if verdict.findings:
        best = max(verdict.findings, key=lambda finding: finding.score)
        wanted |= {item.place.entry for item in best.evidence if item.place is not None}
    found: set[int] = set()
    for index in sorted(index for index in wanted if index < count)[:MOST]:
        at: int | None = index
        while at is not None and at not in found:
            found.add(at)
            at = attempt.exchanges[at].answers
    return frozenset(found)
