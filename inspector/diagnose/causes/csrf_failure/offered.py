"""The refusal offers another token than the one that was sent: that one has grown stale."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, SOUND
from inspector.model.message import Header
from inspector.reading import places
from inspector.reading.names import is_csrf_name
from inspector.reading.statuses import REFUSES_FORGERY
from inspector.wording import tr

_SHORTEST = 12
_SAME_NAME, _LIKE_NAME = CLEAR, SOUND


def other_token_offered(case: Case) -> Found:
    """A header of the reply holds a token of the same kind as the one sent, and another value."""
    if case.status not in REFUSES_FORGERY or case.said("token-expired", "permission", "scope"):
        return
    for index, given in enumerate(case.heard.headers):
        if len(given.value) < _SHORTEST or " " in given.value:
            continue
        for line, sent in enumerate(case.sent.message.headers):
            if _kin(sent, given) and sent.value != given.value:
                yield case.suspect(
                    "csrf-token-mismatch",
                    _SAME_NAME if sent.name.lower() == given.name.lower() else _LIKE_NAME,
                    fact(
                        tr("The refusal offers another token in {name}.", name=given.name),
                        places.in_header(case.index, "reply", index, given),
                    ),
                    fact(
                        tr("The token sent in {name} is not that one.", name=sent.name),
                        places.in_header(case.index, "request", line, sent),
                    ),
                    case.status_evidence,
                    name=sent.name,
                )
                return


def _kin(sent: Header, given: Header) -> bool:
    """Whether two headers carry the same kind of token: equal names, or one adds to the other."""
    mine, theirs = sent.name.lower(), given.name.lower()
    if mine == theirs:
        return is_csrf_name(mine) or mine.endswith(("-session-id", "-usertoken"))
    named = mine.startswith("x-") and mine.endswith(("token", "nonce", "csrf"))
    return named and theirs.startswith(f"{mine}-") and "expir" not in theirs


RULES = (other_token_offered,)
