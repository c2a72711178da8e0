"""API keys that the server does not know, that have run out, and signatures made with them."""

from http import HTTPStatus
from urllib.parse import unquote

from inspector.diagnose.facts.accepted_elsewhere import taken_before
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import (
    fault,
    refuses_a_key_alone,
    spoilable,
    was_accepted,
)
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import (
    CLEAR,
    HALF,
    HINT,
    LIKELY,
    MUCH_LESS,
    OPEN,
    RATHER,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures.signed_address import is_list_of_parameters
from inspector.reading.credential import Credential
from inspector.reading.errors.refusing_words import refuses_in_a_word
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_KEY_WORDS = frozenset({"", "apikey", "api-key", "key"})  # behind which Authorization holds a key


def key_refused(case: Case) -> Found:
    """The server does not know the key."""
    trust = case.said("key-refused")
    key = key_meant(case) if trust else case.sent.main
    if key is None and not (trust and case.may_be_stripped):
        return
    refuses = case.status in TURNS_AWAY or case.said("unauthorized") > 0
    refuses = refuses or (case.is_hidden_error and case.said("denied") > 0)
    bare = bool(case.sent.keys) and not case.sent.authorization and refuses
    if not trust and not bare:
        return
    sent = [_sent(key)] if key else []
    signs = key is not None and key.signs_a_message and not trust
    yield case.refused_for(
        "request-signature-wrong" if signs else "key-refused",
        _weight(case, trust),
        *case.quote("key-refused"),
        *sent,
        usual=not trust,
        name=key.name if key else "",
    )


def _sent(key: Credential) -> Evidence:
    if key.signs_a_message:
        return fact(tr("A signature was sent in {name}.", name=key.name), key.place)
    return fact(tr("A key was sent in {name}.", name=key.name), key.place)


def key_meant(case: Case) -> Credential | None:
    """Return which of several credentials a reply means that speaks of a key.

    It is the one that it names; else a key in a place of its own rather than the token or login
    in Authorization beside it.
    """
    sent, keys = case.sent, case.sent.keys
    if sent.authorization is None or not keys or sent.authorization.scheme in _KEY_WORDS:
        return sent.main
    words = " ".join(statement.text for statement in case.heard.statements).lower()
    return next((key for key in keys if key.name.lower() in words), keys[0])


def _weight(case: Case, trust: float) -> float:
    if trust:
        weight = CLEAR * trust
    elif case.said("missing", "quota", "step-up"):
        weight = HINT
    elif case.said("not-authenticated", "not-found-there"):
        weight = OPEN
    else:
        unknown = case.said("csrf") and case.sent.is_safe and not case.sent.cookies
        by_habit = HALF if refuses_a_key_alone(case) else HINT
        one_word = case.is_hidden_error and refuses_in_a_word(case.heard.content)
        likely = case.status == HTTPStatus.UNAUTHORIZED or unknown or one_word
        weight = RATHER if likely else by_habit
    return (
        weight * MUCH_LESS if case.accepted_elsewhere is not None or taken_before(case) else weight
    )


def key_expired(case: Case) -> Found:
    """The server says that the key has run out."""
    trust = case.said("key-expired")
    if trust and case.may_carry:
        key = key_meant(case)
        yield case.refused_for(
            "key-expired",
            STRONG * trust,
            *case.quote("key-expired"),
            name=key.name if key else "",
        )


# ---------------- A key that was copied out of an address
_ENCODED = ("%2b", "%2f", "%3d", "%7e", "%3a", "%20", "%2e", "%2d", "%5f")


def percent_encoded(case: Case) -> Found:
    """A key or token was sent with signs like %2B that stand for others."""
    for sent in spoilable(case):
        if sent.scheme in LOGIN_SCHEMES or sent.is_negotiation or sent.where == "body":
            continue
        if sent.scheme == "oauth" or is_list_of_parameters(sent.bare):
            continue  # encodes what it signs (RFC 5849 §3.5.1)
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


# ---------------- A letter too few or too many
# finds `3f2504e0-4f89-41d3-9a0c-0305e82c330`
# but not `3f2504e0-4f89-41d3-9a0c-0305e82c3301`
_ALMOST_UUID = lazy_re(
    r"(?i)(?!.{36}\Z)[0-9a-f]{7,9}-[0-9a-f]{3,5}-[0-9a-f]{3,5}-[0-9a-f]{3,5}-[0-9a-f]{11,13}"
)
_HEX = lazy_re(r"[0-9a-f]{31,129}|[0-9A-F]{31,129}")
_OFF_BY_ONE = {size + by: size for size in (32, 40, 64, 128) for by in (-1, 1)}


def a_letter_off(case: Case) -> Found:
    """A UUID or a hexadecimal key has one letter too few or too many."""
    for sent in spoilable(case):
        if sent.scheme in LOGIN_SCHEMES or sent.known_key is not None or sent.where == "body":
            continue
        size = 36 if _ALMOST_UUID.fullmatch(sent.bare) else _OFF_BY_ONE.get(len(sent.bare), 0)
        whole = size == 36 or _HEX.fullmatch(sent.bare)  # noqa: PLR2004 - the letters of a UUID
        if size and whole and not was_accepted(case):
            yield fault(
                "key-damaged",
                LIKELY,
                tr(
                    "{name} has {count} letters; such keys have {size}.",
                    name=sent.name,
                    count=len(sent.bare),
                    size=size,
                ),
                sent,
            )


RULES = (
    a_letter_off,
    key_refused,
    key_expired,
    percent_encoded,
)
