"""What was sent is written, or answered, as another kind of credential than the server reads."""

from http import HTTPStatus

from inspector.diagnose.causes.scheme_mismatch.scheme_words import HEX_TOKEN, refuses_another_kind
from inspector.diagnose.facts.callers.other_schemes import header_called_bad
from inspector.diagnose.facts.callers.strangers import says_nobody_is_known
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import only_authorization_to_misread
from inspector.diagnose.facts.named_places import told_word
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.products.fingerprints import ask_otherwise, readers, words_read
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, LIKELY, OPEN, RATHER, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import is_misspelt
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import (
    COMMON_SCHEMES,
    KNOWN_SCHEMES,
    NAMES_OF_A_KEY,
    TOKEN_SCHEMES,
    USUAL_SCHEMES,
)
from inspector.reading.framing.subprotocols import SUBPROTOCOLS
from inspector.reading.meanings import OF_A_RIGHT, OF_AN_END, WITHOUT_A_REASON
from inspector.reading.statuses import CHALLENGES, MAY_REFUSE_CREDENTIAL, TURNS_AWAY
from inspector.wording import tr


def unusual_word(case: Case) -> Found:
    """A JWT stands behind another word than Bearer (RFC 6750 §2.1), and nothing says it was read.

    In small letters most servers take the word as well (RFC 9110 §11.1); those that compare it
    letter by letter do not.
    """
    sent, away = case.sent.authorization, case.heard.leads_to_login
    if sent is None or not sent.claims:
        return
    if case.status not in TURNS_AWAY and not away:
        return
    word = sent.word
    if word in {"Bearer", "BEARER"} or sent.scheme in {"", "dpop", *LOGIN_SCHEMES}:
        return
    asked_for = case.heard.schemes and sent.scheme != "bearer"
    wordless = case.heard.gives_no_reason or away
    if asked_for or not wordless or was_accepted(case) or case.heard.error[0]:
        return
    small, is_name = sent.scheme == "bearer", sent.scheme not in KNOWN_SCHEMES
    yield case.refused_for(
        "scheme-word-in-small-letters" if small else "scheme-word-missing",
        LIKELY if is_name else _WEIGHT_OF_WORD.get(sent.scheme, RATHER),
        fact(tr("The word sent is {word}.", word=word), sent.place),
        explains=is_name,
        wanted="Bearer",
        sent=word,
    )


def token_in_place_of_bearer(case: Case) -> Found:
    """An opaque token stands behind the word Token, which no challenge names, and nobody is known.

    Who reads that word asks for it by its name, as Django REST framework does. Of nine real servers
    that had it and did not ask for it, seven read Bearer. That framework's own keys are left alone.
    Key and the like are words of the same making.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme not in NAMES_OF_A_KEY or sent.claims:
        return
    shut = case.status in TURNS_AWAY and sent.scheme != "token"  # with it 403 knows the caller
    refused = shut or case.status in CHALLENGES or case.is_hidden_error
    if HEX_TOKEN.fullmatch(sent.bare):
        return
    read = {*case.heard.schemes, *map(str.lower, words_read(case.products, case.heard))}
    if sent.scheme in read:
        return
    if case.meanings.keys() - {*WITHOUT_A_REASON, "not-authenticated", "token-refused"}:
        return
    if not refused or was_accepted(case) or ask_otherwise(case.known):
        return
    if any(_takes_the_word(case, one) for one in case.neighbours):
        return
    yield case.refused_for(
        "other-scheme-wanted",
        FAIR if case.status in CHALLENGES or case.heard.gives_no_reason else RATHER,
        fact(tr("The word sent is {word}.", word=sent.word), sent.place),
        sent=sent.word,
        wanted="Bearer",
    )


def _takes_the_word(case: Case, other: Case) -> bool:
    """Whether the host took another token behind the same word."""
    taken = other.sent.authorization if other.succeeded else None
    sent = case.sent.authorization
    alike = taken is not None and sent is not None and taken.scheme == sent.scheme
    return alike and other.sent.host == case.sent.host


def word_called_bad(case: Case) -> Found:
    """A plain read with a less usual word in Authorization is called bad, and nothing says why.

    A server that knows the word takes the credential apart and says that it is wrong.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme in {"", "bearer", *LOGIN_SCHEMES}:
        return
    if only_authorization_to_misread(case):
        yield case.refused_for(
            "other-scheme-wanted",
            HALF,
            fact(tr("The word sent is {word}.", word=sent.word), sent.place),
            sent=sent.word,
        )


def misspelt_word(case: Case) -> Found:
    """The scheme word is no known one, and a letter or two away from one that is."""
    sent = case.sent.authorization
    if sent is None or not sent.scheme or sent.scheme in KNOWN_SCHEMES:
        return
    meant = next((one for one in USUAL_SCHEMES if is_misspelt(sent.scheme, one)), "")
    if not meant or case.status not in MAY_REFUSE_CREDENTIAL or was_accepted(case):
        return
    yield case.refused_for(
        "other-scheme-wanted",
        STRONG,
        fact(tr("The word sent is {word}.", word=sent.scheme), sent.place),
        fact(tr("It is almost {word}.", word=meant.capitalize()), sent.place),
        explains=True,
        sent=sent.scheme.capitalize(),
        wanted=meant.capitalize(),
    )


