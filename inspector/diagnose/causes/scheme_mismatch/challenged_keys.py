"""The challenge asks for a scheme, and a key or a session's cookie was sent."""

from inspector.diagnose.causes.scheme_mismatch.scheme_words import OTHER_REASON, asked, names
from inspector.diagnose.facts.callers.other_schemes import asks_for_another, challenged_key
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, OPEN, SOUND
from inspector.reading.credential import Credential
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr


def key_beside_challenge(case: Case) -> Found:
    """A key was sent in a header or the query, and the challenge asks for a scheme."""
    key = challenged_key(case)
    if key is None or key.signs_a_message or case.said(*OTHER_REASON):
        return
    yield case.suspect(
        "key-where-scheme-wanted",
        _weight_of_key(case, key),
        fact(tr("A key was sent in {name}.", name=key.name), key.place),
        *asked(case),
        name=key.name,
        wanted=names(case),
    )


def _weight_of_key(case: Case, key: Credential) -> float:
    if asks_for_another(case):
        return SOUND  # the key is good, as another place shows
    bearer = "bearer" in case.heard.schemes and key.where != "body"
    return OPEN if bearer and ("token" in key.name.lower() or key.claims) else FAIR


def cookie_where_token(case: Case) -> Found:
    """Only a session cookie was sent, and the challenge asks for a Bearer token."""
    cookies = case.sent.session_cookies
    if not cookies or case.sent.credentials or "bearer" not in case.heard.schemes:
        return
    if case.status not in MAY_REFUSE_CREDENTIAL or case.said(*OTHER_REASON) or was_accepted(case):
        return
    yield case.suspect(
        "key-where-scheme-wanted",
        OPEN if "token" in cookies[0].name.lower() or cookies[0].claims else FAIR,
        fact(tr("Only the cookie {name} was sent.", name=cookies[0].name), cookies[0].place),
        *asked(case),
        name=cookies[0].name,
        wanted=names(case),
    )


RULES = (key_beside_challenge, cookie_where_token)
