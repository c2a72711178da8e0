"""What in the trace took a credential back: another sign-in, or the credential made public."""

import base64
import binascii
import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.tokens import expired_by, issued_in
from inspector.diagnose.facts.weights import CLEAR, FAIR, HINT, LIKELY, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_UNAUTHORIZED = 401
_OTHER_REASON: tuple[MeaningName, ...] = (
    "token-expired",
    "permission",
    "scope",
    "csrf",
    "locked",
    "audience",
    "issuer",
)
_UNKNOWN: tuple[MeaningName, ...] = ("token-refused", "key-refused", "bad-login", "revoked")


def replaced_by_sign_in(case: Case) -> Found:
    """The same account signed in once more, got another token, and the first is refused since."""
    if not (case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error) or case.said(
        *_OTHER_REASON
    ):
        return
    for credential in (*case.sent.credentials, *case.sent.session_cookies):
        source = issued_in(case, credential)
        later = _signed_in_again(case, credential, source[0]) if source is not None else None
        if source is None or later is None or expired_by(case, credential) is not None:
            continue
        yield case.suspect(
            "replaced-by-sign-in",
            _weight(case, later),
            fact(tr("It came from a sign-in before."), source[0].heard_line),
            fact(tr("The same sign-in was repeated and gave another one."), later.heard_line),
            fact(tr("The first one was sent."), credential.place),
            case.status_evidence,
        )
        return


def _weight(case: Case, later: Case) -> float:
    """A token endpoint gives out many tokens that live side by side; a login seldom does so."""
    if later.sent.is_token_request:
        return FAIR if _worked(case) else HINT
    return SHOWN if _worked(case) else LIKELY


def _signed_in_again(case: Case, credential: Credential, first: Case) -> Case | None:
    """Return a later sign-in with the same body that handed out something else, or None."""
    body = first.sent.message.body
    for other in reversed(case.neighbours):
        between = first.index < other.index < case.index
        if not (between and body and other.sent.message.body == body and first.repeats(other)):
            continue
        reply = other.exchange.reply
        if other.succeeded and reply is not None and credential.bare.encode() not in reply.body:
            return other
    return None


def _worked(case: Case) -> list[Case]:
    return [c for c in case.before if c.succeeded and case.shares_credential(c)]


def lasting_key_refused(case: Case) -> Found:
    """A key that lives for months was accepted before, and nobody knows it now."""
    key = case.sent.main
    if key is None or case.status != _UNAUTHORIZED or not _lasts(key):
        return
    worked = _worked(case)
    since = any(c.succeeded and case.shares_credential(c) for c in case.after)
    if not worked or since or not case.said(*_UNKNOWN) or case.said(*_OTHER_REASON):
        return
    shown = _made_public(case, key)
    accepted = fact(tr("The same key was accepted before."), worked[-1].heard_line)
    yield case.suspect(
        "key-made-public" if shown else "key-revoked",
        STRONG if shown else CLEAR,
        accepted,
        *shown,
        *case.quote(*_UNKNOWN),
        case.status_evidence,
        name=key.name,
        kind=key.known_key.shape.kind if key.known_key else "",
    )


def _lasts(key: Credential) -> bool:
    known = key.known_key
    return known is not None and not _SHORT_LIVED.search(known.shape.kind)


_SHORT_LIVED = re.compile(r"OAuth|short-lived|temporary|installation|session")


def _made_public(case: Case, key: Credential) -> list[Evidence]:
    """Return as evidence a request before that wrote the key into what it stored."""
    for other in reversed(case.before):
        stored = other.succeeded and not other.sent.is_safe
        if stored and any(_holds(text, key.bare) for text in other.sent.fields.values()):
            said = tr("This request stored the key itself.")
            return [fact(said, places.in_body(other.index, "request"))]
    return []


def _holds(text: str, key: str) -> bool:
    """Whether a text holds a key among other words, in Base64 too."""
    if key in text:
        return len(text) > len(key)
    try:
        return len(text) <= _LARGEST and key.encode() in base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False


_LARGEST = 1_000_000
RULES = (replaced_by_sign_in, lasting_key_refused)
