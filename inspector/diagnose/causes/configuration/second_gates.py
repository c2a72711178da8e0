"""A server in front took the login and handed it on to a program that has logins of its own."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR
from inspector.model.credential import LOGIN_SCHEMES
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr


def login_passed_on(case: Case) -> Found:
    """Nobody meets the page of a web server that asks for a login; with one, the program answers.

    There is one Authorization header (RFC 9110 §11.6.2), and both read it.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES or case.status not in TURNS_AWAY:
        return
    if case.heard.content.page.is_of_web_server:
        return
    if case.heard.schemes and sent.scheme not in case.heard.schemes:
        return  # what stands behind wants something else beside it
    asked = next((one for one in case.neighbours if _asks_in_front(case, one)), None)
    if asked is None:
        return
    realm = min(asked.heard.realms)
    without = tr("Without a credential a server in front asks for a login to {realm}.", realm=realm)
    yield case.refused_for(
        "one-header-for-two-logins",
        CLEAR,
        fact(without, asked.heard_line),
        fact(tr("With it another program answered, so the login had passed."), case.heard_line),
        *case.quote("bad-login", "missing"),
        realm=realm,
    )


def _asks_in_front(case: Case, other: Case) -> bool:
    """Whether a web server asked nobody for a login that is not asked for here."""
    if other.sent.host != case.sent.host or other.sent.has_any or other.status not in TURNS_AWAY:
        return False
    asked, mine = other.heard.realms, case.heard.realms
    return other.heard.content.page.is_of_web_server and bool(asked) and asked.isdisjoint(mine)


RULES = (login_passed_on,)
