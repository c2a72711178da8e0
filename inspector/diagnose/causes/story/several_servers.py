"""One server of several behind a name judges otherwise: another key, clock or store of sessions."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN, STRONG
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, Names, without
from inspector.story.parties import answered_by, split_by_server
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
    same = any(one.repeats(other) for one in split.accepted for other in split.refused)
    yield case.refused_for(
        "one-server-refuses",
        SHOWN if same and len(split.refused) >= _MANY else STRONG,
        fact(tr("Each reply that refused it is of {server}.", server=here), place),
        fact(tr("{server} accepted it in between.", server=other), where),
        server=here,
    )


RULES = (refused_by_one_of_several,)
