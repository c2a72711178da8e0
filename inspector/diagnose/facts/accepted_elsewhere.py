"""Finds two addresses that one credential may use in turns: each allowed, then refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.reading.statuses import TURNS_AWAY

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case


def alternates(case: Case) -> tuple[Case, Case] | None:
    """Return the same request when it was allowed, and the other one when that was refused.

    An authorizer that answers for one address while its answer is kept for the whole token
    allows whichever comes first.
    """
    if case.status not in TURNS_AWAY or not case.sent.credentials:
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


# ---------------- The same name and password, sent to another path of the host that took them
def same_login_elsewhere(case: Case) -> Case | None:
    """Return the case in which another path of the host accepted this very login, or None."""
    if not case.sent.is_login or not case.sent.fields:
        return None
    others = (*case.after, *reversed(case.before))
    return next((c for c in others if c.succeeded and _is_same(case, c)), None)


def _is_same(case: Case, other: Case) -> bool:
    elsewhere = other.sent.path != case.sent.path and other.sent.method == case.sent.method
    return elsewhere and other.sent.fields == case.sent.fields


# ---------------- Whether somebody was let in with a credential that the record does not show
_LOOK, _PUBLIC = 60, (".js", ".css", ".png", ".svg", ".ico", ".jpg", ".woff2", ".map", ".html")


def worked_unseen(case: Case) -> Case | None:
    """Return the last earlier request to the same place that was answered, None without one.

    The same place: the same path, else, in a copy without cookies, one with the same beginning.
    """
    if case.previous is not None:
        return worked_unseen(case.previous)
    same = [c for c in case.same_request_before if _answered(c)]
    if same:
        return same[-1]
    if not case.may_be_stripped:
        return None
    start = _beginning(case)
    near = (c for c in reversed(case.before[-_LOOK:]) if start and _beginning(c) == start)
    return next((c for c in near if _answered(c) and not _is_public(c)), None)


def _answered(case: Case) -> bool:
    preflight = case.sent.method == "OPTIONS"  # answered to everybody
    return case.succeeded and not preflight and not case.sent.has_any


def _is_public(case: Case) -> bool:
    return case.sent.is_login_address or case.sent.path.endswith(_PUBLIC)


def _beginning(case: Case) -> str:
    return case.sent.path.rstrip("/").rpartition("/")[0].strip("/").partition("/")[0]
