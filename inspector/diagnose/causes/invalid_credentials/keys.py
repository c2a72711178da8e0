"""API keys that the server does not know, that have run out, and signatures made with them."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, FAIR, HINT, MUCH_LESS, OPEN, RATHER, STRONG
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_UNAUTHORIZED = 401


def key_refused(case: Case) -> Found:
    """The server does not know the key."""
    key = case.sent.main
    trust = case.said("key-refused")
    if key is None and not (trust and case.may_be_stripped):
        return
    refuses = case.status in TURNS_AWAY or case.said("unauthorized") > 0
    bare = bool(case.sent.keys) and not case.sent.authorization and refuses
    if not trust and not bare:
        return
    sent = [fact(tr("A key was sent in {name}.", name=key.name), key.place)] if key else []
    yield case.suspect(
        "key-refused",
        _weight(case, trust),
        *case.quote("key-refused"),
        *sent,
        case.status_evidence,
        name=key.name if key else "",
    )


def _weight(case: Case, trust: float) -> float:
    if trust:
        weight = CLEAR * trust
    elif case.said("missing", "quota"):
        weight = HINT
    elif case.said("not-authenticated", "not-found-there"):
        weight = OPEN
    else:
        unknown = case.said("csrf") and case.sent.is_safe and not case.sent.cookies
        weight = RATHER if case.status == _UNAUTHORIZED or unknown else HINT
    return weight * MUCH_LESS if case.accepted_elsewhere is not None or _was_known(case) else weight


def _was_known(case: Case) -> bool:
    """Whether the same key was accepted for the same request before."""
    return any(c.succeeded and case.shares_credential(c) for c in case.same_request_before)


def key_expired(case: Case) -> Found:
    """The server says that the key has run out."""
    trust = case.said("key-expired")
    if trust and case.may_carry:
        yield case.suspect(
            "key-expired",
            STRONG * trust,
            *case.quote("key-expired"),
            case.status_evidence,
            name=case.sent.main.name if case.sent.main else "",
        )


def signature_refused(case: Case) -> Found:
    """The signature of a signed request or token does not check out."""
    trust = case.said("signature", "algorithm")
    if not trust or not case.may_carry:
        return
    token = any(credential.claims for credential in case.sent.credentials)
    yield case.suspect(
        "token-signature-wrong" if token else "request-signature-wrong",
        _weight_of_signature(case, trust, is_token=token),
        *case.quote("signature", "algorithm"),
        case.status_evidence,
        host=case.sent.host,
    )


def _weight_of_signature(case: Case, trust: float, *, is_token: bool) -> float:
    """Weigh less where the same words say why: an unknown key, another algorithm."""
    told, key = case.says("signature"), case.says("unknown-key")
    if is_token and (told is None or (key is not None and key.statement == told.statement)):
        return OPEN
    return CLEAR * trust


def nonce_refused(case: Case) -> Found:
    """A signed request's nonce is not accepted: used before, or not higher than the last."""
    signed = any("sign" in key.name.lower() or "hmac" in key.name.lower() for key in case.sent.keys)
    if case.said("nonce-wanted") and (signed or case.is_hidden_error) and not case.said("csrf"):
        yield case.suspect(
            "request-signature-wrong", FAIR, *case.quote("nonce-wanted"), case.status_evidence
        )


RULES = (nonce_refused, key_refused, key_expired, signature_refused)
