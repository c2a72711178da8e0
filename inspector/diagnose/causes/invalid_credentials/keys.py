"""API keys that the server does not know, that have run out, and signatures made with them."""

from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import fault, spoilable
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HINT,
    LIKELY,
    MUCH_LESS,
    OPEN,
    RATHER,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
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
    yield case.refused_for(
        "key-refused",
        _weight(case, trust),
        *case.quote("key-refused"),
        *sent,
        usual=not trust,
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
        yield case.refused_for(
            "key-expired",
            STRONG * trust,
            *case.quote("key-expired"),
            name=case.sent.main.name if case.sent.main else "",
        )


def signature_refused(case: Case) -> Found:
    """The signature of a signed request or token does not check out."""
    trust = case.said("signature", "algorithm")
    if not trust or not case.may_carry:
        return
    token = any(credential.claims for credential in case.sent.credentials)
    yield case.refused_for(
        "token-signature-wrong" if token else "request-signature-wrong",
        _weight_of_signature(case, trust, is_token=token),
        *case.quote("signature", "algorithm"),
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
        yield case.refused_for("request-signature-wrong", FAIR, *case.quote("nonce-wanted"))


# ---------------- A key that was copied out of an address
_ENCODED = ("%2b", "%2f", "%3d", "%7e", "%3a", "%20", "%2e", "%2d", "%5f")


def percent_encoded(case: Case) -> Found:
    """A key or token was sent with signs like %2B that stand for others."""
    for sent in spoilable(case):
        if sent.scheme in LOGIN_SCHEMES or sent.is_negotiation or sent.where == "body":
            continue
        if _is_encoded(sent.bare):
            yield fault(
                "key-percent-encoded",
                LIKELY if sent.where == "header" else RATHER,
                tr("The value of {name} is percent-encoded.", name=sent.name),
                sent,
            )


def _is_encoded(value: str) -> bool:
    small = value.lower()
    plain = unquote(value)
    return any(sign in small for sign in _ENCODED) and plain.isascii() and plain.isprintable()


RULES = (
    nonce_refused,
    key_refused,
    key_expired,
    signature_refused,
    percent_encoded,
)
