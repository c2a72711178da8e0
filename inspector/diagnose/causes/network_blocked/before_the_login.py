"""Who asks is refused before a login was asked for: by an address, a network, a rule in front."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.waiting_logins import refused_unasked
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import HALF
from inspector.wording import tr


def refused_before_the_login(case: Case) -> Found:
    """403 in place of the challenge that the chosen login waits for; no login was looked at."""
    if refused_unasked(case) and case.heard.gives_no_reason:
        told = tr("No login was asked for, which the chosen one waits for.")
        yield case.refused_for("refused-whoever-asks", HALF, fact(told, case.heard_line))


RULES = (refused_before_the_login,)
