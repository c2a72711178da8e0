"""Whether what was sent is at hand: to be made up, changed, moved, or shown to its provider.

A record that holds its token hands it on. One that fetches it, makes it or has it from elsewhere
does not: what was sent is then taken out of the message itself.
"""

from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.trial.baseline import Ground
from inspector.intake.removed import is_taken_out
from inspector.model.credential import Credential
from inspector.model.exchange import SIGN_IN
from inspector.model.message import readable
from inspector.protocol.scheme_words import LOGINS, split_scheme
from inspector.wording import tr


def is_written_over(ground: Ground) -> bool:
    """Whether a header written by hand stands where the record would be sent, and wins."""
    names = {name.lower() for name in ground.request.credential.headers}
    return any(row.enabled and row.name.lower() in names for row in ground.request.headers)


def is_by_record(ground: Ground) -> bool:
    """Whether the record says itself what was sent; a login that fetches a token does not."""
    chosen = ground.request.credential
    if chosen.is_login() and chosen.exposes == "token":
        return split_scheme(sent_itself(ground)).scheme in LOGINS
    return bool(chosen.holds)


def sent_itself(ground: Ground) -> str:
    """Return what the record put into the refused message, empty where nothing stands there."""
    place, name = ground.request.credential.travels
    sent = ground.case.sent
    if place == "query":
        return next((value for key, value in sent.query if key == name), "")
    found = sent.header(name) if place == "header" else None
    return readable(found[1].value).strip() if found is not None else ""


def not_at_hand(ground: Ground) -> str:
    """Return why what was sent can't be had, empty where it can or was written by hand."""
    chosen = ground.credential
    if chosen is None or is_written_over(ground):
        return ""
    if not chosen.is_supported:
        return tr("This scheme can't be sent yet.")
    if ground.case.exchange.purpose in SIGN_IN and not chosen.holds:
        return tr("The request itself was not sent: the login provider gave no token for it.")
    return "" if is_by_record(ground) else _not_in_message(chosen, sent_itself(ground))


def _not_in_message(chosen: Credential, value: str) -> str:
    """Return why what a record put into the message is of no use in another."""
    if chosen.exposes == "proof":
        return tr("This scheme computes what it sends for each request anew.")
    if not value:
        return tr("What this scheme sends is not in the refused request.")
    if is_taken_out(split_scheme(value).rest):
        return tr("What was sent is masked in this record; send the request once more first.")
    return ""


def not_varied(ground: Ground) -> str:
    """Return why nothing else can be sent in its place, empty where it can.

    A proof that goes along is made for one token and one message (RFC 9449 §4.2): beside another
    token, or a second time, it is refused itself.
    """
    if ground.case.sent.header("dpop") is not None:
        return tr("The token is bound to a key; its proof fits no other token and no other place.")
    return not_at_hand(ground)


def no_jwt(ground: Ground) -> str:
    """Return why no part of a token can be changed, empty where one can."""
    token = bearer(ground.case)
    if token is None or not token.claims:
        return tr("What was sent is no JWT.")
    if token.where == "body":
        return tr("The token stands in the body.")
    return not_varied(ground)
