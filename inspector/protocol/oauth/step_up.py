"""An API that wants a stronger or a fresher login than a token stands for (RFC 9470 §3)."""

import msgspec

from inspector.model.message import Reply
from inspector.protocol.challenges.parsing import challenges_of

_ERROR = "insufficient_user_authentication"


class StepUp(msgspec.Struct, frozen=True):
    """What the login must be: one of these classes, at most so old (seconds, as text)."""

    acr_values: str = ""
    max_age: str = ""


def wanted(reply: Reply | None) -> StepUp | None:
    """Return what a reply wants of the login; None where that is not what it lacks."""
    for _, challenge in challenges_of(reply.headers) if reply is not None else ():
        if challenge.get("error") == _ERROR:
            return StepUp(challenge.get("acr_values"), challenge.get("max_age"))
    return None
