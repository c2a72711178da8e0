"""A refused token beside what the trace itself shows: published keys, tokens that were accepted."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.tokens import audiences, bearer, issuer
from inspector.diagnose.facts.weights import LIKELY, SOUND
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.wording import tr
from inspector.wording.spoken import listed

_UNAUTHORIZED = 401
_OTHER_REASON: tuple[MeaningName, ...] = (
    "token-expired",
    "revoked",
    "signature",
    "malformed",
    "scope",
    "permission",
)
_KEYS, _LOOK = 50, 60


def key_not_published(case: Case) -> Found:
    """The key that signed the token is not among those that the trace saw published."""
    token = bearer(case)
    kid = token.jose_header.get("kid") if token is not None else None
    if token is None or not isinstance(kid, str) or case.status != _UNAUTHORIZED:
        return
    if case.said(*_OTHER_REASON):
        return
    found = _published(case, token)
    if found is None or kid in found[1]:
        return
    worked = any(c.succeeded and case.shares_credential(c) for c in case.before)
    yield case.suspect(
        "signing-key-rotated" if worked else "signing-key-unknown",
        SOUND,
        fact(tr("The token names the key {kid}.", kid=kid[:40]), token.place),
        fact(tr("The keys published are {names}.", names=listed(found[1])), found[0].heard_line),
        case.status_evidence,
        iss=issuer(token),
    )


def _published(case: Case, token: Credential) -> tuple[Case, tuple[str, ...]] | None:
    """Return the nearest reply with published keys of this issuer, and the names of its keys."""
    host = issuer(token).partition("://")[2].partition("/")[0].lower()
    for other in case.neighbours:
        keys = other.heard.content.object.get("keys") if other.succeeded else None
        if not isinstance(keys, list) or not keys or host not in {"", other.sent.host}:
            continue
        named = [one.get("kid") for one in keys[:_KEYS] if isinstance(one, dict) and "kty" in one]
        if named and all(isinstance(name, str) for name in named):
            return other, tuple(map(str, named))
    return None


def audience_of_an_accepted_one(case: Case) -> Found:
    """This host accepted a token for an audience that the refused one does not name."""
    token = bearer(case)
    if token is None or case.status != _UNAUTHORIZED or case.said(*_OTHER_REASON):
        return
    own = audiences(token)
    taken = _accepted(case, token)
    if not own or taken is None or set(own) & set(audiences(taken)):
        return
    yield case.suspect(
        "audience-mismatch",
        LIKELY,
        fact(tr("The token's aud is {aud}.", aud=listed(own)), token.place),
        fact(
            tr("A token with aud {aud} was accepted.", aud=listed(audiences(taken))),
            taken.place,
        ),
        case.status_evidence,
        aud=listed(own),
        wanted=listed(audiences(taken)),
    )


def _accepted(case: Case, token: Credential) -> Credential | None:
    """Return a token of the same issuer that this host accepted, the last one first."""
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        theirs = bearer(other) if other.succeeded else None
        if theirs is not None and audiences(theirs) and issuer(theirs) == issuer(token):
            return theirs
    return None


RULES = (key_not_published, audience_of_an_accepted_one)
