"""It was read just before, and a write is told that nothing is there: it may be hidden."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.read_before_writing import read_just_before
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HALF, HINT, RATHER
from inspector.wording import tr


def hidden_from_a_write(case: Case) -> Found:
    """The same address was read just before: what is missing is not the thing."""
    given = case.once(read_just_before)
    if given is None:
        return
    open_to_all = not (given.sent.has_any or given.sent.cookies)
    read = tr("{method} gave it without any credential.", method=given.sent.method)
    if not open_to_all:
        read = tr("{method} gave it to a known caller.", method=given.sent.method)
    facts = [fact(read, given.heard_line)]
    if case.sent.has_any:
        yield case.refused_for("not-found-hides-forbidden", HALF, *facts)
    else:
        bare = tr("{method} came without any credential.", method=case.sent.method)
        facts.append(fact(bare, case.sent_line))
        weight = RATHER if open_to_all else FAIR
        yield case.refused_for("no-credentials-sent", weight, *facts, absent=True)
    yield case.refused_for("path-unknown", HINT, *facts)


RULES = (hidden_from_a_write,)
