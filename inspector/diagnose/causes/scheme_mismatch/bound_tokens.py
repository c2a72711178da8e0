"""A token that is bound to a key was sent as if whoever holds it could use it (RFC 9449 §7.1)."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.tokens import expired_by, issued_in
from inspector.diagnose.facts.weights import RATHER, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_BOUND = frozenset({"dpop", "mac", "pop", "hawk"})
_OTHER_REASON: tuple[MeaningName, ...] = (
    "scope",
    "revoked",
    "token-expired",
    "audience",
    "ip-refused",
)


def bound_as_bearer(case: Case) -> Found:
    """The token says `cnf.jkt`, or its reply a token_type other than Bearer; it came as Bearer."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "bearer" or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    kind, proof = _binding(case, sent)
    if not kind or expired_by(case, sent) is not None:
        return
    weight = SOUND if case.sent.header("dpop") else STRONG
    yield case.suspect(
        "bound-token-as-bearer",
        RATHER if case.said(*_OTHER_REASON) else weight,
        proof,
        fact(tr("It was sent behind the word Bearer."), sent.place),
        *case.quote("token-refused", "dpop", "malformed"),
        case.status_evidence,
        wanted=kind,
    )


def _binding(case: Case, sent: Credential) -> tuple[str, Evidence]:
    """Return the scheme that the token is meant for and what shows it; empty for Bearer."""
    bound = sent.claims.get("cnf")
    if isinstance(bound, dict) and "jkt" in bound:
        return "DPoP", fact(tr("The token is bound to a key: it holds cnf.jkt."), sent.place)
    source = issued_in(case, sent)
    kind = str(source[0].heard.content.object.get("token_type", "")) if source else ""
    if source is None or kind.lower() not in _BOUND:
        return "", case.status_evidence
    reply = source[0]
    place = places.in_body(reply.index, "reply", places.find(reply.heard.content.bytes, kind))
    return kind, fact(tr("The token's reply names token_type {kind}.", kind=kind), place)


RULES = (bound_as_bearer,)
