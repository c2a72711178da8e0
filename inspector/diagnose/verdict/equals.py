"""Of many equal refusals in a row of a long trace, the first and the last are judged.

A client that asks again every second for a night leaves thousands of them, and each costs some
milliseconds. What stands between two equal ones, with no success of the same request beside it,
has the cause of the last.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from inspector.diagnose.facts.case import Case, Trace
from inspector.model.message import values

_FEW = 400  # failures; so many are judged one by one in a second or two

Answer = TypeVar("Answer")


def equals(trace: Trace, failing: Sequence[int]) -> dict[int, int]:
    """Return those that need not be judged, each with the one that speaks for it."""
    if len(failing) <= _FEW:
        return {}
    failed, found = frozenset(failing), dict[int, int]()
    rows: dict[object, dict[object, list[int]]] = {}
    for case in map(trace.case, range(len(trace))):
        asked = (case.sent.method, case.sent.host, case.sent.path)
        if case.index in failed:
            rows.setdefault(asked, {}).setdefault(_refusal(case), []).append(case.index)
        elif case.succeeded:
            _speak(rows.pop(asked, {}), found)
    for row in rows.values():
        _speak(row, found)
    return found


def with_equals(answers: Mapping[int, Answer], spoken_for: Mapping[int, int]) -> dict[int, Answer]:
    """Return what is suspected about all, in the order of the trace."""
    spread = {at: answers[last] for at, last in spoken_for.items() if last in answers}
    return dict(sorted({**answers, **spread}.items()))


def _refusal(case: Case) -> object:
    """Return what makes two refusals of one request equal."""
    reply = case.exchange.reply
    told = () if reply is None else (values(reply.headers, "www-authenticate"), reply.body)
    return case.status, told, case.identities, case.exchange.failure


def _speak(rows: Mapping[object, list[int]], found: dict[int, int]) -> None:
    for row in rows.values():
        found |= dict.fromkeys(row[1:-1], row[-1])
