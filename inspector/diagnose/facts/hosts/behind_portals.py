"""A login for people that stands in front of a program with credentials of its own."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import leads_to_login
from inspector.protocol.urls import authority_of


def given_past_a_portal(case: Case) -> Case | None:
    """Return the very same call that was given at another host; None without one.

    Here it is led to a login at a host of its own: what stands in front asks for a session, and the
    program behind took the credential.
    """
    return case.once(_given_past_a_portal)


def _given_past_a_portal(case: Case) -> Case | None:
    sent = case.sent
    if not case.heard.is_redirect or sent.authorization is None or not leads_to_login(case):
        return None
    if authority_of(case.heard.location) in {"", sent.host} or sent.session_cookies:
        return None
    asked = (sent.method, sent.path, sent.query)
    for other in case.neighbours:
        theirs = (other.sent.method, other.sent.path, other.sent.query)
        elsewhere = other.sent.host != sent.host and theirs == asked
        if elsewhere and other.succeeded and other.identities == case.identities:
            return other
    return None
