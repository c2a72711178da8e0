"""A token works at one host of a provider and is refused at another that knows such tokens."""

from inspector.diagnose.facts.accepted_elsewhere import taken_at_other_hosts
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.products.fingerprints import of_one_service
from inspector.diagnose.weights import HALF
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_RIGHT,
    OF_A_WRONG_ONE,
    OF_AN_END,
    Names,
    without,
)
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr


def made_for_another_part(case: Case) -> Found:
    """The provider took the token elsewhere: it may lack what this host asks for."""
    if case.status not in TURNS_AWAY or not case.sent.credentials or case.said(*_OTHER_REASON):
        return
    here = case.sent.bare_host
    for other in taken_at_other_hosts(case):
        there = other.sent.bare_host
        if (
            there == here
            or other.sent.is_token_request
            or not of_one_service(here, there, case.trace.left_out)
        ):
            continue
        yield case.refused_for(
            "works-elsewhere",
            HALF,
            fact(
                tr("{host}, of the same provider, accepted this credential.", host=there),
                other.heard_line,
            ),
            fact(tr("{host} refused it.", host=here), case.sent.credentials[0].place),
            other=there,
        )
        return


_OTHER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, *OF_A_RIGHT), *OF_AN_END, *OF_A_WRONG_ONE, "malformed",
)  # fmt: skip
RULES = (made_for_another_part,)
