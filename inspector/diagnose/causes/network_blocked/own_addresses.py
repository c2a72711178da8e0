"""The very same was given once the client came from another address: who asks from where counts."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.own_addresses import given_to_another_address
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.wording import tr


def refused_from_one_address(case: Case) -> Found:
    """Nothing of the request differs; between the two, the client's public address changed."""
    found = given_to_another_address(case)
    if found is None:
        return
    entry, here, there = found.given.number, found.here.address, found.there.address
    yield case.refused_for(
        "ip-not-allowed",
        STRONG,
        fact(tr("The request came from {address}.", address=here), found.here.place),
        fact(tr("Entry {entry} got the very same.", entry=entry), found.given.heard_line),
        fact(tr("That one came from {address}.", address=there), found.there.place),
        ip=here,
    )


RULES = (refused_from_one_address,)
