"""The credential shows by its form alone that it goes in another way, or that half of it lacks."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import MAIL_ADDRESS, in_headers, spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, FAIR, LIKELY, RATHER, SHOWN, SOUND, STRONG
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import LOGINS
from inspector.protocol.stand_ins import CERTAIN, StandIn, stand_in
from inspector.reading.credential import Credential
from inspector.reading.meanings import Names
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, TURNS_AWAY
from inspector.wording import tr

_NOT_BEARER = frozenset({"basic", "apikey", "api-key", "key", "digest", "token", "hmac"})
_KEY_HEADER = lazy_re(r"(?i)^(?:x-)?api-?key$")
# finds `the JWT is invalid`
# but not `the token is invalid`
_BEARER_WORDS = lazy_re(r"\b(?:jwts?|bearer)\b")


def jwt_behind_another_word(case: Case) -> Found:
    """A signed token stands behind a word that is for passwords or keys."""
    for sent in in_headers(case):
        if not _is_jwt(sent) or sent.scheme not in _NOT_BEARER or was_accepted(case):
            continue
        offered = not case.heard.schemes or "bearer" in case.heard.schemes
        plain = sent.scheme == "token" and not case.heard.schemes
        if offered and sent.scheme not in case.heard.schemes:
            yield case.refused_for(
                "key-sent-in-another-way",
                (FAIR if case.heard.gives_no_reason else RATHER) if plain else STRONG,
                fact(tr("A signed token (JWT) follows {word}.", word=sent.scheme), sent.place),
                explains=not plain,
                kind=tr("signed token (JWT)"),
                sent=f"Authorization: {sent.scheme.capitalize()} …",
                wanted="Authorization: Bearer …",
            )


def jwt_as_api_key(case: Case) -> Found:
    """A signed token stands in the header of an API key, where most servers read no JWT."""
    if case.sent.authorization is not None or case.status not in TURNS_AWAY:
        return
    for sent in spoilable(case):
        if not _KEY_HEADER.match(sent.name) or not _is_jwt(sent) or was_accepted(case):
            continue
        told = case.said("key-refused", "malformed", "missing") or "bearer" in case.heard.schemes
        yield case.refused_for(
            "key-sent-in-another-way",
            CLEAR if told else FAIR,
            fact(tr("{name} holds a signed token (JWT).", name=sent.name), sent.place),
            *case.quote("key-refused", "malformed"),
            explains=True,
            kind=tr("signed token (JWT)"),
            sent=f"{sent.name}: …",
            wanted="Authorization: Bearer …",
        )


def jwt_out_of_place(case: Case) -> Found:
    """A signed token stands in the address or a header of its own, and nobody says it was read."""
    if case.sent.authorization is not None or not case.heard.gives_no_reason:
        return
    for sent in spoilable(case):
        odd = sent.where == "query" or (sent.where == "header" and not _KEY_HEADER.match(sent.name))
        if odd and sent.claims and case.status in TURNS_AWAY and not was_accepted(case):
            yield case.refused_for(
                "key-in-wrong-place",
                FAIR if sent.where == "query" else RATHER,
                fact(tr("{name} holds a signed token (JWT).", name=sent.name), sent.place),
                fact(tr("Authorization, where most servers read it, is empty."), case.sent_line),
                name=sent.name,
                wanted="Authorization: Bearer …",
            )


def _is_jwt(sent: Credential) -> bool:
    return bool(sent.claims) or sent.is_encrypted


_OF_A_TOKEN: Names = ("token-refused", "malformed", "token-expired")


def token_looked_for(case: Case) -> Found:
    """The reply speaks of a JWT or Bearer token, and only a key or password was sent."""
    told = case.says(*_OF_A_TOKEN)
    sent = case.sent.main
    if told is None or sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    if sent.scheme in case.heard.schemes:  # it is what was asked for
        return
    tokens = [one for one in case.sent.credentials if _may_be_token(one)]
    if tokens or case.sent.cookies or not _BEARER_WORDS.search(told.statement.plain):
        return
    if sent.scheme == "" and "apikey" in told.statement.plain:
        return  # "invalid API key or JWT": a key would have done
    yield case.refused_for(
        "key-where-scheme-wanted" if sent.scheme == "" else "other-scheme-wanted",
        SOUND,
        *case.quote(*_OF_A_TOKEN),
        fact(tr("{name} holds no such token.", name=sent.name), sent.place),
        explains=True,
        name=sent.name,
        sent=sent.scheme.capitalize() or sent.name,
        wanted="Bearer",
    )


def _may_be_token(sent: Credential) -> bool:
    """Whether it may be the token that words speak of: not a plain login, not the key's header."""
    if _is_jwt(sent) or sent.where == "body":
        return True
    if sent.scheme in LOGINS:
        return len(sent.basic or b"") > _LONG_LOGIN  # a token may stand for the password
    return sent.scheme != "" or "key" not in sent.name.lower()


