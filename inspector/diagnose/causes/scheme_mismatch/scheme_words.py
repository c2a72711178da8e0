"""The word before a token is missing, is not the one wanted, or is not written as wanted."""

from http import HTTPStatus

from inspector.diagnose.facts.authorization_requests import names_parameter
from inspector.diagnose.facts.callers.named_rights import names_no_right
from inspector.diagnose.facts.callers.other_schemes import is_of_another_part, wants_it_computed
from inspector.diagnose.facts.callers.strangers import says_nobody_is_known
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.waiting_logins import digest_not_offered
from inspector.diagnose.facts.named_places import told_word, wanted_word
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.products.fingerprints import (
    ask_otherwise,
    headers_of_words,
    is_word_read,
    words_read,
)
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    OPEN,
    RATHER,
    SHOWN,
    SOUND,
    STATED,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import COMMON_SCHEMES, LOGINS, TOKEN_SCHEMES
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_SERVICE,
    OF_AN_END,
    Names,
    without,
)
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

# ---------------- The challenge asks for one scheme, and another was sent
OTHER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, "scope"), *OF_AN_END, *OF_A_SERVICE, "bad-login", "key-refused",
    "client-refused",
)  # fmt: skip
_NOT_READ: Names = ("malformed", "missing", "not-found-there")


def other_scheme(case: Case) -> Found:
    """The scheme sent is not among those offered."""
    sent, offered = case.sent.authorization, case.heard.schemes
    if sent is None or not sent.scheme or not offered or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    read = map(str.lower, words_read(case.products, case.heard))
    if sent.scheme in {*offered, *read} or not sent.value.strip():
        return
    if case.sent.is_token_request and case.heard.error[0]:
        return
    yield case.refused_for(
        "other-scheme-wanted",
        _weight(case, sent),
        fact(tr("{scheme} was sent.", scheme=sent.scheme.capitalize()), sent.place),
        *asked(case),
        explains=not _was_read(case, sent),
        sent=sent.scheme.capitalize(),
        wanted=names(case),
    )


def _weight(case: Case, sent: Credential) -> float:
    """Weigh what was sent against what is offered, before any word: words come after."""
    weight = _by_offer(sent, case.heard.schemes)
    if wants_it_computed(case):
        weight = max(weight, STRONG)
    if case.said("missing", "not-found-there"):
        weight = max(weight, CLEAR)
    if _no_other_token(case, sent):
        weight = max(weight, FAIR)
    return min(weight, HINT) if _was_read(case, sent) else weight


def _no_other_token(case: Case, sent: Credential) -> bool:
    """Whether another word is asked for without an error: no token was seen (RFC 6750 §3.1)."""
    bare = case.heard.gives_no_reason and not case.heard.error[0]
    asked_for = TOKEN_SCHEMES.intersection(case.heard.schemes)
    return bare and sent.scheme in TOKEN_SCHEMES and bool(asked_for)


def _by_offer(sent: Credential, offered: tuple[str, ...]) -> float:
    """A server that takes passwords by a handshake only never looks at Basic."""
    weighed = (
        (sent.scheme == "basic" and _HANDSHAKES.issuperset(offered), SHOWN),
        (sent.scheme == "dpop" and "bearer" in offered, OPEN),
        (offered == ("token",) and sent.scheme in {"bearer", "jwt"}, RATHER),
        (any(one in _KEY_WORDS or one.startswith("x-") for one in offered), LIKELY),
        (not headers_of_words().keys().isdisjoint(offered), STRONG),
        (not COMMON_SCHEMES.intersection(offered), OPEN),
        (sent.scheme in COMMON_SCHEMES, STRONG),
        (sent.scheme in TOKEN_SCHEMES and offered == ("basic",), CLEAR),
        (sent.scheme in TOKEN_SCHEMES, RATHER),
        (sent.scheme in _KEY_WORDS, LIKELY),
    )
    return next((weight for applies, weight in weighed if applies), RATHER)


_KEY_WORDS = frozenset({"apikey", "api-key", "key"})
_OF_A_KIND: dict[str, Names] = {
    "password": ("bad-login", "password-expired"),
    "token": ("token-refused", "token-expired", "revoked"),
    "key": ("key-refused",),
}
_OF_ANY: Names = without(OTHER_REASON, *(name for kind in _OF_A_KIND.values() for name in kind))


