"""The same call with the same key was given until a cookie of nobody came along with it."""

from inspector.diagnose.facts.callers.visitor_cookies import visitor_cookie
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN
from inspector.reading import places
from inspector.reading.meanings import OF_AN_END, OF_FORGERY, OF_THE_ACCOUNT, OF_THE_NETWORK, Names
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_AN_END, *OF_FORGERY, *OF_THE_NETWORK)


def read_in_place_of_the_key(case: Case) -> Found:
    """What tells the refused calls from the accepted one is a cookie: it is read first."""
    found = None if case.said(*_OTHER_REASON) else visitor_cookie(case)
    if found is None or found.cookie.birth is None:
        return
    given, refused = str(found.given.index + 1), str(found.refused.index + 1)
    name, key = found.cookie.name, found.key.use_in(case).credential
    set_by = tr("Entry {entry} set it without a login.", entry=str(found.cookie.birth.entry + 1))
    said = tr(
        "Entry {given} was given without it what entry {refused} was refused.",
        given=given,
        refused=refused,
    )
    yield case.refused_for(
        "cookie-read-first",
        SHOWN if found.again else CLEAR,
        fact(tr("The cookie {name} came along.", name=name), found.cookie.use_in(case).place),
        fact(set_by, found.cookie.birth.place),
        fact(said, places.in_line(found.given.index, "reply")),
        name=name,
        wanted=key.name,
    )


RULES = (read_in_place_of_the_key,)
