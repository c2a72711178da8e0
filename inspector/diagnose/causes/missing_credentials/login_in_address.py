"""`user:password@` stands in the address, and the client made no header of it."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN, STRONG
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.ways.handshakes import leaves_login_in_address
from inspector.wording import tr


def login_left_in_address(case: Case) -> Found:
    """A login is asked for, and the one in the address was not sent: it never reaches a server."""
    if case.status not in TURNS_AWAY or case.may_be_stripped or case.sent.is_login:
        return
    if not leaves_login_in_address(case.trace.story, case):
        return
    with_it = (one for one in (*case.after, *case.before) if one.succeeded and case.repeats(one))
    taken = next((one for one in with_it if one.sent.authorization is not None), None)
    asked = not {"basic", "digest"}.isdisjoint(case.heard.schemes)
    told = []
    if taken is not None:
        entry = taken.number
        told = [fact(tr("Entry {entry} sent a login, and got it.", entry=entry), taken.heard_line)]
    yield case.refused_for(
        "login-left-in-address",
        SHOWN if asked else STRONG,
        fact(tr("The address holds a name and a password."), case.sent_line),
        fact(tr("No Authorization was sent: addresses stay with the client."), case.sent_line),
        *told,
        absent=True,
    )


RULES = (login_left_in_address,)
