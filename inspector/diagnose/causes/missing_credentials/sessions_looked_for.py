"""A session was looked for, and nobody looked at what was sent in its place, were it nothing.

A check against forgery comes before all else where even reading needs a session; others lead to the
front page.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import nothing_to_forge
from inspector.diagnose.facts.refusing_pages import led_to_front
from inspector.diagnose.facts.successes.guard_headers import guard_named
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HINT, OPEN, RATHER
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import looks_like_session
from inspector.reading.statuses import CHALLENGES
from inspector.wording import tr


def session_looked_for(case: Case) -> Found:
    """A login or token was sent in a header, and the reply misses the token of a session."""
    sent = case.sent.authorization
    if sent is None or not sent.value or not case.said("csrf") or not nothing_to_forge(case):
        return
    if case.status in CHALLENGES and case.heard.challenge(sent.scheme) is not None:
        return
    if guard_named(case) is not None:
        return  # of every call, whoever makes it
    yield case.refused_for(
        "credential-not-recognised",
        HINT if _begins_a_session(case) else FAIR,
        *case.quote("csrf"),
        fact(tr("A credential was sent in {name}.", name=sent.name), sent.place),
        fact(tr("The request has no session cookie."), case.sent_line),
        scheme=sent.scheme,
        name=sent.name,
    )


def _begins_a_session(case: Case) -> bool:
    """Whether a login gets a session with 403: it was taken, and the check comes after it.

    With 401 the session is one of nobody.
    """
    sent = case.sent.authorization
    login = sent is not None and sent.scheme in LOGIN_SCHEMES
    begun = any(map(looks_like_session, case.heard.set_cookies))
    return case.status == HTTPStatus.FORBIDDEN and login and begun


def led_to_the_front_page(case: Case) -> Found:
    """Nothing was sent, and the reply leads to the front page, with a session of nobody."""
    if not led_to_front(case):
        return
    led = fact(tr("The reply leads to the front page."), case.heard.header_place("location"))
    nothing = fact(tr("The request has no Authorization, key or cookie."), case.sent_line)
    yield case.refused_for("no-credentials-sent", RATHER, nothing, led, absent=True)
    yield case.refused_for("path-unknown", OPEN, led)


RULES = (session_looked_for, led_to_the_front_page)
