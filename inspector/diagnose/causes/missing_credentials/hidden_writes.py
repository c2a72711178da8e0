"""Everybody may read it, and a write without a credential is told that nothing is there."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.open_for_reading import open_for_reading
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import HINT, RATHER
from inspector.wording import tr


def write_without_credential(case: Case) -> Found:
    """The same address was read just before: what is missing is not the thing."""
    given = case.once(open_for_reading)
    if given is None:
        return
    read = tr("{method} gave it without any credential.", method=given.sent.method)
    bare = tr("{method} came without any credential, too.", method=case.sent.method)
    facts = (fact(read, given.heard_line), fact(bare, case.sent_line))
    yield case.refused_for("no-credentials-sent", RATHER, *facts, absent=True)
    yield case.refused_for("path-unknown", HINT, *facts)


RULES = (write_without_credential,)
