"""A session that was good moments ago is nobody's at another call: this one reads no sessions.

Servers with pages for people and calls for programs often read the cookie at some, and a token or
a login at others.
"""

from inspector.diagnose.facts.callers.ended_sessions import counts_for_nobody, good_moments_ago
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import HALF, OPEN
from inspector.wording import tr


def session_counts_for_nobody(case: Case) -> Found:
    """The cookie was taken by another call just before or since; that one may be open to all."""
    if case.sent.credentials or not counts_for_nobody(case):
        return
    near = (*case.after, *reversed(case.before))
    other = next((one for one in near if _is_taken(case, one)), None)
    if other is None:
        return
    cookie = case.sent.session_cookies[0]
    yield case.refused_for(
        "session-not-read",
        HALF if other.index > case.index else OPEN,
        fact(tr("{path} took the same session.", path=other.sent.path), other.heard_line),
        fact(tr("The cookie {name} was sent unchanged.", name=cookie.name), cookie.place),
        *case.quote("not-authenticated", "missing"),
        name=cookie.name,
        other=other.sent.path,
    )


def _is_taken(case: Case, other: Case) -> bool:
    """Whether data, and no page, was given for the same session at another path, around then."""
    if not other.succeeded or other.sent.is_login_address or other.sent.path == case.sent.path:
        return False
    given = other.heard.content.json is not None and case.shares_credential(other)
    return given and (other.index > case.index or good_moments_ago(case, other))


RULES = (session_counts_for_nobody,)
