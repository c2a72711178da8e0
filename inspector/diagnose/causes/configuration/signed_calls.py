"""A proxy that changes what a call's signature covers: host, port or path."""

from inspector.diagnose.facts.accepted_elsewhere import taken_at_other_hosts
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR
from inspector.protocol.schemes.computed_schemes import is_computed
from inspector.reading import places
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr


def signed_call_changed(case: Case) -> Found:
    """The signature is called wrong here, and the same key's was taken at another host."""
    sent = case.sent.authorization
    if sent is None or case.status not in TURNS_AWAY or not case.said("signature"):
        return
    other = next(taken_at_other_hosts(case), None)
    if other is None or not is_computed(sent.scheme):
        return
    told = tr("{host} took a signature of the same key.", host=other.sent.host)
    yield case.refused_for(
        "signed-call-changed",
        CLEAR,
        *case.quote("signature"),
        fact(told, places.in_line(other.index, "reply")),
        fact(tr("Here it was asked as {host}.", host=case.sent.host), case.sent_line),
        host=case.sent.host,
        other=other.sent.host,
    )


RULES = (signed_call_changed,)