def word_in_another_case(case: Case) -> Found:
    """The reply spells the scheme word out, and it was sent in other letters, small or capital.

    Some servers compare it letter by letter and then take the whole header for the credential.
    """
    sent = case.sent.authorization
    if sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    if not sent.word or was_accepted(case):
        return
    word = sent.word
    for statement in case.heard.statements:
        wanted = told_word(statement.text)
        if wanted and wanted != word and wanted.lower() == word.lower():
            yield case.refused_for(
                "scheme-word-in-small-letters",
                STRONG,
                quoted(statement),
                fact(tr("The scheme word is written {word}.", word=word), sent.place),
                explains=True,
                wanted=wanted,
            )
            return


def word_in_small_letters(case: Case) -> Found:
    """The scheme word is written in small letters, and the server knows nobody, or may do so."""
    sent = case.sent.authorization
    if sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    word = sent.word
    if not (word.islower() and word in COMMON_SCHEMES):
        return
    if case.said("missing", "not-authenticated") or refuses_another_kind(case):
        known = word.capitalize() in words_read(case.products, case.heard)  # letter by letter
        yield case.suspect(
            "scheme-word-in-small-letters",
            STRONG if known else RATHER,
            fact(tr("The scheme word is written {word}.", word=word), sent.place),
            *case.quote("missing", "not-authenticated", "scheme-refused"),
            wanted=word.capitalize(),
        )
    elif header_called_bad(case) is not None:
        yield case.suspect(
            "scheme-word-in-small-letters",
            LIKELY,
            fact(tr("The scheme word is written {word}.", word=word), sent.place),
            *case.quote("malformed"),
            wanted=word.capitalize(),
        )
    elif case.said(*OF_A_RIGHT) and not was_accepted(case):
        yield case.suspect(  # many say of nobody, too, that it has no right
            "scheme-word-in-small-letters",
            OPEN,
            fact(tr("The scheme word is written {word}.", word=word), sent.place),
            wanted=word.capitalize(),
        )


def word_in_small_letters_by_hand(case: Case) -> Found:
    """It was sent from here in small letters, in which hardly anything but a hand writes it.

    Servers must take it as well (RFC 9110 §11.1); of those that compare it letter by letter, most
    say no word of it. What took another credential behind the same letters reads them.
    """
    sent, away = case.sent.authorization, case.heard.leads_to_login
    if sent is None or not case.is_whole or not (case.status in CHALLENGES or away):
        return
    word, wordless = sent.word, case.heard.gives_no_reason or away
    if not wordless or case.heard.error[0] or not (word.islower() and word in COMMON_SCHEMES):
        return
    if not any(_takes_letters_of(other, word) for other in (*case.before, *case.after)):
        yield case.refused_for(
            "scheme-word-in-small-letters",
            LIKELY,
            fact(tr("The scheme word is written {word}.", word=word), sent.place),
            wanted=word.capitalize(),
        )


def _takes_letters_of(other: Case, word: str) -> bool:
    theirs = other.sent.authorization
    return other.succeeded and theirs is not None and theirs.word == word


_WEIGHT_OF_WORD = {"bearer": HINT, "jwt": HALF}


def word_of_another_product(case: Case) -> Found:
    """A reply of this host names the product, which reads other words before a credential."""
    sent = case.sent.authorization
    if sent is None or not sent.scheme or was_accepted(case) or not says_nobody_is_known(case):
        return
    told = case.status == HTTPStatus.UNAUTHORIZED and not case.heard.gives_no_reason
    if case.heard.challenges or told:
        return
    known = readers()
    for other in (case, *reversed(case.before[-_LOOK:])):
        product = next((name for name in sorted(other.products) if name in known), "")
        if not product:
            continue
        wanted = known[product]
        if sent.scheme not in {each.partition(" ")[0].lower() for each in wanted}:
            word = sent.scheme.capitalize()
            yield case.refused_for(
                "key-sent-in-another-way",
                CLEAR,
                fact(tr("{product} answers at this host.", product=product), other.heard_body),
                fact(tr("It does not read the word {word}.", word=word), sent.place),
                explains=True,
                wanted=wanted[0],
                sent=word,
            )
        return


_LOOK = 20


