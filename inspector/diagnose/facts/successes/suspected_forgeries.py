"""A page in place of what was asked for, named after a forgery that was found or suspected."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re


def suspects_forgery(case: Case) -> bool:
    """Whether a session got a page whose title says so; of pages about forgery there are many."""
    told = case.says("csrf") if case.sent.session_cookies else None
    if told is None or told.statement.kind != "title":
        return False
    return _FOUND.search(told.statement.plain[:_LONGEST]) is not None


_LONGEST = 120
# finds `possible cross site request forgery`, `csrf check failed`, `missing csrf token`
# but not `cross site request forgery an encyclopedia`, `how to prevent csrf`
_FOUND = lazy_re(
    r"^(?:possible|suspected)\b|\b(?:detected|failed|failure|missing|invalid|mismatch|blocked|"
    r"rejected|denied|expired)\b"
)
