"""What was sent to get new tokens is the access token that it should renew."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN, SOUND
from inspector.model.finding import Evidence
from inspector.protocol.field_names import is_renewal_name
from inspector.protocol.keys.credential_kinds import token_use
from inspector.reading.credential import Credential
from inspector.wording import tr


def access_token_for_renewal(case: Case) -> Found:
    """What is known as an access token stands in the field for the token that renews it."""
    if case.outcome != "refused":
        return
    sent = (one for one in case.sent.credentials if one.where == "body")
    token = next((one for one in sent if is_renewal_name(one.name)), None)
    shown = _as_access_token(case, token) if token is not None else None
    if token is None or shown is None:
        return
    yield case.refused_for(
        "token-not-accepted",
        SHOWN if case.sent.is_token_request else SOUND,
        shown,
        fact(tr("{name} takes the token that renews it.", name=token.name), token.place),
        explains=True,
        name=token.name,
    )


def _as_access_token(case: Case, token: Credential) -> Evidence | None:
    """Return what shows that it is one: the reply that gave it out, or a call that took it.

    APIs mostly lie at other hosts than what hands out their tokens.
    """
    life = case.trace.story.lives.of(case, token)
    births = life.births if life is not None else []
    if any(token_use(one.name) == "renewal" for one in births):
        return None  # one token is both
    birth = next((one for one in births if token_use(one.name) == "calls"), None)
    if birth is not None:
        return fact(tr("It was handed out as {name}.", name=birth.name), birth.place)
    for other in case.neighbours:
        theirs = other.sent.authorization
        if other.succeeded and theirs is not None and theirs.bare == token.bare:
            return fact(tr("It was accepted as an access token."), theirs.place)
    return None


RULES = (access_token_for_renewal,)
