"""Keys whose shape is known: damaged in copying, of a kind that opens nothing, percent-encoded."""

from collections.abc import Iterator
from urllib.parse import unquote

from inspector.annotate import key_words
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.malformed import fault, spoilable
from inspector.diagnose.facts.placement import fresh_keys
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.weights import CLEAR, HALF, LIKELY, OPEN, RATHER, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.keys import key_checks, key_shapes
from inspector.protocol.keys.key_checks import KeyCheck
from inspector.reading.credential import Credential
from inspector.wording import tr

_DAMAGED = {"checksum": STRONG, "short": LIKELY, "long": LIKELY, "other": HALF}
_ELSEWHERE = LIKELY  # a host that nobody knows may take keys of its own in the same shape
_MADE_UP = OPEN
_KINDS = {
    "identifier": SOUND,
    "publishable": HALF,
    "client-secret": CLEAR,
    "webhook": CLEAR,
    "smtp": SOUND,
    "sdk": HALF,
    "app-level": HALF,
    "admin": HALF,
}
_ENCODED = ("%2b", "%2f", "%3d", "%7e", "%3a", "%20", "%2e", "%2d", "%5f")


def damaged_key(case: Case) -> Found:
    """The key is not as its provider gave it out: its length or its checksum is wrong."""
    for sent, checked in fresh_keys(case):
        if not checked.damage:
            continue
        weight = _DAMAGED[checked.damage]
        if not key_shapes.belongs(checked.shape, case.sent.bare_host):
            weight *= _ELSEWHERE
        if key_checks.looks_made_up(sent.bare):
            weight *= _MADE_UP
        sentence = tr(
            "{name}: {damage}.",
            name=key_words.name_of(checked.shape),
            damage=key_words.damage_words(checked, sent.bare),
        )
        yield _about(case, "key-damaged", weight, sent, checked, sentence)


def other_kind(case: Case) -> Found:
    """A key id, a publishable key, a client secret or a refresh token stands where a key is due."""
    if case.sent.is_token_request or _has_a_secret(case):
        return
    for sent, checked in fresh_keys(case):
        use = checked.shape.use
        sentence = tr(
            "{name}: {use}.",
            name=key_words.name_of(checked.shape),
            use=key_words.use_words(checked.shape),
        )
        if use == "refresh" and sent.where != "body":
            yield _about(case, "refresh-token-used", CLEAR, sent, checked, sentence)
        elif use in _KINDS and sent.where != "body" and not _names_an_id(sent):
            yield _about(case, "other-kind-of-key", _KINDS[use], sent, checked, sentence)


def _has_a_secret(case: Case) -> bool:
    """Whether something else was sent that opens: then the id beside it is in its place."""
    found = (one.known_key for one in case.sent.credentials)
    opens = [one is None or one.shape.nature == "secret" for one in found]
    return len(opens) > 1 and any(opens)


def _names_an_id(sent: Credential) -> bool:
    name = sent.name.lower()
    return name.endswith(("id", "user", "username", "client", "consumer_key", "sid"))


def _about(
    case: Case, slug: str, weight: float, sent: Credential, checked: KeyCheck, sentence: str
) -> Suspicion:
    return case.suspect(
        slug,
        weight,
        fact(sentence, sent.place),
        case.status_evidence,
        kind=key_words.name_of(checked.shape),
        name=sent.name,
    )


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


def password_is_an_id(case: Case) -> Found:
    """The password of a Basic credential is itself the id of an account or key."""
    for sent, password in _passwords(case):
        checked = key_checks.check(password)
        if checked is not None and checked.shape.use == "identifier":
            yield _about(
                case,
                "other-kind-of-key",
                SOUND,
                sent,
                checked,
                tr("The password sent is a {name}.", name=key_words.name_of(checked.shape)),
            )


def _passwords(case: Case) -> Iterator[tuple[Credential, str]]:
    for sent in spoilable(case):
        if sent.scheme == "basic" and sent.basic and b":" in sent.basic:
            yield sent, sent.basic.partition(b":")[2].decode("latin-1")


RULES = (damaged_key, other_kind, percent_encoded, password_is_an_id)
