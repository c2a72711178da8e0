"""A session that was let in is led away from the same place, to no login."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import sent_away
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR
from inspector.wording import tr


def session_sent_away(case: Case) -> Found:
    """The same call was given to the same session before; its cookie may be taken back as well."""
    given = sent_away(case)
    if given is None:
        return
    held = case.sent.session_cookies[0]
    names = {one.name for one in case.sent.session_cookies}
    taken = [cookie.name for _, cookie in case.cookies_set if cookie.name in names]
    facts = [fact(tr("The same session was given this before."), given.heard_line)]
    if taken:
        told = tr("The reply takes the cookie {name} back, or sets another.", name=taken[0])
        facts.append(fact(told, case.heard.header_place("set-cookie")))
    led = fact(tr("The reply leads away from it."), case.heard.header_place("location"))
    weight = CLEAR if taken else FAIR
    yield case.refused_for("session-ended", weight, *facts, led, name=held.name)


RULES = (session_sent_away,)
