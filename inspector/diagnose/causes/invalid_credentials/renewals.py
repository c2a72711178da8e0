"""What was sent to get new tokens is the access token that it should renew."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SOUND
from inspector.protocol.field_names import is_renewal_name
from inspector.wording import tr


def access_token_for_renewal(case: Case) -> Found:
    """The same token was accepted in Authorization, and stands in the field for a refresh token."""
    if not (case.is_refused or case.is_hidden_error):
        return
    sent = (one for one in case.sent.credentials if one.where == "body")
    token = next((one for one in sent if is_renewal_name(one.name)), None)
    for other in (*case.after, *reversed(case.before)) if token is not None else ():
        theirs = other.sent.authorization
        if not other.succeeded or theirs is None or token is None or theirs.bare != token.bare:
            continue
        yield case.refused_for(
            "token-not-accepted",
            SOUND,
            fact(tr("It was accepted as an access token."), theirs.place),
            fact(tr("{name} takes the token that renews it.", name=token.name), token.place),
            name=token.name,
        )
        return


RULES = (access_token_for_renewal,)
