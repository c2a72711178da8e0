"""A check against forgery answers who sent no session: nobody looked at what was sent in its place.

The check comes before all else where even reading needs a session.
"""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import nothing_to_forge
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR
from inspector.reading.statuses import CHALLENGES
from inspector.wording import tr


def session_looked_for(case: Case) -> Found:
    """A login or token was sent in a header, and the reply misses the token of a session."""
    sent = case.sent.authorization
    if sent is None or not sent.value or not case.said("csrf") or not nothing_to_forge(case):
        return
    if case.status in CHALLENGES and case.heard.challenge(sent.scheme) is not None:
        return
    yield case.refused_for(
        "credential-not-recognised",
        FAIR,
        *case.quote("csrf"),
        fact(tr("A credential was sent in {name}.", name=sent.name), sent.place),
        fact(tr("The request has no session cookie."), case.sent_line),
        scheme=sent.scheme,
        name=sent.name,
    )


RULES = (session_looked_for,)
