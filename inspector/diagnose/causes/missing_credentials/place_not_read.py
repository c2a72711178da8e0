"""The challenge asks for Authorization (RFC 9110 §11.6.2), and the credential stands elsewhere."""

import base64
import binascii
from http import HTTPStatus
from itertools import chain

from inspector.diagnose.facts.callers.ended_sessions import token_in_a_cookie
from inspector.diagnose.facts.callers.intermediate_servers import went_directly
from inspector.diagnose.facts.callers.unread_tokens import may_be_unread
from inspector.diagnose.facts.callers.written_logins import password_in_query
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import named_by_challenge, names_a_key
from inspector.diagnose.facts.placement import lost_in_address, misnamed_header, was_accepted
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.products.fingerprints import headers_of_words
from inspector.diagnose.weights import CLEAR, FAIR, HALF, LIKELY, RATHER, SHOWN, STRONG
from inspector.model.annotation import Place
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.field_names import (
    is_key_header,
    is_login_name,
    name_words,
    password_among,
)
from inspector.protocol.methods import FETCHING
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import COMMON_SCHEMES
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_WRONG_ONE,
    OF_AN_END,
    Names,
    without,
)
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_AN_END, *without(OF_A_WRONG_ONE, "token-refused"), "signature",
    "audience",
)  # fmt: skip


def token_beside_its_header(case: Case) -> Found:
    """A Bearer challenge without an error says that no token was seen; one stands elsewhere."""
    held = next(filter(_is_token, (*case.sent.keys, *case.sent.session_cookies)), None)
    if held is None or not _asks(case) or case.said("token-refused") or was_accepted(case):
        return
    if "bearer" not in case.heard.schemes or case.sent.authorization is not None:
        return
    told = (
        tr("It stands in the query as {name}.", name=held.name)
        if held.where == "query"
        else tr("A token was sent in {name}.", name=held.name)
    )
    yield case.refused_for(
        "key-in-wrong-place",
        FAIR,
        fact(told, held.place),
        *_challenged(case),
        name=held.name,
        wanted="Authorization",
    )


def _is_token(held: Credential) -> bool:
    """Whether what a Bearer challenge asks for, by its name or form, stands in another place."""
    return held.where != "body" and bool(_OF_A_TOKEN.search(held.name) or held.claims)


def unread_in_the_query(case: Case) -> Found:
    """A token stands in the query alone, and the words are those that nobody gets as well."""
    token = may_be_unread(case)
    if token is None or not case.said("missing", "not-authenticated", "permission"):
        return
    yield case.refused_for(
        "key-in-wrong-place",
        HALF if case.said("permission") else FAIR,
        fact(tr("It stands in the query as {name}.", name=token.name), token.place),
        *case.quote("missing", "not-authenticated"),
        name=token.name,
        wanted="Authorization",
    )


def login_in_the_query(case: Case) -> Found:
    """A name and password stand in the query, and a login is asked for in Authorization."""
    held = password_in_query(case)
    if not held or not _asks(case) or LOGIN_SCHEMES.isdisjoint(case.heard.schemes):
        return
    yield case.refused_for(
        "key-in-wrong-place",
        LIKELY,
        fact(tr("It stands in the query as {name}.", name=held), case.sent_line),
        *_challenged(case),
        name=held,
        wanted="Authorization",
    )


# finds `access_token`
# but not `api_key`
_OF_A_TOKEN = lazy_re(r"(?i)token|jwt|bearer|^auth")


def token_where_no_cookie_is_read(case: Case) -> Found:
    """A token whose time is not over stands in a cookie, and nobody is known (RFC 6750 §2)."""
    held = token_in_a_cookie(case) if case.status == HTTPStatus.UNAUTHORIZED else None
    if held is None or case.said(*_OTHER_REASON, "missing") or was_accepted(case):
        return
    yield case.refused_for(
        "key-in-wrong-place",
        FAIR,
        fact(tr("A token stands in the cookie {name}.", name=held.name), held.place),
        fact(tr("By the clock the token has not expired."), held.place),
        name=held.name,
        wanted="Authorization",
    )


