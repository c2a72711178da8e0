"""Whether somebody was let in with a credential that the record does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.diagnose.case import Case

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
