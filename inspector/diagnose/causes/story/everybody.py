"""Everybody whom a host knew is refused since a moment: it is not about one of them."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN, STRONG
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, Names, without
from inspector.story.lives import Life
from inspector.wording import tr

_OTHER_REASON: Names = (*without(BESIDE_THE_CREDENTIAL, "clock"), "token-expired")
_SEVERAL, _MANY = 2, 3


def everybody_refused_since(case: Case) -> Found:
    """Several credentials were accepted each by itself, and all are refused after one moment."""
    if not case.is_refused or case.said(*_OTHER_REASON):
        return
    mine = case.trace.story.main_life(case)
    if mine is None or mine.accepted_after(case):
        return
    near = [(one, case.trace.story.main_life(one)) for one in (*case.before, case, *case.after)]
    alike = [(one, life) for one, life in near if life and _is_anothers(life, mine)]
    worked = [(one, life) for one, life in alike if one.outcome == "accepted"]
    known = {life.value for _, life in worked}
    since = [(one, life.value) for one, life in alike if one.is_refused and life.value in known]
    count = len({value for _, value in since})
    if count < _SEVERAL or worked[-1][0].index > since[0][0].index:
        return
    last = worked[-1][0]
    yield case.refused_for(
        "everybody-refused",
        SHOWN if count >= _MANY else STRONG,
        fact(tr("{count} credentials were accepted before.", count=count), last.heard_line),
        fact(tr("None of them is since this reply."), since[0][0].heard_line),
        count=count,
    )


def _is_anothers(life: Life, mine: Life) -> bool:
    """Whether it is of the same kind and was there before: what one login gave ends together."""
    return life.kind == mine.kind and life.birth is None


RULES = (everybody_refused_since,)
