"""Takes out sentences of the standards that list every reason at once: they tell none.

"The provided authorization grant is invalid, expired, revoked, …" is what RFC 6749 §5.2 says of
the code `invalid_grant`; a server that copies it says no more than the code.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from inspector.protocol.patterns import lazy_re, word_set
from inspector.reading.plain_words import plain
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Tables, worked_out


@cache
def _idle() -> re.Pattern[str]:
    listed = worked_out(resources() / "fingerprints", _listed, tuple[str, ...], (__file__,))
    return re.compile(r"\b(?:" + "|".join(listed) + r")")


def _listed(tables: Tables) -> tuple[str, ...]:
    return tuple(tables["general"]["idle"]["patterns"])


def without_idle(words: str) -> str:
    """Return plain words without such sentences; empty where nothing else is said."""
    if words in _OF_LIBRARIES or _ALREADY_IN.fullmatch(words):
        return ""
    return " ".join(_idle().sub(" ", words).split()) if len(words) > _SHORTEST else words


_SHORTEST = 36  # characters
# Who asks to log in is logged in: nothing is lacking.
# finds `you are already loggedin`, `a valid session was detected and thus login is not possible`
# but not `already loggedin on another device`
_ALREADY_IN = re.compile(
    r"(?:(?:error|you|user) )?(?:are |is |were )?already (?:loggedin|signedin|authenticated)|"
    r"a valid session was detected(?: .{0,90})?|"
    r"creation of a session is prohibited when a session is active"
)
# What Rails says to one that is missing as to one that is wrong (http_authentication.rb).
_OF_LIBRARIES = frozenset(f"http {scheme} access denied" for scheme in ("basic", "digest"))


def own_words(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the elements of a body without the codes of SOAP faults: one stands in each of them.

    What follows such a code behind a dot is the server's own (SOAP 1.1 §4.4.1).
    """
    told = ((name, _FAULT_CODE.sub("", text) if name in _CODES else text) for name, text in pairs)
    return (pair for pair in told if pair[1])


_CODES = frozenset({"faultcode", "Value"})
# finds `s:Client`, `env:Sender`, `s:Client.` of `s:Client.NoSuchKey`
# but not `wsse:FailedAuthentication`
_FAULT_CODE = re.compile(
    r"^(?:[\w-]{1,20}:)?(?:Client|Server|Sender|Receiver|MustUnderstand|VersionMismatch)(?:\.|$)"
)


def is_either_or(words: str) -> bool:
    """Whether words leave open if a credential is missing or wrong: "missing or invalid"."""
    return bool(_EITHER_OR.search(words))


def wants_a_valid_one(words: str) -> bool:
    """Whether a valid credential is wanted: of whoever has none, and of whoever has a wrong one."""
    return bool(_WANTS_A_VALID_ONE.search(words))


def calls_a_header_bad(plain: str) -> bool:
    """Whether a sentence calls a header unreadable and does not say which."""
    return _CALLS_A_HEADER_BAD.search(plain) is not None


def name_one_of(words: str, names: Iterable[str]) -> bool:
    """Whether plain words have one of these names of headers in them."""
    return any(f" {plain(name)} " in f" {words} " for name in names)


def only_warns(words: str) -> bool:
    """Whether words about a connection demand nothing: "consider logging in at https"."""
    return not _DEMANDS.search(words)


def names_a_connection(words: str) -> bool:
    """Whether words speak of how safe a connection is, and not of HTTP as such."""
    return bool(_OF_A_CONNECTION.search(words))


# finds `a secure connection is needed`, `http is not allowed`
# but not `this http status is not allowed`
_OF_A_CONNECTION = lazy_re(
    r"\b(?:https|ssl|tls|secured?|security|insecure|encrypt\w*|unencrypted|plain|clear ?text|"
    r"http (?:is|are|not|requests?|connections?|traffic|access)|"
    r"(?:over|via|through|on|with) http)\b"
)


# finds `https is required to log in`
# but not `your password will be sent in the clear`
_WISH = (
    r"(?:requires?|required|must|only|needs?|wants?|refused?|denied|"
    r"(?:not|never) (?:\w+ )?(?:allowed|permitted|accepted|possible|supported))"
)
_SAFE = r"(?:https?|ssl|tls|secure|secured|encrypted|unencrypted|insecure)"
_DEMANDS = lazy_re(rf"\b{_WISH}(?: \w+){{0,4}}? {_SAFE}\b|\b{_SAFE}(?: \w+){{0,4}}? {_WISH}\b")


def names_two_reasons(words: str) -> bool:
    """Whether words leave open which of two reasons it was: "unknown client or wrong secret"."""
    return bool(_TWO_REASONS.search(words))


def names_a_kind(words: str) -> bool:
    """Whether plain words name the kind of an error alone: "authentication error"."""
    first, _, last = words.partition(" ")
    return first in _OF_A_KIND and last in {"error", "exception"}


