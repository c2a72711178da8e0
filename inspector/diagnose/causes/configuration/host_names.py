"""A server that takes calls by its number and not by its name: it has a list of names."""

from inspector.diagnose.facts.callers.host_names import taken_by_number
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR
from inspector.reading import places
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, Names
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_AN_END, "scope", "csrf")


def name_not_listed(case: Case) -> Found:
    """The very same call was given at the server's number: the name that was used is refused."""
    other = None if case.said(*_OTHER_REASON) else taken_by_number(case)
    if other is None:
        return
    number, name = other.sent.host, case.sent.host
    said = tr("It was given the same at {host}.", host=number)
    yield case.refused_for(
        "host-name-not-listed",
        CLEAR,
        fact(said, places.in_line(other.index, "reply")),
        fact(tr("Here it was asked as {host}.", host=name), case.sent_line),
        *case.quote("wrong-host"),
        other=number,
    )


RULES = (name_not_listed,)
