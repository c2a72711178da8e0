"""A session that was good moments ago is nobody's at another call: this one reads no sessions.

Servers with pages for people and calls for programs often read the cookie at some, and a token or
a login at others.
"""

from inspector.diagnose.facts.callers.ended_sessions import (
    asks_for_no_cookie,
    counts_for_nobody,
    good_moments_ago,
    only_guessed,
    renewed_elsewhere,
    taken_with_it,
)
from inspector.diagnose.facts.callers.strangers import says_more_than_a_lack
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, HALF, OPEN, SOUND
from inspector.wording import tr


def session_counts_for_nobody(case: Case) -> Found:
    """The cookie was taken by another call just before or since; that one may be open to all."""
    if case.sent.credentials or not counts_for_nobody(case):
        return
    near = (*case.after, *reversed(case.before))
    other = next((one for one in near if _is_taken(case, one)), None)
    challenged = asks_for_no_cookie(case)
    renewed = renewed_elsewhere(case) if challenged else None
    other = renewed if other is None else other
    if other is None:
        return
    cookie = case.sent.session_cookies[0]
    since = HALF if other.index > case.index else OPEN
    yield case.refused_for(
        "session-not-read",
        CLEAR if renewed is not None else SOUND if challenged else since,
        *taken_with_it(case, other),
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


def challenge_beside_a_session(case: Case) -> Found:
    """A cookie was sent, and the reply asks for a scheme that no cookie is an answer to."""
    if case.sent.credentials or not case.sent.session_cookies or not asks_for_no_cookie(case):
        return
    if says_more_than_a_lack(case) or only_guessed(case):
        return
    cookie = case.sent.session_cookies[0]
    yield case.refused_for(
        "session-not-read",
        HALF if case.heard.gives_no_reason or case.said("permission") else OPEN,
        fact(tr("The cookie {name} was sent.", name=cookie.name), cookie.place),
        fact(
            tr("The server asks for {scheme}.", scheme=" / ".join(case.heard.scheme_names)),
            case.heard.header_place("www-authenticate"),
        ),
        name=cookie.name,
    )


RULES = (session_counts_for_nobody, challenge_beside_a_session)
