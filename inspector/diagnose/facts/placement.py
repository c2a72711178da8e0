"""How a credential travels in a request: behind which word, in which header, as whose password."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Suspicion, fact
from inspector.model.finding import Cause
from inspector.model.message import Header
from inspector.protocol.field_names import (
    is_key_parameter,
    is_misspelt,
    names_a_session,
)
from inspector.protocol.keys.differences import Difference, differences
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.protocol.signatures.signed_address import signs_an_address
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_CLAIM,
    OF_A_SERVICE,
    OF_AN_END,
    Names,
    without,
)
from inspector.reading.statements import Statement
from inspector.reading.statuses import (
    CHALLENGES,
    MAY_FAIL_ON_CREDENTIAL,
    MAY_REFUSE_CREDENTIAL,
    NO_SUCH_PLACE,
)
from inspector.story.entry import Entry
from inspector.wording import tr

# ---------------- Makes findings about credentials that are spoilt in themselves
_REFUSED = CHALLENGES | MAY_FAIL_ON_CREDENTIAL

_SAYS_OTHERWISE: Names = (
    *without(BESIDE_THE_CREDENTIAL, "permission", "waf", "origin-refused"), *OF_AN_END, *OF_A_CLAIM,
    *OF_A_SERVICE, "consent",
)  # fmt: skip
_ABBREVIATED = lazy_re(r"\.\.\.|…|\*\*\*|xxxx|XXXX|••")
_FORBIDDEN_CODE = "forbidden"
_CLEARLY = 0.94  # trust above which words mean nothing else


def fault(slug: str, weight: float, sentence: str, credential: Credential) -> Suspicion:
    """Return a finding about the form of one credential."""
    return Suspicion(
        cause=Cause.INVALID_CREDENTIALS,
        slug=slug,
        weight=weight,
        evidence=(fact(sentence, credential.place),),
        absent=slug == "token-cut",
        values={
            "name": credential.name,
            "scheme": credential.scheme.capitalize(),
            "user": credential.user,
        },
    )


def spoilable(case: Case) -> tuple[Credential, ...]:
    """Return the credentials of a refused request, unless the reply clearly says otherwise."""
    return case.once(_spoilable)


def _spoilable(case: Case) -> tuple[Credential, ...]:
    if case.said(*_SAYS_OTHERWISE) > _CLEARLY:
        return ()
    if not (case.status in _REFUSED or case.is_hidden_error or wants_login(case)):
        return ()
    proxy = case.sent.proxy_authorization
    whole = tuple(one for one in case.sent.credentials if not _ABBREVIATED.search(one.value))
    return whole if proxy is None else (*whole, proxy)


def in_headers(case: Case) -> Iterator[Credential]:
    """Yield those in Authorization and Proxy-Authorization."""
    return (sent for sent in spoilable(case) if "authorization" in sent.name.lower())


# ---------------- The keys of a refused request that the tables know
_LOOK_BACK = 50


def key_differences(case: Case) -> tuple[tuple[Difference, Credential], ...]:
    """Return what of its keys differs from the request; nothing that was accepted all the same.

    A place that shows nobody what it holds may be kept from a key that opens little.
    """
    return case.once(_key_differences)


def _key_differences(case: Case) -> tuple[tuple[Difference, Credential], ...]:
    hidden = case.status in NO_SUCH_PLACE
    mine = case.sent.credentials if hidden else spoilable(case)
    theirs = {id(sent) for sent in mine if not case.is_removed(sent)}
    if not theirs:
        return ()
    of_part = {id(one.part): one.credential for one in case.sent.carried}
    found = ((one, of_part[id(one.part)]) for one in differences(case.sent.asked))
    return tuple(
        (one, credential)
        for one, credential in found
        if id(credential) in theirs
        and (one.kind == "path" or not hidden)
        and not _was_fine(case, one)
    )


def _was_fine(case: Case, one: Difference) -> bool:
    """Whether this host took the same secret: of its way, only one that came the same way tells."""
    near = (*case.before[-_LOOK_BACK:], *case.after[:_LOOK_BACK])
    taken = [c.part for other in near if other.succeeded for c in other.sent.carried]
    same = [part for part in taken if part.secret == one.part.secret]
    return bool(same) if one.kind not in _OF_THE_WAY else any(p.way == one.part.way for p in same)


_OF_THE_WAY = frozenset({"word", "slot", "place", "user", "half", "path", "beside", "swapped"})


# Of a person: it says who calls, and opens nothing.
# finds `lena@acme.example`
# but not `p@ss.word!`
MAIL_ADDRESS = lazy_re(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,40}){1,4}")


def was_accepted(case: Case) -> bool:
    """Return whether this host took the same credential before or after."""
    return case.once(_was_accepted)


def _was_accepted(case: Case) -> bool:
    near = (*case.before[-_LOOK_BACK:], *case.after[:_LOOK_BACK])
    return any(other.succeeded and case.shares_credential(other) for other in near)


# ---------------- A header that was meant to be Authorization
_OF_ITS_MEANING = frozenset({"authentication", "bearer", "www-authenticate"})
_WANTED = "authorization"


class Misnamed(NamedTuple):
    """misspelt: whether a letter or two of the name differ, else it is another word for it."""

    line: int
    header: Header
    misspelt: bool


# "Invalid API key" and "invalid credentials" are what servers say to none at all, too.
_SEEN: Names = (
    *OF_AN_END, "scope", "locked", "too-many-attempts", "ip-refused", "signature", "audience",
)  # fmt: skip


def _may_be_unseen(case: Case) -> bool:
    """Whether a refusal may be that of a request without a credential, by status and words."""
    refused = case.status in MAY_REFUSE_CREDENTIAL
    return refused and not case.said(*_SEEN) and not was_accepted(case)


def misnamed_header(case: Case) -> Misnamed | None:
    """Return the header that stands for Authorization; None where that is there, or it was read."""
    if case.sent.authorization is not None or not _may_be_unseen(case):
        return None
    for index, header in enumerate(case.sent.message.headers):
        name = header.name.lower()
        misspelt = is_misspelt(name, _WANTED)
        called = misspelt or name in _OF_ITS_MEANING
        if header.value.strip() and (called or _is_what_is_asked(case, header)):
            return Misnamed(index, header, misspelt)
    return None


def _is_what_is_asked(case: Case, header: Header) -> bool:
    """Whether a header holds what a scheme that is asked for wants, with its word or a login."""
    if header.name.lower() == "proxy-authorization":
        return False
    word, _, rest = header.value.partition(" ")
    whole = bool(rest.strip()) and word.lower() in case.heard.schemes
    held = next((one for one in case.sent.keys if one.name == header.name), None)
    return whole or ("basic" in case.heard.schemes and held is not None and held.holds_login)


# ---------------- A key that got lost in the way the address is written
class Lost(NamedTuple):
    """name: under which it came. wanted: under which it was meant to come."""

    name: str
    wanted: str


# finds `1?api_key=8f14e45f`, `&api_key=8f14e45f`
# but not `a?b`
_AFTER = lazy_re(r"[?&]([\w.-]{1,60})=[^&=?]{6,}")


def lost_in_address(case: Case) -> Lost | None:
    """Return a key behind a second question mark, after `&amp;` or in the path; None without."""
    if case.sent.credentials or not _may_be_unseen(case):
        return None
    for name, value in case.sent.query:
        inner = _AFTER.search(value) if "?" in value else None
        if inner is not None and is_key_parameter(inner[1]):
            return Lost(name, inner[1])
        rest = name.removeprefix("amp;")
        if rest != name and value and is_key_parameter(rest):
            return Lost(name, rest)
    in_path = _AFTER.search(case.sent.path.rpartition("/")[2])
    if in_path is not None and is_key_parameter(in_path[1]):
        return Lost(tr("the path"), in_path[1])
    return None


# ---------------- How a client shows its id and secret to a token endpoint
_METHOD = (
    r"client secret basic|client secret post|client secret jwt|private key jwt|tls client auth"
)
# finds `multiple client credentials were sent`
# but not `client authentication failed`
_NAMED = lazy_re(
    rf"\b(?:{_METHOD}|(?:client |endpoint )auth(?:entication|n)? (?:method|mechanism)|"
    r"auth(?:entication)? (?:method|mechanism) (?!failed)|(?:multiple|more than one|several|two) "
    r"(?:client )?(?:credentials|auth\w* (?:methods?|mechanisms?))|"
    r"client authentication failed authentication method)\b"
)
# The sentence of RFC 6749 §5.2 lists every reason; what comes after it may be the one.
# finds `client authentication failed e g unknown client no client authentication included or
# unsupported authentication method`
# but not `client authentication failed`
_IDLE = lazy_re(
    r"client authentication failed e ?g unknown client no client authentication included or "
    r"unsupported authentication method"
)
_CODES = frozenset({"invalid_client", "unauthorized_client", "invalid_request"})


def names_client_method(case: Case) -> Statement | None:
    """Return the words that complain of how the client shows its secret, None without any."""
    if not case.sent.is_token_request or case.heard.error[0] not in _CODES:
        return None
    for statement in case.heard.statements:
        if _NAMED.search(_IDLE.sub("", statement.plain)):
            return statement
    return None


def shows_nothing(case: Case) -> bool:
    """Whether a client that asks its provider names itself and proves nothing."""
    named = bool(case.sent.fields.get("client_id")) and not case.may_be_stripped
    return named and client_method(case) == "none"


def client_method(case: Case) -> str:
    """Return the method that a token request uses, by its registered name (RFC 7591 §2).

    That a certificate was shown is not in the message: of a request of ours its settings tell it.
    """
    sent = case.sent.authorization
    if sent is not None and sent.scheme == "basic":
        return "client_secret_basic"
    if "client_assertion" in case.sent.fields:
        return "private_key_jwt"
    if "client_secret" in case.sent.fields:
        return "client_secret_post"
    request = case.trace.attempt.request
    shown = request is not None and request.credential.shows_certificate
    return "tls_client_auth" if shown else "none"


def client_pair(case: Case) -> tuple[str, str]:
    """Return the id and secret of the client as they were sent, in Basic or the body."""
    sent = case.sent.authorization
    if sent is not None and sent.scheme == "basic":
        user, _, password = sent.login_text.partition(":")
        return user, password
    fields = case.sent.fields
    return fields.get("client_id", ""), fields.get("client_secret", "")


def taken_as(case: Case) -> Case | None:
    """Return a token request that was given with the same id and secret in another way."""
    mine = client_pair(case)
    for other in (*reversed(case.before), *case.after) if mine[1] else ():
        same = other.sent.is_token_request and other.succeeded and client_pair(other) == mine
        if same and client_method(other) != client_method(case):
            return other
    return None


# ---------------- A credential in a header beside an address that is signed by itself
class TooMany(NamedTuple):
    """header: what was sent beside the signed address. words: that complain of it."""

    header: Credential
    words: Statement | None
    carried_from: Case | None


def one_too_many(case: Case) -> TooMany | None:
    """Return what a refused request carries beside a signature in its address; None without it.

    The reply says that it takes one only, or a redirect of another host led to the address.
    """
    header = case.sent.authorization
    if header is None or not _is_signed(case) or case.succeeded or not case.status:
        return None
    words = next((one for one in case.heard.statements if _ONE_ONLY.search(one.plain)), None)
    came = case.previous
    carried = came is not None and _carries(came, case, header)
    if words is None and not (carried and case.status in MAY_REFUSE_CREDENTIAL):
        return None
    return TooMany(header, words, came if carried else None)


def _is_signed(case: Case) -> bool:
    return any(map(signs_an_address, dict(case.sent.query)))


def _carries(came: Case, case: Case, header: Credential) -> bool:
    theirs = came.sent.authorization
    same = theirs is not None and theirs.value == header.value
    return same and came.sent.bare_host != case.sent.bare_host


# finds `only one auth mechanism allowed`, `multiple authentication methods`,
# `mixing authorization headers and access_token query parameters`
# but not `one authentication method`
_ONE_ONLY = lazy_re(
    r"\bmix(?:ing|es|ed)? (?:\S+ ){0,3}(?:authori[sz]ation|tokens?|headers?)\b|"
    r"\b(?:only one|multiple|more than one|several|two|both|duplicate) (?:\w+ ){0,3}"
    r"(?:auth\w*|credentials?|signatures?)\b"
)


# ---------------- One token by two ways
class Twice(NamedTuple):
    """One token in Authorization and in another place; words: that complain of it."""

    header: Credential
    other: Credential
    words: Statement | None


def sent_in_two_places(case: Case) -> Twice | None:
    """Return a token that was sent by two ways and refused for what may be that; else None.

    A server that takes one way only answers 400 (RFC 6750 §2 and §3.1), often without a word; with
    another status it says so.
    """
    header = case.sent.authorization
    if header is None or header.scheme not in TOKEN_SCHEMES:
        return None
    if case.status not in MAY_REFUSE_CREDENTIAL:
        return None
    other = next((one for one in case.sent.keys if _repeats(one, header)), None)
    if other is None or any(map(_took_it_twice, (*case.before, *case.after))):
        return None
    words = next((one for one in case.heard.statements if _ONE_ONLY.search(one.plain)), None)
    if case.status != HTTPStatus.BAD_REQUEST:
        return Twice(header, other, words) if words is not None else None
    by_code = case.heard.error[0] == "invalid_request"
    return Twice(header, other, words) if words or by_code or case.heard.gives_no_reason else None


def _took_it_twice(one: Entry) -> bool:
    header = one.sent.authorization
    return one.succeeded and header is not None and any(_repeats(k, header) for k in one.sent.keys)


def _repeats(other: Credential, header: Credential) -> bool:
    by_name = other.name.lower() == "access_token"  # the way of RFC 6750 §2.2 and §2.3
    return other.where in {"query", "body"} and (by_name or other.bare == header.bare)


def refuses_a_key_alone(case: Case) -> bool:
    """Whether 403 without a word answers an opaque key, which is no session.

    Of 15 such replies to keys in a header or the query (8 of the proving ground and other servers,
    7 labelled recordings) 7 were to a wrong key, 3 came from the wrong host or region, 2 missed a
    right: what knows keys and no accounts often has one status for all.
    """
    main = case.sent.main
    key = main is not None and main in case.sent.keys and not main.claims
    if not key or case.status != HTTPStatus.FORBIDDEN or not case.heard.gives_no_reason:
        return False
    by_code = any(one.text == _FORBIDDEN_CODE for one in case.heard.statements)  # it was chosen
    of_session = main is not None and names_a_session(main.name)
    return not (by_code or of_session or was_accepted(case))
