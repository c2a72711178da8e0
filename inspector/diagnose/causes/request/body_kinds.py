"""The server does not read bodies of the kind that was sent."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.things.unread_bodies import unread_body
from inspector.diagnose.weights import CLEAR, SHOWN, STATED
from inspector.wording import tr


def kind_not_read(case: Case) -> Found:
    """The status says so, and another kind was taken, is named, or is the usual one."""
    found = unread_body(case)
    if found is None:
        return
    facts = [fact(tr("Content-Type is {kind}.", kind=found.sent), case.sent_line)]
    if found.taken is not None:
        told = tr(
            "Entry {entry} sent {kind} there, and it was taken.",
            entry=found.taken.number,
            kind=found.wanted,
        )
        facts.append(fact(told, found.taken.sent_line))
    if found.words is not None:
        facts.append(quoted(found.words))
    weight = STATED if found.taken is not None else SHOWN if found.words is not None else CLEAR
    yield case.refused_for(
        "body-kind-not-read", weight, *facts, kind=found.sent, wanted=found.wanted
    )


RULES = (kind_not_read,)