_LONG_LOGIN = 40


def without_password(case: Case) -> Found:
    """Basic with a user's name and no password: an empty variable, or a prompt left empty."""
    for sent in in_headers(case):
        user, colon, password = sent.login_text.partition(":")
        if sent.scheme != "basic" or not user or password or not colon or was_accepted(case):
            continue
        if not _is_a_name(user) or sent.known_key is not None:
            continue
        yield case.explained_by(
            sent,
            "empty-credential",
            LIKELY,
            tr("The password after {user} is empty.", user=sent.user),
            half=tr("a password"),
            scheme="Basic",
        )


# finds `lena.park`
# but not `8f14e45fceea167a`
_NAME = lazy_re(r"[A-Za-z][A-Za-z._@+\-]{1,40}\d{0,4}(?:@[\w.\-]+)?")
_LONGEST_NAME = 24


def _is_a_name(user: str) -> bool:
    """Whether it reads like a user's name; keys that stand alone have digits among letters."""
    plain = "@" in user or len(user) <= _LONGEST_NAME
    return plain and _NAME.fullmatch(user) is not None


def both_halves_are_variables(case: Case) -> Found:
    """User and password of Basic are both variables that nobody filled in."""
    for sent in in_headers(case):
        user, _, password = sent.login_text.partition(":")
        kinds = {stand_in(user), stand_in(password)}
        if sent.scheme == "basic" and kinds and not kinds & {"", "likely"}:
            yield case.explained_by(
                sent,
                "placeholder-credential",
                SHOWN,
                _told_of_both(sent),
                text=user,
            )


def _told_of_both(sent: Credential) -> str:
    halves = sent.login_text.split(":", 1)
    if {stand_in(half) for half in halves} <= {"template", "variable"}:
        return tr("Both halves of {name} are variables.", name=sent.name)
    return tr("Both halves of {name} stand for what was not filled in.", name=sent.name)


def one_half_is_a_variable(case: Case) -> Found:
    """The password of Basic, or the user, is a variable that nobody filled in."""
    for sent in in_headers(case):
        user, _, password = sent.login_text.partition(":")
        halves = {half: stand_in(half) for half in (password, user)}
        text = next((half for half, kind in halves.items() if _is_unfilled(half, kind)), "")
        if sent.scheme != "basic" or not text or was_accepted(case):
            continue
        sure = halves[text] in CERTAIN
        yield case.explained_by(
            sent,
            "placeholder-credential",
            STRONG if sure else LIKELY,
            tr("Half of {name} is {text}.", name=sent.name, text=text)
            if sure
            else tr("Half of {name} is a variable.", name=sent.name),
            text=text if sure else "",
        )


def _is_unfilled(half: str, kind: StandIn) -> bool:
    """Whether a half was to be filled in; `$lena` may be what somebody is called."""
    return kind in CERTAIN or (kind == "variable" and half.isupper())