_OF_A_KIND = frozenset({"auth", "authentication", "authorization", "permission", "access"})


def repeats_a_status(words: str) -> bool:
    """Whether plain words say no more than a status does: "error 401 unauthorized".

    Nor does the sentence that Express puts below a redirect, with the address once more, and the
    title of a page that a script leaves at once.
    """
    if _LEADS_ON.match(words) or words == "please wait":
        return True
    return all(word in _OF_A_STATUS or word.isdigit() for word in words.split())


# finds `found redirecting to login`
# but not `redirecting to login your session has ended`
_LEADS_ON = lazy_re(
    r"(?:moved (?:permanently|temporarily)|found|see other|(?:temporary|permanent) redirect) "
    r"redirecting to "
)


_OF_A_STATUS = word_set(
    "http https error errors err code status fail failed failure message exception true false null "
    "unauthorized forbidden bad request not found access denied invalid unprocessable entity "
    "content method allowed authorization required the resource url was on this server page sorry "
    "nginx apache openresty iis microsoft client response type about blank to of is a an you do "
    "have too many requests conflict gone internal unexpected occurred something went wrong got "
    "redirect redirection redirecting moved permanently temporarily "
    "implemented itself in trouble oops returned uri servlet powered by jetty glassfish"
)


def says_that_it_broke(words: str) -> bool:
    """Whether plain words are what frameworks write for any error of their own, as status 500 does.

    So do Werkzeug (`InternalServerError`), Tomcat by the words of RFC 9110 §15.6.1, Rails, and
    Symfony.
    """
    return repeats_a_status(_OF_ANY_BREAK.sub(" ", words))


# finds `the server encountered an internal error and was unable to complete your request`
# but not `the server encountered a locked account`
_OF_ANY_BREAK = lazy_re(
    r"the server encountered an (?:internal error|unexpected (?:internal )?(?:error|condition))"
    r"(?: or misconfiguration)? (?:and was unable|(?:that|which) prevented it|and could not)"
    r" (?:to complete|from fulfilling|complete) (?:your|the|this) request\b|"
    r"either the server is overloaded or there is an error in the application\b|"
    r"we are sorry but something went wrong\b|"
    r"if you are the application owner check the logs for more information\b"
)


def wants_a_login(words: str) -> bool:
    """Whether plain words say what the status 401 means, and no more."""
    return _WANTS_A_LOGIN.fullmatch(words) is not None


# finds `authentication required`
# but not `login required to change the plan`
_WANTS_A_LOGIN = lazy_re(
    r"(?:err(?:or)? )?(?:401 )?"
    r"(?:unauthenticated|(?:auth|authentication|login|signin) (?:is )?(?:required|needed)|"
    r"(?:the |this )?(?:\w+ )?(?:you have made )?requires (?:user )?(?:authentication|a login)|"
    r"you (?:need|have) to (?:authenticate|login|signin)|"
    r"(?:user |you are )?not (?:authenticated|loggedin|signedin))"
    r"(?: error| exception)?"
)


_REASON = (
    r"(?:invalid|incorrect|wrong|expired|revoked|unknown|missing|disabled|locked|denied|deleted|"
    r"suspended|blocked|inactive|insufficient|unauthorized|no longer|not \w+|does not|has no|"
    r"have no|do not|must|required|need)"
)
_TWO_REASONS = lazy_re(rf"\b{_REASON}\b(?: \S+){{0,6}}? or(?: \S+){{0,4}}? {_REASON}\b")
_ABSENT = r"(?:missing|absent|empty|not provided)"
_WRONG = r"(?:invalid|incorrect|wrong|expired|malformed)"
_EITHER_OR = lazy_re(
    rf"\b(?:{_ABSENT}(?: \w+)? or (?:\w+ )?{_WRONG}|{_WRONG}(?: \w+)? or (?:\w+ )?{_ABSENT})"
)
_GOOD = r"(?:valid|correct|working|proper)"
# finds `needs a valid token`, `a valid api key is required`, `are you sending the correct key?`
# but not `no token was sent`
_WANTS_A_VALID_ONE = lazy_re(
    r"\b(?:needs?|requires?|provid(?:e|ing)|supply(?:ing)?|send(?:ing)?|using|passing|"
    r"must (?:have|include)|no|without|lacks?)"
    rf"(?: an?| the| your)? {_GOOD} |"
    rf"\b{_GOOD}(?: \w+){{1,3}}?(?: is| are)? (?:required|needed)\b"
)
# finds `the header is in the wrong format`, `malformed header`
# but not `malformed x trace header`, `invalid header name in the upload`
_CALLS_A_HEADER_BAD = lazy_re(
    r"^(?:the |your )?header (?:is|was|has)\b.{0,20}\b(?:wrong|bad|invalid|malformed)|"
    r"^(?:malformed|invalid|bad|unreadable|wrong) header(?: format)?$"
)
