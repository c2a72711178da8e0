"""The region and the service that a signature is made for, where the reply names others."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN, SOUND
from inspector.model.finding import Evidence
from inspector.protocol.signatures import sigv4
from inspector.reading.statuses import REFUSES_SIGNATURE
from inspector.wording import tr


def other_scope(case: Case) -> Found:
    """The reply names the region or service that it expects, and the signature says another."""
    about, reply = sigv4.signed_of(case.sent.message), case.exchange.reply
    if about is None or reply is None or reply.status not in REFUSES_SIGNATURE:
        return
    wanted = sigv4.expected_by(reply.body)
    for slug, own, theirs in (
        ("wrong-region", about.region, wanted.region),
        ("signed-for-other-service", about.service, wanted.service),
    ):
        if theirs and theirs != own:
            expected = fact(tr("The server expects {name}.", name=theirs), case.heard_body)
            yield case.refused_for(slug, SHOWN, expected, _made_for(case, own), other=own)


def told_region(case: Case) -> Found:
    """The reply says of a signed request that its region is wrong, and names none."""
    about, trust = sigv4.signed_of(case.sent.message), case.said("wrong-region")
    if about is None or not trust or case.status not in REFUSES_SIGNATURE:
        return
    reply = case.exchange.reply
    if reply is not None and not sigv4.expected_by(reply.body).region:
        told = (*case.quote("wrong-region"), _made_for(case, about.region))
        yield case.refused_for("wrong-region", SOUND * trust, *told, other=about.region)


def _made_for(case: Case, name: str) -> Evidence:
    sent = case.sent.authorization
    place = sent.place if sent is not None else case.sent_line
    return fact(tr("The signature is made for {name}.", name=name), place)


RULES = (other_scope, told_region)
