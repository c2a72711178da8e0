"""A cookie that is no session: it holds the login itself, or was given to a login that failed."""

from inspector.diagnose.facts.callers.ended_sessions import (
    begun_just_before,
    given_before,
    held_login,
    taken_elsewhere_moments_ago,
    taken_with_it,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HALF, HINT, OPEN, RATHER, SOUND
from inspector.reading.meanings import OF_A_LACK, WITHOUT_A_REASON
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OF_NOBODY = frozenset((*OF_A_LACK, *WITHOUT_A_REASON, "bad-login"))


def login_in_a_cookie(case: Case) -> Found:
    """The cookie holds name and password: what ends with a session does not end here."""
    held = held_login(case) if _is_turned_away(case) else None
    if held is None:
        return
    holds = fact(
        tr("The cookie {name} holds a user name and password.", name=held.name), held.place
    )
    worked = given_before(case)
    if worked is not None:
        same = fact(tr("The same call with the same cookie worked before."), worked.heard_line)
        yield case.refused_for("worked-before", SOUND, same, holds)
    elsewhere = taken_elsewhere_moments_ago(case) is not None
    weight = OPEN if worked is not None else HINT if elsewhere else RATHER
    yield case.refused_for("cookie-login-refused", weight, holds, name=held.name)


def given_to_a_login(case: Case) -> Found:
    """The cookie came of a login moments before, and nobody was let in with it: it may have failed.

    Many servers answer a wrong password with a redirect and a cookie as well.
    """
    login = begun_just_before(case) if _is_turned_away(case) else None
    if login is None or _is_let_in_later(case, login):
        return
    cookie = case.sent.session_cookies[0]
    given = fact(tr("The reply to a login gave the cookie just before."), login.heard_line)
    sent = fact(tr("The cookie {name} was sent unchanged.", name=cookie.name), cookie.place)
    yield case.refused_for("cookie-login-refused", FAIR, given, sent, name=cookie.name)
    yield case.refused_for("forbidden", OPEN, given, sent)


def _is_let_in_later(case: Case, login: Case) -> bool:
    """Whether the same user name and password led to a session that was taken: they are right."""
    again = (c for c in case.after if c.sent.is_login and c.sent.fields == login.sent.fields)
    first = next(again, None)
    if first is None or not login.sent.fields:
        return False
    return any(c.succeeded and c.sent.session_cookies for c in case.after if c.index > first.index)


def taken_elsewhere(case: Case) -> Found:
    """The same session was taken at another address moments before, and here leads to a login.

    No session ends by itself meanwhile; but what answered may be open to all.
    """
    if not wants_login(case) or not _is_turned_away(case):
        return
    other = taken_elsewhere_moments_ago(case)
    if other is None:
        return
    yield case.refused_for(
        "works-elsewhere",
        RATHER if held_login(case) is not None else HALF,
        *taken_with_it(case, other),
        other=f"{other.sent.method} {other.sent.path}",
    )


def _is_turned_away(case: Case) -> bool:
    refused = case.status in TURNS_AWAY or wants_login(case)
    cookie_only = case.sent.session_cookies and not (case.sent.credentials or case.sent.is_login)
    return bool(refused and cookie_only) and not case.meanings.keys() - _OF_NOBODY


RULES = (login_in_a_cookie, given_to_a_login, taken_elsewhere)
