"""What lies under the caller's own name was given, and the same of somebody else is refused."""

from inspector.diagnose.facts.callers.anothers_places import given_of_its_own
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SOUND
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, OF_THE_NETWORK, Names
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_THE_NETWORK, *OF_AN_END, "csrf", "missing")


def of_somebody_else(case: Case) -> Found:
    """The address names another user than the login that is good for the own name there.

    Whatever the words say: that names do not match is told with those of a wrong login.
    """
    if not (case.is_refused or case.said("bad-login")) or case.said(*_OTHER_REASON):
        return
    own, sent = case.once(given_of_its_own), case.sent.authorization
    if own is None or sent is None:
        return
    yield case.refused_for(
        "works-elsewhere",
        SOUND,
        fact(tr("{path} was given to {user}.", path=own.sent.path, user=sent.user), own.heard_line),
        fact(tr("Here the address names somebody else."), case.sent_line),
        other=f"{own.sent.method} {own.sent.path}",
    )


RULES = (of_somebody_else,)
