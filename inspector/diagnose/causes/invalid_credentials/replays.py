"""Something that is good for one use was sent a second time: a nonce, a proof, a signed message."""

import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import SHOWN, SOUND, STRONG
from inspector.reading.meanings import MeaningName
from inspector.reading.single_use import SingleUse, single_use
from inspector.reading.statuses import MAY_FAIL_ON_CREDENTIAL
from inspector.wording import tr

_OTHER_REASON: tuple[MeaningName, ...] = (
    "token-expired",
    "revoked",
    "permission",
    "scope",
    "locked",
    "nonce-wanted",
)
_SIGNED = re.compile(r"(?i)nonce|jti|proof|replay|signature|assertion")


def sent_twice(case: Case) -> Found:
    """The same nonce or proof was accepted before, or the reply speaks of a replay."""
    told = case.said("replayed")
    mine = single_use(case.sent)
    before = _accepted(case, mine)
    if not (told or before) or (not told and case.said(*_OTHER_REASON)):
        return
    if case.status not in MAY_FAIL_ON_CREDENTIAL and not case.is_hidden_error:
        return
    if told and not (mine or _SIGNED.search(case.quoted("replayed"))):
        return
    yield case.suspect(
        "nonce-replayed",
        SHOWN if told and before else (STRONG * told or SOUND),
        *case.quote("replayed"),
        *[fact(tr("{name} was sent here.", name=one.name), one.place) for one in mine[:1]],
        *[
            fact(tr("The same {name} was accepted before.", name=mine[0].name), c.heard_line)
            for c in before[-1:]
        ],
        case.status_evidence,
        name=mine[0].name if mine else "",
    )


def _accepted(case: Case, mine: tuple[SingleUse, ...]) -> list[Case]:
    values = {(one.name, one.value) for one in mine}
    return [
        other
        for other in case.before
        if values
        and other.succeeded
        and values & {(one.name, one.value) for one in single_use(other.sent)}
    ]


RULES = (sent_twice,)
