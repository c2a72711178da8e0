"""One server of several behind a name judges otherwise: another key, clock or store of sessions."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import RATHER, SHOWN, STRONG
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, Names, without
from inspector.story.parties import Split, answered_by, split_by_server
from inspector.wording import tr

_OTHER_REASON: Names = without(BESIDE_THE_CREDENTIAL, "clock")
_MANY = 3


def refused_by_one_of_several(case: Case) -> Found:
    """What one server refuses again and again, the others accept in between."""
    split = split_by_server(case.trace.story, case)
    if split is None or case.said(*_OTHER_REASON):
        return
    here, place = answered_by(case)
    other, where = answered_by(split.accepted[0])
    facts = [fact(tr("Each reply that refused it is of {server}.", server=here), place)]
    if split.crosswise is None:
        facts.append(fact(tr("{server} accepted it in between.", server=other), where))
    else:
        said = tr(
            "{server} accepted it, and refused what {other} had accepted.",
            server=other,
            other=here,
        )
        line = places.in_line(split.crosswise.index, "reply")
        facts.append(fact(said, line))
    yield case.refused_for("one-server-refuses", _weight(split), *facts, server=here)


def _weight(split: Split) -> float:
    """Each without what the other took is shown; a single refusal may be a race's."""
    same = any(one.repeats(other) for one in split.accepted for other in split.refused)
    if split.crosswise is not None or (same and len(split.refused) >= _MANY):
        return SHOWN
    return STRONG if len(split.refused) > 1 else RATHER


RULES = (refused_by_one_of_several,)