def challenge_is_a_header(case: Case) -> Found:
    """The challenge is the name of a header for a key, and the key stands in another place."""
    named, main = named_by_challenge(case), case.sent.main
    if named is None or main is None or case.status != HTTPStatus.UNAUTHORIZED:
        return
    if main.scheme in LOGIN_SCHEMES or case.sent.is_login:
        return
    if case.said(*_OTHER_REASON) or was_accepted(case):
        return
    if main.scheme and headers_of_words().keys() & set(case.heard.schemes):
        return  # a scheme was sent, and another one is asked for
    where = named.place or "header"
    if (main.where, main.name.lower()) == (where, named.name.lower()):
        return
    yield case.refused_for(
        "key-in-wrong-place",
        CLEAR,
        *_challenged(case),
        fact(tr("A credential was sent in {name}.", name=main.name), main.place),
        name=main.name,
        wanted=named.name,
    )


def not_among_the_allowed(case: Case) -> Found:
    """Pages may send the header of another key, and not the one that was sent (Fetch §4.8)."""
    name = "access-control-allow-headers"
    listed = [each.strip() for each in case.heard.header(name).split(",")]
    main = case.sent.main
    if main is None or main.where != "header" or case.status not in TURNS_AWAY:
        return
    if "*" in listed or main.name.lower() in map(str.lower, listed):
        return
    other = _most_alike(main.name, [each for each in listed if names_a_key(each)])
    wanted = other or next((one for one in listed if one.lower() == "authorization"), "")
    if not wanted or case.said(*_MORE_THAN_REFUSED) or was_accepted(case):
        return
    of_a_key = LIKELY if main.name.lower() != "authorization" else FAIR
    yield case.refused_for(
        "key-in-wrong-place",
        of_a_key if other else RATHER,  # frameworks list Authorization whatever is read
        fact(tr("The server reads the header {name}.", name=wanted), case.heard.header_place(name)),
        fact(tr("A credential was sent in {name}.", name=main.name), main.place),
        name=main.name,
        wanted=wanted,
    )


def _most_alike(sent: str, names: list[str]) -> str:
    """Return the name that ends in the same word as the one sent, else the most usual one."""
    ends = name_words(sent)[-1:]
    alike = (each for each in names if name_words(each)[-1:] == ends)
    return next(chain(alike, filter(is_key_header, names), names), "")


def login_for_a_proxy(case: Case) -> Found:
    """A login stands in Proxy-Authorization, no proxy was asked, and the server asks for one."""
    sent = case.sent.proxy_authorization
    if sent is None or not _asks(case) or not went_directly(case):
        return
    if sent.scheme not in case.heard.schemes:
        return
    yield case.refused_for(
        "key-in-wrong-place",
        STRONG,
        fact(tr("It stands in {name}, which only proxies read.", name=sent.name), sent.place),
        *_challenged(case),
        explains=True,
        name=sent.name,
        wanted="Authorization",
    )


def login_in_a_call(case: Case) -> Found:
    """A name and password stand among what a call asks for, and Authorization is asked for.

    At an address of a login, or alone at the root of a host, they are one that was read there.
    """
    if not _asks(case) or LOGIN_SCHEMES.isdisjoint(case.heard.schemes):
        return
    fields = case.sent.fields
    held = password_among(fields) if case.sent.is_login and not case.sent.is_login_address else ""
    alone = all(is_login_name(name) or name == held for name in fields)
    if not held or (alone and case.sent.path in {"", "/"}):
        return
    yield case.refused_for(
        "key-in-wrong-place",
        LIKELY,
        fact(tr("It stands in the body as {name}.", name=held), case.sent_body),
        *_challenged(case),
        name=held,
        wanted="Authorization",
    )


def login_in_a_cookie(case: Case) -> Found:
    """A cookie holds name and password as Basic writes them, and Basic is asked for."""
    if not _asks(case) or "basic" not in case.heard.schemes:
        return
    for name, value, place in case.sent.cookies:
        if _is_login(value):
            yield _in_a_cookie(case, name, place)
            return


def _in_a_cookie(case: Case, name: str, place: Place) -> Suspicion:
    return case.refused_for(
        "key-in-wrong-place",
        LIKELY,
        fact(tr("The cookie {name} holds a name and password.", name=name), place),
        *_challenged(case),
        name=name,
        wanted="Authorization",
    )


def _is_login(value: str) -> bool:
    try:
        plain = base64.b64decode(value.strip('"'), validate=True).decode()
    except (binascii.Error, ValueError):
        return False
    user, colon, password = plain.partition(":")
    return bool(user and colon and password) and plain.isprintable()


