"""The same credential is let in here and refused there, and a little later the other way round."""

from inspector.diagnose.facts.accepted_elsewhere import alternates
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import STRONG
from inspector.wording import tr


def decision_of_other_address(case: Case) -> Found:
    """Two addresses take turns: each was allowed and refused, with one credential."""
    found = alternates(case)
    if found is None:
        return
    worked, refused = found
    yield case.suspect(
        "decision-of-other-address",
        STRONG,
        fact(
            tr("The same request was accepted: {status}.", status=worked.heard.phrase),
            worked.heard_line,
        ),
        fact(tr("{path} was refused in turn.", path=refused.sent.path), refused.heard_line),
        case.status_evidence,
        other=refused.sent.path,
    )


RULES = (decision_of_other_address,)
