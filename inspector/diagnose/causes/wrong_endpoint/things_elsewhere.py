"""What is not there lies at another host of the same service."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.things_there import thing_at_sister
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.weights import STRONG
from inspector.wording import tr


def thing_of_sister_host(case: Case) -> Found:
    """A sister host gave the same caller something of the thing that is called missing here."""
    found = case.once(thing_at_sister)
    if found is None:
        return
    other = found.given.sent.host
    said = tr("{host} gave the same caller something of {name}.", host=other, name=found.name)
    yield case.refused_for(
        "thing-at-another-host",
        STRONG,
        fact(said, found.given.heard_line),
        *went_to(case.sent.host, case.sent_line),
        name=found.name,
        other=other,
    )


RULES = (thing_of_sister_host,)
