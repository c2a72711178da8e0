"""Who asks from where counts: another address was given the same, or rules leave this one out."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.own_addresses import given_to_another_address, unlisted_address
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


def left_out_of_the_rules(case: Case) -> Found:
    """Another reply lists the addresses that may call, and the client's own is not among them."""
    found = case.once(unlisted_address)
    if found is None:
        return
    address = found.here.address
    yield case.refused_for(
        "ip-not-allowed",
        STRONG,
        fact(tr("The request came from {address}.", address=address), found.here.place),
        fact(tr("The rules in entry {entry} leave it out.", entry=found.entry), found.rules),
        ip=address,
    )


RULES = (refused_from_one_address, left_out_of_the_rules)
