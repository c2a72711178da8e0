"""The step in which a login provider sends the browser back with a code, a ticket or an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.diagnose.case import Case


def is_login_callback(case: Case) -> bool:
    """Whether a request brings a provider's code back: `code` and `state` in query or form."""
    names = {name.lower() for name, value in case.sent.query if value}
    names |= {name.lower() for name in case.sent.fields}
    if "grant_type" in names:
        return False
    return "code" in names and bool(names & {"state", "session_state", "iss"})
