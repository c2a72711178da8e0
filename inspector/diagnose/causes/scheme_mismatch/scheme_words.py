"""The word before a token is missing, is not the one wanted, or is not written as wanted."""

import re

from inspector.diagnose.causes.scheme_mismatch.schemes import (
    OTHER_REASON,
    USUAL,
    asked,
    names,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import told_word, wanted_word
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import (
    CLEAR,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    RATHER,
    SHOWN,
    SOUND,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.reading.credential import Credential
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_TOKEN = re.compile(r"^[\w.~+/=-]{12,}$")
_HEX_TOKEN = re.compile(r"[0-9a-f]{40}")
_BROKEN = 500  # frameworks whose middleware throws
_BEARER_WORD = re.compile(r"\b(bearer|jwt)\b")


def word_missing(case: Case) -> Found:
    """The token stands in Authorization without the scheme word before it."""
    sent = case.sent.authorization
    if (
        sent is None
        or sent.scheme
        or not sent.value.strip()
        or case.status not in MAY_REFUSE_CREDENTIAL
    ):
        return
    if not _TOKEN.match(sent.bare):
        return
    wants = next((scheme for scheme in case.heard.schemes if scheme in USUAL), "")
    weight = STRONG if sent.claims or wants else HALF
    plain_token = bool(sent.claims) and wants == "bearer"
    word = wants.capitalize() or wanted_word(case)
    if case.said(*[name for name in OTHER_REASON if name != "bad-login" or not plain_token]):
        weight = HINT
    yield case.suspect(
        "scheme-word-missing",
        weight,
        fact(
            tr("Authorization begins with the token; the word {word} is missing.", word=word),
            sent.place,
        ),
        *asked(case),
        case.status_evidence,
        wanted=word,
    )


def wrong_word(case: Case) -> Found:
    """The reply explains which word has to stand before the token."""
    sent = case.sent.authorization
    if sent is None or sent.scheme in {"bearer", "negotiate", "ntlm"} or not sent.value:
        return
    if not case.said("malformed", "missing", "not-found-there"):
        return
    if case.status not in MAY_REFUSE_CREDENTIAL and not (
        case.status == _BROKEN and case.said("malformed")
    ):
        return
    password = sent.scheme in LOGIN_SCHEMES
    if password and sent.scheme in case.heard.schemes:
        return
    if _BEARER_WORD.search(case.heard.words):
        yield case.suspect(
            "other-scheme-wanted" if password else "scheme-word-missing",
            SOUND if password else CLEAR,
            *case.quote("malformed", "missing", "not-found-there"),
            fact(tr("The word sent is {word}.", word=sent.scheme or tr("(none)")), sent.place),
            wanted="Bearer",
            sent=sent.scheme.capitalize(),
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
    if case.status in MAY_REFUSE_CREDENTIAL and not _offers(case, sent):
        yield case.suspect(
            "other-scheme-wanted",
            FAIR if login else SOUND,
            *case.quote("malformed", "missing"),
            fact(tr("The word sent is {word}.", word=sent.scheme), sent.place),
            case.status_evidence,
            wanted=names(case) or "Bearer",
            sent=sent.scheme.capitalize(),
        )


def _offers(case: Case, sent: Credential) -> bool:
    return sent.scheme in case.heard.schemes


def word_spelled_out(case: Case) -> Found:
    """The reply spells out how Authorization is written, with another word than the one sent."""
    sent = case.sent.authorization
    if sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    for statement in case.heard.statements:
        wanted = told_word(statement.text)
        if not wanted or wanted.lower() == sent.scheme:
            continue
        if sent.scheme and sent.scheme in statement.plain.split():
            continue  # one of several ways is the one that was sent
        yield case.suspect(
            "other-scheme-wanted",
            SHOWN,
            fact(tr("Server said: {text}", text=statement.short), statement.place),
            fact(tr("The word sent is {word}.", word=sent.scheme or tr("(none)")), sent.place),
            case.status_evidence,
            wanted=wanted,
            sent=sent.scheme.capitalize(),
        )
        return


def word_in_small_letters(case: Case) -> Found:
    """The scheme word is written in small letters, and the server says that it found nothing."""
    found = case.sent.header("authorization")
    sent = case.sent.authorization
    if found is None or sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    word = found[1].value.partition(" ")[0]
    if word in {"bearer", "basic", "digest"} and case.said("missing", "not-authenticated"):
        yield case.suspect(
            "scheme-word-in-small-letters",
            RATHER,
            fact(tr("The scheme word is written {word}.", word=word), sent.place),
            *case.quote("missing", "not-authenticated"),
            wanted=word.capitalize(),
        )


def token_word_wanted(case: Case) -> Found:
    """A token of 40 hexadecimal digits stands behind Bearer, and the server says it got none.

    Such tokens (Django REST framework, Gitea, NetBox) go behind the word Token; what stands behind
    another word is not looked at.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme != "bearer" or not _HEX_TOKEN.fullmatch(sent.bare):
        return
    if case.status in MAY_REFUSE_CREDENTIAL and case.said("missing", "not-authenticated"):
        yield case.suspect(
            "scheme-word-missing",
            LIKELY,
            *case.quote("missing", "not-authenticated"),
            fact(tr("The word sent is {word}.", word="Bearer"), sent.place),
            case.status_evidence,
            wanted="Token",
        )


RULES = (
    word_missing,
    wrong_word,
    word_not_understood,
    word_spelled_out,
    word_in_small_letters,
    token_word_wanted,
)
