"""The same name and password, sent to another path of the host that took them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.diagnose.case import Case


def same_login_elsewhere(case: Case) -> Case | None:
    """Return the case in which another path of the host accepted this very login, or None."""
    if not case.sent.is_login or not case.sent.fields:
        return None
    others = (*case.after, *reversed(case.before))
    return next((c for c in others if c.succeeded and _is_same(case, c)), None)


def _is_same(case: Case, other: Case) -> bool:
    elsewhere = other.sent.path != case.sent.path and other.sent.method == case.sent.method
    return elsewhere and other.sent.fields == case.sent.fields
