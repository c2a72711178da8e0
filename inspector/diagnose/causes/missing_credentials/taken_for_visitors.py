"""A token against forgery is missed of who shows a key, and no cookie: the key was not seen."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.visitors_with_keys import key_of_a_visitor
from inspector.diagnose.weights import FAIR, STRONG
from inspector.wording import tr


def taken_for_a_visitor(case: Case) -> Found:
    """The key in query or body made nobody known; in a header, the same one did, as it may be."""
    found = key_of_a_visitor(case)
    if found is None:
        return
    key, known, header = found
    there = []
    if known is not None and header is not None:
        entry = known.number
        told = tr("Entry {entry} sent the same in {name}.", entry=entry, name=header.name)
        there = [fact(told, header.place)]
    yield case.refused_for(
        "key-in-wrong-place",
        STRONG if there else FAIR,
        *there,
        *case.quote("csrf"),
        fact(tr("The request has no cookie, so no session that could be misused."), case.sent_line),
        fact(tr("A credential was sent in {name}.", name=key.name), key.place),
        name=key.name,
        wanted=header.name if header is not None else "Authorization",
    )


RULES = (taken_for_a_visitor,)
