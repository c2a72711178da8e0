"""A token gets an empty list where another credential of its user gets entries."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.unseen_lists import unseen_list
from inspector.diagnose.weights import LIKELY, STRONG
from inspector.wording import tr


def sees_nothing(case: Case) -> Found:
    """The token is known, and everything that it asks for is filtered away."""
    found = unseen_list(case)
    if found is None:
        return
    entry = str(found.given.index + 1)
    facts = [
        fact(
            tr("Entry {entry} got entries with another credential.", entry=entry),
            found.given.heard_body,
        ),
        fact(tr("Here the list is empty."), case.heard_body),
    ]
    if found.owner:
        told = tr("Both name the user {user}.", user=found.owner)
        facts.append(fact(told, case.sent.credentials[0].place))
    if found.rights is not None:
        entry = str(found.rights.index + 1)
        told = tr("Entry {entry} asked for its rights: there are none.", entry=entry)
        facts.append(fact(told, found.rights.heard_body))
    both = bool(found.owner) and found.rights is not None
    yield case.refused_for(
        "token-sees-nothing", STRONG if both else LIKELY, *facts, user=found.owner
    )


RULES = (sees_nothing,)
