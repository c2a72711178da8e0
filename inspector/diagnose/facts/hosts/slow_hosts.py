"""A host that refuses after a long wait what another one took in a moment: its check hung."""

from typing import NamedTuple

from inspector.diagnose.facts.accepted_elsewhere import taken_at_other_hosts
from inspector.diagnose.facts.case import Case
from inspector.story.entry import Entry

_SLOW, _A_MOMENT = 5000, 2000  # milliseconds


class SlowHost(NamedTuple):
    """wait: milliseconds until the refusal. quick: who asked another host for the same."""

    wait: float
    quick: Case


def slow_beside_another(case: Case) -> SlowHost | None:
    """Return how long a refusal took, and who was given the same elsewhere in a moment."""
    return case.once(_slow_beside_another)


def _slow_beside_another(case: Case) -> SlowHost | None:
    wait = _waited(case) or 0.0
    if wait < _SLOW or case.sent.is_login or case.sent.is_token_request:
        return None
    same = (one for one in taken_at_other_hosts(case) if _asks_alike(one, case))
    quick = next((one for one in same if (_waited(one) or _SLOW) < _A_MOMENT), None)
    return SlowHost(wait, quick) if quick is not None else None


def _asks_alike(one: Case, case: Case) -> bool:
    return (one.sent.method, one.sent.path) == (case.sent.method, case.sent.path)


def _waited(entry: Entry) -> float | None:
    return entry.exchange.timing.wait or entry.exchange.timing.total
