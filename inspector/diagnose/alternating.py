"""Finds two addresses that one credential may use in turns: each allowed, then refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.diagnose.case import Case

_REFUSED = frozenset({401, 403})


def alternates(case: Case) -> tuple[Case, Case] | None:
    """Return the same request when it was allowed, and the other one when that was refused.

    An authorizer that answers for one address while its answer is kept for the whole token
    allows whichever comes first.
    """
    if case.status not in _REFUSED or not case.sent.credentials:
        return None
    same = [c for c in (*case.before, *case.after) if case.shares_credential(c)]
    worked = next((c for c in same if case.repeats(c) and c.succeeded), None)
    for other in same if worked is not None else ():
        if case.repeats(other) or not other.succeeded:
            continue
        refused = next((c for c in same if other.repeats(c) and c.status == case.status), None)
        if refused is not None and worked is not None and _in_turns(case, worked, other, refused):
            return worked, refused
    return None


def _in_turns(case: Case, worked: Case, other: Case, refused: Case) -> bool:
    return (worked.index < case.index) != (other.index < refused.index)
