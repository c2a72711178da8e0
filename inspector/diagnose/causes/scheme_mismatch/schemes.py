"""The challenge asks for one scheme, and another was sent."""

import re

from inspector.diagnose import places
from inspector.diagnose.case import Case
from inspector.diagnose.chosen import digest_not_offered
from inspector.diagnose.credential import Credential
from inspector.diagnose.suspicion import Found, Suspicion, fact
from inspector.model.finding import Cause, Evidence
from inspector.wording import tr

_REFUSED = frozenset({400, 401, 403})
_USUAL = frozenset({"basic", "bearer", "digest", "negotiate", "ntlm", "dpop"})
_OTHER_REASON = (
    "bad-login",
    "locked",
    "captcha",
    "too-many-attempts",
    "permission",
    "revoked",
    "token-expired",
    "key-refused",
    "ip-refused",
    "csrf",
    "password-expired",
    "session-expired",
    "mfa",
    "unreachable",
    "client-refused",
)
_TOKEN = re.compile(r"^[\w.~+/=-]{12,}$")


def other_scheme(case: Case) -> Found:
    """The scheme sent is not among those offered."""
    sent, offered = case.sent.authorization, case.heard.schemes
    if sent is None or not sent.scheme or not offered or case.status not in _REFUSED:
        return
    if sent.scheme in offered or not sent.value.strip():
        return
    if case.sent.is_token_request and case.heard.error[0]:
        return
    yield Suspicion(
        cause=Cause.SCHEME_MISMATCH,
        slug="other-scheme-wanted",
        weight=_weight(case, sent),
        evidence=(
            fact(tr("{scheme} was sent.", scheme=sent.scheme.capitalize()), sent.place),
            *_asked(case),
            case.status_evidence,
        ),
        values={"sent": sent.scheme.capitalize(), "wanted": _names(case)},
    )


def _weight(case: Case, sent: Credential) -> float:
    offered = case.heard.schemes
    usual = any(scheme in _USUAL for scheme in offered)
    weight = 0.93 if usual and sent.scheme in _USUAL else 0.55
    if not usual:
        weight = 0.4
    if sent.scheme in {"bearer", "token"} and offered == ("basic",):
        weight = 0.8
    if offered == ("token",) and sent.scheme in {"bearer", "jwt"}:
        weight = 0.85 if case.said("missing", "not-authenticated", "not-found-there") else 0.6
    if sent.scheme == "dpop" and "bearer" in offered:
        weight = 0.4
    if case.said("missing", "not-found-there"):
        weight = max(weight, 0.88)
    understood = sent.scheme in {"bearer", "token"} and case.said("token-refused")
    # "Not authorized" beside a 401 is no word about rights.
    others = [name for name in _OTHER_REASON if name != "permission" or case.status == _FORBIDDEN]
    wrong = case.says("bad-login")
    if wrong is not None and wrong.statement.kind in {"title", "page"}:
        others.remove("bad-login")
    if case.said(*others) or understood:
        weight = min(weight, 0.4)
    return weight


_FORBIDDEN = 403


def _names(case: Case) -> str:
    names = dict.fromkeys(challenge.scheme for _, challenge in case.heard.challenges)
    return ", ".join(name for name in names if name)


def _asked(case: Case) -> list[Evidence]:
    return [
        fact(
            tr("The server asks for {scheme}.", scheme=challenge.scheme),
            case.heard.challenge_place(index, challenge),
        )
        for index, challenge in case.heard.challenges[:2]
    ]


def word_missing(case: Case) -> Found:
    """The token stands in Authorization without the scheme word before it."""
    sent = case.sent.authorization
    if sent is None or sent.scheme or not sent.value.strip() or case.status not in _REFUSED:
        return
    if not _TOKEN.match(sent.bare):
        return
    wants = next((scheme for scheme in case.heard.schemes if scheme in _USUAL), "")
    weight = 0.93 if sent.claims or wants else 0.5
    plain_token = bool(sent.claims) and wants == "bearer"
    if case.said(*[name for name in _OTHER_REASON if name != "bad-login" or not plain_token]):
        weight = 0.4
    yield Suspicion(
        cause=Cause.SCHEME_MISMATCH,
        slug="scheme-word-missing",
        weight=weight,
        evidence=(
            fact(
                tr("Authorization begins with the token; the word Bearer is missing."), sent.place
            ),
            *_asked(case),
            case.status_evidence,
        ),
        values={"wanted": wants.capitalize() or "Bearer"},
    )


def key_where_token(case: Case) -> Found:
    """The reply says that this kind of credential is not accepted here."""
    trust = case.said("scheme-refused")
    if not trust or not case.may_carry:
        return
    main = case.sent.main
    yield Suspicion(
        cause=Cause.SCHEME_MISMATCH,
        slug="kind-not-accepted",
        weight=0.95 * trust,
        evidence=(
            *case.quote("scheme-refused"),
            *(
                [fact(tr("A credential was sent in {name}.", name=main.name), main.place)]
                if main
                else []
            ),
            *_asked(case),
        ),
        values={"sent": _kind(case), "wanted": _names(case)},
    )