def name_of_the_value_missing(case: Case) -> Found:
    """The product reads the value behind its word under a name, and it stands there without one."""
    sent = case.sent.authorization
    if sent is None or not sent.scheme or case.status not in TURNS_AWAY or was_accepted(case):
        return
    known = readers()
    product = next((name for name in sorted(case.products) if name in known), "")
    ways = [one.partition(" ") for one in known.get(product, ())]
    forms = [form for word, _, form in ways if word.lower() == sent.scheme]
    names = [form.partition("=")[0].lower() for form in forms if "=" in form]
    if not forms or len(names) < len(forms) or not sent.params.keys().isdisjoint(names):
        return
    wanted = f"{sent.word} {forms[0]}"
    yield case.refused_for(
        "key-sent-in-another-way",
        CLEAR,
        fact(tr("{product} answers at this host.", product=product), case.heard_line),
        fact(tr("Here it was sent as {way}.", way=f"{sent.word} …"), sent.place),
        explains=True,
        wanted=wanted,
        sent=sent.word,
    )


def words_of_another_kind(case: Case) -> Found:
    """A login was sent and the words are about a token, or a token and they are about a password.

    What was sent was looked at as something else, or the other is missed; no challenge offers what
    was sent.
    """
    sent = case.sent.authorization
    if sent is None or case.status not in TURNS_AWAY or not sent.value.strip():
        return
    login = sent.scheme in LOGIN_SCHEMES
    if sent.scheme in case.heard.schemes or was_accepted(case):
        return
    if not login and sent.scheme not in TOKEN_SCHEMES:
        return
    wrong = ("token-refused", "malformed") if login else ("bad-login",)
    told = case.says("missing", *(() if sent.claims else wrong))  # a JWT names its user
    if told is None or told.statement.kind in {"title", "page"}:
        return
    own, other = (_OF_LOGINS, _OF_TOKENS) if login else (_OF_ANY, _NAMES_A_LOGIN)
    if not other.search(told.statement.plain) or own.search(case.heard.words):
        return
    yield case.refused_for(
        "other-scheme-wanted",
        LIKELY,
        fact(tr("{scheme} was sent.", scheme=sent.scheme.capitalize()), sent.place),
        quoted(told.statement),
        wanted="Bearer" if login else "Basic",
        sent=sent.scheme.capitalize(),
    )


def password_where_token(case: Case) -> Found:
    """A login by name and password is told that a token guards what was asked for.

    Repositories take the halves of a token in the same two fields, so the challenge stays Basic.
    """
    sent = case.sent.authorization
    if sent is None or case.status not in TURNS_AWAY or was_accepted(case):
        return
    user, colon, password = sent.login_text.partition(":")
    if not colon or not user or is_random(password):
        return
    told = next((one for one in case.heard.statements if _BY_A_TOKEN.search(one.plain)), None)
    if told is None:
        return
    yield case.refused_for(
        "kind-not-accepted",
        LIKELY,
        quoted(told),
        fact(tr("Basic was sent for the user {user}.", user=user), sent.place),
        sent=tr("a password"),
        wanted="",
    )


# finds `content access is protected by token`, `a user token is required`
# but not `protected by the owner`, `a valid token is required`
_BY_A_TOKEN = lazy_re(
    r"\b(?:protected|guarded|secured) (?:by|with) (?:an? )?(?:\w+ )?tokens?\b|"
    r"\b(?:user|deploy|personal access|app(?:lication)?|api) tokens? (?:is|are) "
    r"(?:required|needed)\b|"
    r"\b(?:use|needs?|requires?|with) an? (?:user|deploy|personal access|api) token "
    r"(?:instead|not|in place)"
)


def word_among_protocols(case: Case) -> Found:
    """A JWT goes among the protocols of a WebSocket, behind the word for a key."""
    if case.status not in TURNS_AWAY or was_accepted(case) or case.said(*OF_AN_END, *OF_A_RIGHT):
        return
    for key in case.sent.keys:
        if key.name.lower() == SUBPROTOCOLS and key.claims and key.scheme in _WORDS_OF_KEYS:
            yield case.refused_for(
                "key-sent-in-another-way",
                RATHER,
                fact(tr("The word sent is {word}.", word=key.scheme), key.place),
                fact(tr("What stands behind it is a JWT."), key.place),
                wanted="bearer",
                sent=key.scheme,
            )
            return


_WORDS_OF_KEYS = frozenset({"token", "apikey", "api-key", "api_key", "key", "x-api-key"})


# finds `invalid token`
# but not `invalid user`
_OF_TOKENS = lazy_re(r"\b(?:tokens?|jwt|bearer|jws)\b")
# finds `wrong user name or password`
# but not `wrong token`
_OF_LOGINS = lazy_re(r"\b(?:user ?names?|pass ?words?|logins?|credentials?|basic)\b")
# finds `token`, `credentials`
# but not `password`
_OF_ANY = lazy_re(r"\b(?:tokens?|jwt|bearer|jws|credentials?)\b")
# finds `password`
# but not `credentials`
_NAMES_A_LOGIN = lazy_re(r"\b(?:user ?names?|pass ?words?)\b")
RULES = (
    unusual_word,
    token_in_place_of_bearer,
    word_called_bad,
    misspelt_word,
    word_in_another_case,
    word_in_small_letters,
    word_in_small_letters_by_hand,
    word_of_another_product,
    name_of_the_value_missing,
    words_of_another_kind,
    password_where_token,
    word_among_protocols,
)
