"""Logins by a call whose success holds a plain no, or nothing: nobody was let in."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.error_bodies import says_error


def answered_no(case: Case) -> bool:
    """Whether the result of a login, as a call of JSON-RPC has it, is false, or holds nothing.

    A login hands out a session, in the result or as a cookie; many other calls return nothing.
    """
    members = case.heard.content.object
    if not case.sent.is_login or "result" not in members:
        return False
    if members.get("error") and says_error(case.heard):  # not: an error with the number 0
        return False
    result = members["result"]
    if result is False:
        return True
    nothing = result is None or result == {}
    return nothing and not case.heard.set_cookies and _LOGS_IN.search(_method(case)) is not None


def _method(case: Case) -> str:
    method = case.sent.content.object.get("method")
    return method if isinstance(method, str) else case.sent.operation


# finds `Authenticate`, `login`, `session.login`, `auth.logIn`
# but not `set_password`, `logout`, `authenticated_users`
_LOGS_IN = lazy_re(r"(?i)(?:^|[._/ -])(?:log[_-]?in|sign[_-]?in|log[_-]?on|auth(?:enticate)?)$")
