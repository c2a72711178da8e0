"""Another reply of the host lists the refused key or account itself, and in which state it is."""

from inspector.diagnose.facts.callers.listed_states import listed_state
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr


def listed_as_shut(case: Case) -> Found:
    """A list of keys, users or sessions shows what was sent as suspended, revoked or inactive."""
    if not (case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error):
        return
    listed = listed_state(case)
    if listed is None:
        return
    sent = case.sent.main
    said = tr(
        "Entry {entry} lists it: {member} is {value}.",
        entry=listed.listed.number,
        member=listed.member,
        value=listed.value,
    )
    yield case.refused_for(
        listed.finding,
        STRONG,
        fact(said, listed.place),
        name=sent.name if sent is not None else "",
        user=case.sent.login_user or (sent.user if sent is not None else ""),
    )


RULES = (listed_as_shut,)
