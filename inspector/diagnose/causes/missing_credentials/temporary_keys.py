"""Keys that are given for a while, without the token that belongs to them."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN
from inspector.model.message import first
from inspector.protocol.signatures import sigv4
from inspector.protocol.urls import split
from inspector.reading.statuses import REFUSES_SIGNATURE
from inspector.wording import tr

# "IAM identifiers", unique IDs: temporary access keys of AWS STS.
_TEMPORARY = "ASIA"
_BESIDE = "x-amz-security-token"


def session_token_missing(case: Case) -> Found:
    """A temporary key signed, and no session token went along: nobody can know the key then."""
    message = case.sent.message
    about = sigv4.signed_of(message)
    if about is None or case.status not in REFUSES_SIGNATURE:
        return
    given = first(message.headers, _BESIDE) or _BESIDE in split(message.url).query.lower()
    if given or not about.key_id.startswith(_TEMPORARY):
        return
    unknown = bool(case.said("unknown-key", "key-refused", "token-refused"))
    yield case.refused_for(
        "session-token-missing",
        SHOWN if unknown else CLEAR,
        fact(tr("The key {key} is a temporary one.", key=about.key_id), case.sent_line),
        fact(tr("No {name} was sent.", name="X-Amz-Security-Token"), case.sent_line),
        key=about.key_id,
    )


RULES = (session_token_missing,)
