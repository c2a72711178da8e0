"""A CSRF token came back without the cookie that was set with it: the two are compared."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import cookies_kept
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import HALF, SHOWN, SOUND
from inspector.reading import places
from inspector.reading.names import is_csrf_name
from inspector.reading.statuses import REFUSES_FORGERY
from inspector.wording import tr


def cookie_of_the_token(case: Case) -> Found:
    """The token was sent in body or header, and its cookie, set by the same reply, was not."""
    if case.sent.is_safe or not case.sent.csrf_tokens or case.sent.csrf_cookies:
        return
    if case.status not in REFUSES_FORGERY and not (case.heard.is_redirect and case.said("csrf")):
        return
    token = case.sent.csrf_tokens[0]
    kept = next((c for c in cookies_kept(case) if is_csrf_name(c.name) and c.would_be_sent), None)
    if kept is None:
        return
    told = case.said("csrf")
    yield case.suspect(
        "csrf-cookie-not-sent",
        SHOWN if told else _weight(case),
        *case.quote("csrf"),
        fact(tr("The cookie {name} was set with the token.", name=kept.name), kept.place),
        fact(tr("The token is sent in {name}.", name=token.name), token.place),
        fact(tr("The cookie is not."), places.in_line(case.index, "request")),
        case.status_evidence,
        absent=True,
        name=kept.name,
    )


def _weight(case: Case) -> float:
    """Weigh what nobody said: a refused login may as well be a wrong password."""
    return HALF if case.sent.is_login and case.said("bad-login") else SOUND


RULES = (cookie_of_the_token,)