def _was_read(case: Case, sent: Credential) -> bool:
    """Whether words show that the credential was looked at, or give quite another reason.

    Words about a password say nothing of a token, nor the other way round.
    """
    # "Not authorized" beside a 401 is no word about rights.
    others = _OF_ANY if case.status == HTTPStatus.FORBIDDEN else without(_OF_ANY, "permission")
    if case.said(*others):
        return True
    if was_accepted(case):
        return not (_takes_another_now(case, sent) or is_of_another_part(case))
    if sent.claims and case.said("signature", "claims-wanted", "unknown-key", "algorithm"):
        return True
    named = _OF_A_KIND[_kind_sent(sent)]
    told = case.says(*named, *(("bad-login",) if sent.claims else ()))  # a JWT names its user
    if told is None or told.trust < RATHER or wants_it_computed(case):
        return False  # words that only resemble such ones weigh less than the challenge
    if told.statement.kind in {"title", "page"}:
        return False
    # A handshake takes passwords, too: "wrong password" then tells what Digest would have got.
    return not (sent.scheme == "basic" and _HANDSHAKES.issuperset(case.heard.schemes))


def _takes_another_now(case: Case, sent: Credential) -> bool:
    """Whether Basic was taken and is not listed any more, as it must be (RFC 9110 §11.6.1)."""
    return sent.scheme == "basic" and _HANDSHAKES.issuperset(case.heard.schemes)


def _kind_sent(sent: Credential) -> str:
    if sent.scheme in LOGIN_SCHEMES:
        return "password"
    return "key" if sent.scheme in _KEY_WORDS else "token"


_HANDSHAKES = LOGINS - {"basic"}


def names(case: Case) -> str:
    """Return the schemes that the challenges name, as one text."""
    found = dict.fromkeys(challenge.scheme for _, challenge in case.heard.challenges)
    return ", ".join(name for name in found if name)


def asked(case: Case) -> list[Evidence]:
    """Return the schemes that the server asks for, as evidence."""
    return [
        fact(
            tr("The server asks for {scheme}.", scheme=challenge.scheme),
            case.heard.challenge_place(index, challenge),
        )
        for index, challenge in case.heard.challenges[:2]
    ]


def key_where_token(case: Case) -> Found:
    """The reply says that this kind of credential is not accepted here.

    Who speaks of a kind has seen one, also among parameters whose names tell nothing.
    """
    trust = case.said("scheme-refused")
    seen = case.may_carry or bool(case.sent.query) or bool(case.sent.message.body)
    if not trust or not seen:
        return
    if case.asks_provider and (case.said("client-configuration") or names_parameter(case)):
        return  # the grant or another part of what was asked, not the credential
    main = case.sent.main
    query = main is not None and main.where == "query" and _IN_THE_QUERY.search(case.heard.words)
    yield case.suspect(
        "key-in-wrong-place" if query else "kind-not-accepted",
        _of_a_kind(case) * trust,
        *case.quote("scheme-refused"),
        *(
            [fact(tr("A credential was sent in {name}.", name=main.name), main.place)]
            if main
            else []
        ),
        *asked(case),
        sent=_kind(case),
        wanted="Authorization" if query else names(case),
        name=main.name if main is not None else "",
        host=case.sent.host,
    )


# finds `do not send bearer tokens in query urls`
# but not `the search query is empty`
_IN_THE_QUERY = lazy_re(r"\b(?:in|by|via|as) (?:the |a )?(?:query|url)")


def _of_a_kind(case: Case) -> float:
    """Less where what was sent says the kind wanted, and what follows is not written as it is."""
    sent = case.sent.authorization
    unreadable = sent is not None and sent.scheme == "basic" and b":" not in (sent.basic or b"")
    small = sent is not None and sent.word in COMMON_SCHEMES and refuses_another_kind(case)
    if unreadable or small or _over_plain_http(case):
        return OPEN
    return SHOWN if case.may_carry else SOUND


def refuses_another_kind(case: Case) -> bool:
    """Whether a kind is refused, and not by the word that was sent, which may not be known."""
    sent = case.sent.authorization
    words = case.quoted("scheme-refused").lower()
    return sent is not None and bool(words) and sent.scheme not in words


def _over_plain_http(case: Case) -> bool:
    """Whether it is the way that is refused: the same kind is taken over https."""
    return case.sent.parts[0] == "http" and case.said("https-wanted") > 0


def _kind(case: Case) -> str:
    sent = case.sent.authorization
    if sent is not None and sent.scheme:
        return sent.scheme.capitalize()
    return tr("an API key") if case.sent.keys else tr("a cookie")


def digest_in_vain(case: Case) -> Found:
    """Digest was chosen and waits for its challenge; the server names other schemes only."""
    if case.status in MAY_REFUSE_CREDENTIAL and digest_not_offered(case):
        yield case.refused_for("digest-not-offered", STATED, *asked(case), wanted=names(case))


_TOKEN = lazy_re(r"^(?:secret-token:)?[\w.~+/=-]{12,}$")  # by RFC 8959 with its prefix
HEX_TOKEN = lazy_re(r"[0-9a-f]{40}")
_BEARER_WORD = lazy_re(r"\b(bearer|jwt)\b")


