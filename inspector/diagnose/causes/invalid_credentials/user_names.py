"""The password is right, and the name beside it is written in another way than the accepted one."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SOUND
from inspector.protocol.keys.written_names import is_like_name
from inspector.reading.credential import Carried
from inspector.wording import tr

_LOOK = 40


def name_written_otherwise(case: Case) -> Found:
    """The same password was accepted by this host beside a name that is nearly the same."""
    if not (case.is_refused or case.is_hidden_error):
        return
    mine = [one for one in case.sent.carried if one.part.user]
    for other in (*case.after[:_LOOK], *reversed(case.before[-_LOOK:])) if mine else ():
        theirs = other.sent.carried if other.succeeded else ()
        for one in mine:
            taken = next((each for each in theirs if _is_like(one, each)), None)
            if taken is not None:
                name, here = taken.part.user, one.part.user
                told = tr("The same password was accepted for {name}.", name=name)
                sent = tr("Here it was sent for {name}.", name=here)
                yield case.refused_for(
                    "wrong-password",
                    SOUND,
                    fact(told, taken.credential.place),
                    fact(sent, one.credential.place),
                    user=here,
                )
                return


def _is_like(one: Carried, other: Carried) -> bool:
    return one.part.secret == other.part.secret and is_like_name(one.part.user, other.part.user)


RULES = (name_written_otherwise,)