def _kind(case: Case) -> str:
    sent = case.sent.authorization
    if sent is not None and sent.scheme:
        return sent.scheme.capitalize()
    return tr("an API key") if case.sent.keys else tr("a cookie")


def key_beside_challenge(case: Case) -> Found:
    """A key was sent in a header or the query, and the challenge asks for a scheme."""
    wanted = [scheme for scheme in case.heard.schemes if scheme in _USUAL]
    if case.sent.authorization is not None or not case.sent.keys or not wanted:
        return
    if case.status not in _REFUSED or case.said("key-refused", *_OTHER_REASON):
        return
    key = case.sent.keys[0]
    if key.where == "body":
        return
    yield Suspicion(
        cause=Cause.SCHEME_MISMATCH,
        slug="key-where-scheme-wanted",
        weight=0.4 if key.where == "query" and "token" in key.name.lower() else 0.62,
        evidence=(fact(tr("A key was sent in {name}.", name=key.name), key.place), *_asked(case)),
        values={"name": key.name, "wanted": _names(case)},
    )


def not_built(case: Case) -> Found:
    """The scheme asked for can't be sent yet."""
    failure = case.exchange.failure
    if failure is not None and failure.kind == "scheme-not-supported":
        yield Suspicion(
            cause=Cause.SCHEME_MISMATCH,
            slug="scheme-not-supported-yet",
            weight=0.98,
            evidence=(fact(failure.message, places.connection(case.index)),),
            values={"detail": failure.message},
        )


def wrong_word(case: Case) -> Found:
    """The reply explains which word has to stand before the token."""
    sent = case.sent.authorization
    if sent is None or sent.scheme in {"bearer", "negotiate", "ntlm"} or not sent.value:
        return
    if not case.said("malformed", "missing", "not-found-there") or case.status not in _REFUSED:
        return
    password = sent.scheme in {"basic", "digest"}
    if password and sent.scheme in case.heard.schemes:
        return
    if _BEARER_WORD.search(case.heard.words):
        yield Suspicion(
            cause=Cause.SCHEME_MISMATCH,
            slug="other-scheme-wanted" if password else "scheme-word-missing",
            weight=0.86 if password else 0.9,
            evidence=(
                *case.quote("malformed", "missing", "not-found-there"),
                fact(tr("The word sent is {word}.", word=sent.scheme or tr("(none)")), sent.place),
            ),
            values={"wanted": "Bearer", "sent": sent.scheme.capitalize()},
        )


def word_not_understood(case: Case) -> Found:
    """The header's form is complained of, and only the word before a well-formed token is odd."""
    sent = case.sent.authorization
    if sent is None or sent.scheme in {"bearer", "dpop", ""}:
        return
    login = sent.scheme == "basic" and b":" in (sent.basic or b"")
    told = case.says("malformed") if login else case.says("malformed", "missing")
    if told is None or not (sent.claims or login) or "basic" in told.statement.plain:
        return
    if case.status in _REFUSED and not _offers(case, sent):
        yield Suspicion(
            cause=Cause.SCHEME_MISMATCH,
            slug="other-scheme-wanted",
            weight=0.6 if login else 0.86,
            evidence=(
                *case.quote("malformed", "missing"),
                fact(tr("The word sent is {word}.", word=sent.scheme), sent.place),
                case.status_evidence,
            ),
            values={"wanted": _names(case) or "Bearer", "sent": sent.scheme.capitalize()},
        )


def _offers(case: Case, sent: Credential) -> bool:
    return sent.scheme in case.heard.schemes


_BEARER_WORD = re.compile(r"\b(bearer|jwt)\b")


def word_in_small_letters(case: Case) -> Found:
    """The scheme word is written in small letters, and the server says that it found nothing."""
    found = case.sent.header("authorization")
    sent = case.sent.authorization
    if found is None or sent is None or case.status not in _REFUSED:
        return
    word = found[1].value.partition(" ")[0]
    if word in {"bearer", "basic", "digest"} and case.said("missing", "not-authenticated"):
        yield Suspicion(
            cause=Cause.SCHEME_MISMATCH,
            slug="scheme-word-in-small-letters",
            weight=0.66,
            evidence=(
                fact(tr("The scheme word is written {word}.", word=word), sent.place),
                *case.quote("missing", "not-authenticated"),
            ),
            values={"wanted": word.capitalize()},
        )


def digest_in_vain(case: Case) -> Found:
    """Digest was chosen and waits for its challenge; the server names other schemes only."""
    if case.status in _REFUSED and digest_not_offered(case):
        yield Suspicion(
            cause=Cause.SCHEME_MISMATCH,
            slug="digest-not-offered",
            weight=0.97,
            evidence=(*_asked(case), case.status_evidence),
            values={"wanted": _names(case)},
        )


RULES = (
    digest_in_vain,
    word_in_small_letters,
    other_scheme,
    word_missing,
    key_where_token,
    key_beside_challenge,
    not_built,
    wrong_word,
    word_not_understood,
)