def word_missing(case: Case) -> Found:
    """The token stands in Authorization without the scheme word before it."""
    sent = case.sent.authorization
    if sent is None or sent.scheme:
        return
    if case.status not in MAY_REFUSE_CREDENTIAL and not says_nobody_is_known(case):
        return
    if not _TOKEN.match(sent.bare) or was_accepted(case) or is_word_read(case.products, ""):
        return
    if any(_takes_bare_ones(case, one) for one in case.neighbours):
        return
    wants = next((scheme for scheme in case.heard.schemes if scheme in COMMON_SCHEMES), "")
    # what is odd about the request counts more than a right, of which nobody speaks
    weight = FAIR if case.heard.gives_no_reason else RATHER
    weight = STRONG if sent.claims or wants else weight
    plain = bool(sent.claims) and wants == "bearer"
    if case.said("token-refused", "key-refused"):  # then it was read as it stands
        # a JWT that no clock and no challenge speaks against is first of all written otherwise
        weight = min(weight, FAIR if sent.claims else HALF) if not wants else weight
    word = wants.capitalize() or ("Basic" if sent.holds_login else wanted_word(case))
    known = ["bad-login"] if plain else []
    forbidden = case.status == HTTPStatus.FORBIDDEN
    known += ["permission"] if forbidden or names_no_right(case) else []
    others = [name for name in OTHER_REASON if name not in known]
    weight = HINT if case.said(*others) or ask_otherwise(case.known) else weight
    weight = min(weight, OPEN) if forbidden and case.said("permission") else weight
    yield case.refused_for(
        "scheme-word-missing",
        weight,
        fact(
            tr("Authorization begins with the token; the word {word} is missing.", word=word),
            sent.place,
        ),
        *asked(case),
        wanted=word,
    )


def _takes_bare_ones(case: Case, other: Case) -> bool:
    """Whether the host took another token of such a form without any word."""
    taken = other.sent.authorization if other.succeeded else None
    same = other.sent.host == case.sent.host and not other.sent.is_token_request
    return same and taken is not None and not taken.scheme and bool(_TOKEN.match(taken.bare))


def wrong_word(case: Case) -> Found:
    """The reply explains which word has to stand before the token."""
    sent = case.sent.authorization
    if sent is None or sent.scheme in {"bearer", "negotiate", "ntlm"} or not sent.value:
        return
    if not case.said(*_NOT_READ):
        return
    broke = case.status == HTTPStatus.INTERNAL_SERVER_ERROR and case.said("malformed")
    if case.status not in MAY_REFUSE_CREDENTIAL and not broke:  # middleware that throws
        return
    password = sent.scheme in LOGIN_SCHEMES
    if password and sent.scheme in case.heard.schemes:
        return
    if _BEARER_WORD.search(case.heard.words):
        yield case.suspect(
            "other-scheme-wanted" if password else "scheme-word-missing",
            SOUND if password else CLEAR,
            *case.quote(*_NOT_READ),
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
    if told is None or "basic" in told.statement.plain:
        return
    if not (sent.claims or login or _is_of_the_header(told.statement.plain, sent)):
        return
    if case.status in MAY_REFUSE_CREDENTIAL and sent.scheme not in case.heard.schemes:
        yield case.refused_for(
            "other-scheme-wanted",
            FAIR if login else SOUND,
            *case.quote("malformed", "missing"),
            fact(tr("The word sent is {word}.", word=sent.scheme), sent.place),
            wanted=names(case) or "Bearer",
            sent=sent.scheme.capitalize(),
        )


def _is_of_the_header(words: str, sent: Credential) -> bool:
    """Whether words are of the header, in which a token as others have it stands behind a word."""
    return "authorization header" in words and bool(_TOKEN.match(sent.bare))


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
        yield case.refused_for(
            "other-scheme-wanted",
            SHOWN,
            quoted(statement),
            fact(tr("The word sent is {word}.", word=sent.scheme or tr("(none)")), sent.place),
            wanted=wanted,
            sent=sent.scheme.capitalize(),
        )
        return


def token_word_wanted(case: Case) -> Found:
    """A token of 40 hexadecimal digits stands behind Bearer, and the server says it got none.

    Such tokens (Django REST framework, Gitea, NetBox) go behind the word Token; what stands behind
    another word is not looked at.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme != "bearer" or not HEX_TOKEN.fullmatch(sent.bare):
        return
    if case.status in MAY_REFUSE_CREDENTIAL and case.said("missing", "not-authenticated"):
        yield case.refused_for(
            "scheme-word-missing",
            LIKELY,
            *case.quote("missing", "not-authenticated"),
            fact(tr("The word sent is {word}.", word="Bearer"), sent.place),
            wanted="Token",
        )


RULES = (
    word_missing,
    wrong_word,
    word_not_understood,
    word_spelled_out,
    token_word_wanted,
    digest_in_vain,
    other_scheme,
    key_where_token,
)