def _asks(case: Case) -> bool:
    """Whether nothing but a challenge was said to a request without Authorization."""
    if case.status != HTTPStatus.UNAUTHORIZED or case.sent.authorization is not None:
        return False
    wanted = COMMON_SCHEMES.intersection(case.heard.schemes)
    told = case.heard.error[0] or case.said(*without(_OTHER_REASON, "permission"))
    return bool(wanted) and not told and not was_accepted(case)


def _challenged(case: Case) -> list[Evidence]:
    return [
        fact(
            tr("The server asks for {scheme}.", scheme=challenge.scheme),
            case.heard.challenge_place(index, challenge),
        )
        for index, challenge in case.heard.challenges[:1]
    ]


# ---------------- Where the calls that were given have theirs
_LOOK = 40


def place_of_other_calls(case: Case) -> Found:
    """A signed token stands where no accepted call of this host has its own, all in one place."""
    mine = next((one for one in case.sent.credentials if one.claims), None)
    if mine is None or case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    taken = [(_place_of(one), one, other) for other in near for one in _signed_tokens(other)]
    where = {place for place, _, _ in taken}
    if len(where) != 1 or _place_of(mine) in where:
        return
    (_, one, other), *_ = taken
    entry = other.number
    yield case.refused_for(
        "key-in-wrong-place",
        CLEAR if len(taken) > 1 else LIKELY,
        fact(tr("Entry {entry} sent its token in {name}.", entry=entry, name=one.name), one.place),
        fact(tr("Here it stands in {name}.", name=mine.name), mine.place),
        name=mine.name,
        wanted=one.name,
    )


def _signed_tokens(other: Case) -> list[Credential]:
    asks = other.sent.is_login or other.sent.is_token_request
    if not other.succeeded or asks:
        return []
    return [one for one in other.sent.credentials if one.claims]


def _place_of(one: Credential) -> tuple[str, str]:
    return one.where, one.name.lower()


# "Invalid credentials" is what servers say to none at all, too.
_MORE_THAN_REFUSED = tuple(
    name for name in _OTHER_REASON if name not in {"bad-login", "key-refused", "permission"}
)


# ---------------- A header whose name is not quite Authorization, and a body that nobody reads
def almost_authorization(case: Case) -> Found:
    """What belongs into Authorization stands in a header that is called nearly so."""
    found = misnamed_header(case)
    if found is None:
        return
    index, header, misspelt = found
    place = places.in_header(case.index, "request", index, header)
    yield case.refused_for(
        "key-in-wrong-place",
        SHOWN if misspelt else STRONG,
        fact(tr("A header is called {name}.", name=header.name), place),
        fact(tr("Authorization, where most servers read it, is empty."), case.sent_line),
        explains=True,
        name=header.name,
        wanted="Authorization",
    )


def key_lost_in_the_address(case: Case) -> Found:
    """A second question mark, `&amp;` or a `&` in the path: the key is part of another value."""
    found = lost_in_address(case)
    if found is None:
        return
    yield case.refused_for(
        "key-in-wrong-place",
        STRONG,
        fact(
            tr("{wanted} was sent as a part of {name}.", wanted=found.wanted, name=found.name),
            case.sent_line,
        ),
        explains=True,
        name=found.name,
        wanted=found.wanted,
    )


def token_in_a_body_that_is_not_read(case: Case) -> Found:
    """GET and HEAD have no body by meaning (RFC 9110 §9.3.1), and the only token stands in one."""
    if case.sent.method not in FETCHING or case.status not in TURNS_AWAY:
        return
    held = case.sent.credentials
    if not held or case.sent.cookies or case.said(*_MORE_THAN_REFUSED) or was_accepted(case):
        return
    if all(one.where == "body" for one in held):
        method, name = case.sent.method, held[0].name
        told = tr("The body of a {method} holds {name}.", method=method, name=name)
        yield case.refused_for(
            "key-in-wrong-place",
            CLEAR,
            fact(told, held[0].place),
            fact(tr("Most servers read no body of such a request."), case.sent_line),
            explains=True,
            name=name,
            wanted="Authorization",
        )


RULES = (
    token_beside_its_header,
    unread_in_the_query,
    login_in_the_query,
    token_where_no_cookie_is_read,
    challenge_is_a_header,
    not_among_the_allowed,
    login_for_a_proxy,
    login_in_a_call,
    login_in_a_cookie,
    place_of_other_calls,
    almost_authorization,
    key_lost_in_the_address,
    token_in_a_body_that_is_not_read,
)
