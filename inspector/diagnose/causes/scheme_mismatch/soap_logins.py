"""A login in Authorization, where a service of SOAP reads the header of the message."""

from inspector.diagnose.facts.callers.other_schemes import login_beside_an_envelope
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, LIKELY
from inspector.reading.meanings import OF_A_LACK, OF_A_WRONG_ONE
from inspector.wording import tr


def login_beside_a_message(case: Case) -> Found:
    """The fault calls a login wrong or missing, and the message itself holds none."""
    sent = login_beside_an_envelope(case)
    lacks = case.said(*OF_A_LACK)
    if sent is None or not (lacks or case.said(*OF_A_WRONG_ONE)):
        return
    yield case.refused_for(
        "other-scheme-wanted",
        FAIR if lacks else LIKELY,  # a lack may be of a header that an address in front takes off
        fact(tr("{scheme} was sent.", scheme=sent.scheme.capitalize()), sent.place),
        fact(tr("The message of SOAP has no login in its header."), case.sent_body),
        *case.quote(*OF_A_LACK, *OF_A_WRONG_ONE),
        sent=sent.scheme.capitalize(),
        wanted="WS-Security",
    )


RULES = (login_beside_a_message,)
