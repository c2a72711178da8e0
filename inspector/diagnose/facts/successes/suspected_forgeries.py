"""A page in place of what was asked for, named after a forgery that was found or suspected."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re


def suspects_forgery(case: Case) -> bool:
    """Whether a session got a page whose title says so; of pages about forgery there are many."""
    held = bool(case.sent.session_cookies) and case.said("csrf") > 0
    title = case.heard.content.page.title[:_LONGEST] if held else ""
    return _FORGERY.search(title) is not None


_LONGEST = 120
# finds `Possible cross-site request forgery`, `CSRF check failed`, `Missing CSRF token`
# but not `Cross-site request forgery - An encyclopedia`, `How to prevent CSRF`
_FORGERY = lazy_re(
    r"(?i)^\W*(?:possible|suspected) (?:cross-?site )?(?:request forgery|csrf|xsrf)\b|"
    r"\b(?:csrf|xsrf|request forgery)\b.{0,20}\b(?:detected|fail(?:ed|ure)|missing|invalid|"
    r"mismatch|blocked|rejected|denied)\b|\b(?:invalid|missing|bad|expired) (?:csrf|xsrf)\b"
)