def halves_swapped(case: Case) -> Found:
    """The address of a person stands as the password of Basic, and no name as its user."""
    for sent in in_headers(case):
        user, _, password = sent.login_text.partition(":")
        mail = MAIL_ADDRESS.fullmatch(password) is not None and "@" not in user
        if sent.scheme != "basic" or not mail or _is_a_name(user) or was_accepted(case):
            continue
        yield case.refused_for(
            "parts-swapped",
            LIKELY,
            fact(tr("The password of {name} is a mail address.", name=sent.name), sent.place),
            explains=True,
            sent=tr("user name"),
            wanted=tr("password"),
        )


# As documentation writes a login; `user` and `admin` are what accounts are called, too.
# finds `username:password`, `your_username:your_password`
# but not `user:passwd`
_OF_DOCUMENTS = lazy_re(r"(?i)<?(?:your|my)?[-_ ]?user_?name>?:<?(?:your|my)?[-_ ]?password>?")


def login_of_the_documentation(case: Case) -> Found:
    """Basic holds the words for a user's name and password, not a name and a password."""
    for sent in in_headers(case):
        if _OF_DOCUMENTS.fullmatch(sent.login_text) and not was_accepted(case):
            yield case.explained_by(
                sent,
                "placeholder-credential",
                LIKELY,
                tr("{name} holds the words of an example.", name=sent.name),
                text="",
            )


def without_user(case: Case) -> Found:
    """Basic or Digest names no user, and what stands for a password is none that opens alone.

    Some servers know no users: where one took a login without a name, none was left out. Which a
    server is can't be seen from a refusal, so a wrong password is as likely.
    """
    for sent in in_headers(case):
        if sent.scheme not in {"basic", "digest"} or was_accepted(case) or sent.user:
            continue
        _, colon, password = sent.login_text.partition(":")
        is_key = len(password) > _LONGEST_PASSWORD
        if sent.scheme == "basic" and (not colon or not password or is_key):
            continue
        if sent.scheme == "digest" and "username" not in sent.params:
            continue
        if password and (named := _named_before(case, password)) is not None:
            yield _lost_user(case, sent, named)
            return
        if _takes_none(case):
            return
        yield case.explained_by(
            sent,
            "empty-credential",
            RATHER if password else LIKELY,
            tr("{name} names no user.", name=sent.name),
            half=tr("a user name"),
            scheme=sent.scheme.capitalize(),
        )


_LONGEST_PASSWORD = 24


def _named_before(case: Case, password: str) -> Credential | None:
    """Return the login with the same password that a request before named a user in."""
    before = (one.sent.authorization for one in (case.previous, *case.before) if one is not None)
    logins = (one for one in before if one is not None and one.scheme == "basic" and one.user)
    return next((one for one in logins if password == one.login_text.partition(":")[2]), None)


def _takes_none(case: Case) -> bool:
    """Whether the host, or another port of it, took a login that names no user."""
    near = (one for one in case.neighbours if one.sent.bare_host == case.sent.bare_host)
    logins = (one.sent.authorization for one in near if one.succeeded)
    return any(one is not None and one.login_text.startswith(":") for one in logins)


def _lost_user(case: Case, sent: Credential, named: Credential) -> Suspicion:
    told = (
        tr("The same password was sent for {user} before.", user=named.user)
        if _is_a_name(named.user)
        else tr("The same password was sent behind a user's name before.")
    )
    return case.refused_for(
        "credential-malformed",
        STRONG,
        fact(tr("{name} names no user.", name=sent.name), sent.place),
        fact(told, named.place),
        explains=True,
        name=sent.name,
    )


RULES = (
    login_of_the_documentation,
    without_user,
    jwt_behind_another_word,
    jwt_as_api_key,
    jwt_out_of_place,
    token_looked_for,
    without_password,
    both_halves_are_variables,
    one_half_is_a_variable,
    halves_swapped,
)
