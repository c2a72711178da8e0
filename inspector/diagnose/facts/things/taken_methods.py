"""Methods that an address takes, where it is there and refuses the one that was sent."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.protocol.methods import FETCHING
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement

_CREATES_A_COLLECTION = "MKCOL"  # which says by 405 that it exists already (RFC 4918 §9.3.1)


def method_not_taken(case: Case) -> bool:
    """Whether the address does not take the method of what was sent (RFC 9110 §15.5.6, §15.6.2)."""
    sent, offered = case.sent.method, case.heard.offered_methods
    told = case.status == HTTPStatus.METHOD_NOT_ALLOWED or refused_in_words(case) is not None
    told = told or (case.status == HTTPStatus.NOT_IMPLEMENTED and _not_implemented(case))
    told = told or reads_a_token_endpoint(case)
    refused = told and stands_alone(case)
    return refused and sent != _CREATES_A_COLLECTION and sent not in offered


def reads_a_token_endpoint(case: Case) -> bool:
    """Whether a token endpoint was read, and not found: it is posted to (RFC 6749 §3.2)."""
    read = case.status == HTTPStatus.NOT_FOUND and case.sent.method in FETCHING
    return read and _TOKEN_ENDPOINT.search(case.sent.path) is not None


# finds `/oauth/token`, `/realms/acme/protocol/openid-connect/token`
# but not `/token`, `/oauth/tokens/7`
_TOKEN_ENDPOINT = lazy_re(r"(?i)/(?:oauth2?|connect|openid-connect)/(?:v\d/)?(?:access_?)?token/?$")


def _not_implemented(case: Case) -> bool:
    """Whether 501 is about the method: every server has GET and HEAD (RFC 9110 §9.1).

    gRPC's gateway says so of any method that an address does not take.
    """
    named = "method not allowed" in case.heard.words
    return case.heard.gives_no_reason and (named or case.sent.method not in FETCHING)


def refused_in_words(case: Case) -> Statement | None:
    """Return the words of 400 that what was sent may not come by its method; None without them.

    So do those of 404 that no route is for that method and path, where another method was taken.
    """
    if case.status == HTTPStatus.NOT_FOUND:
        return _unrouted(case) if known_method(case) else None
    if case.status != HTTPStatus.BAD_REQUEST:
        return None
    method = case.sent.method.lower()
    found = ((_REFUSED.search(one.plain), one) for one in case.heard.statements)
    return next((one for hit, one in found if hit and method in {hit[1], hit[2]}), None)


# finds `queries are not allowed when using get`, `get requests are not supported`
# but not `you are not allowed to get this`, `put is not allowed here`
_REFUSED = lazy_re(
    r"\bnot (?:allowed|supported|accepted|permitted) (?:when using|with|by|via|over) (?:http )?"
    r"(get|post|put|patch|delete)\b|"
    r"\b(get|post|put|patch|delete) (?:requests?|methods?) (?:is |are )?not "
    r"(?:allowed|supported|accepted|permitted)\b"
)


def _unrouted(case: Case) -> Statement | None:
    """Return the words that name both what was asked for and the method, as routers do."""
    method, path = case.sent.method, case.sent.path
    named = (one for one in case.heard.statements if path in one.text)
    return next((one for one in named if method in one.text.upper().split()), None)


def known_method(case: Case) -> str:
    """Return the other method by which this very address was taken, or is saved; else empty."""
    met = (one.method for one in case.trace.attempt.met)
    taken = (one.sent.method for one in reversed(case.before) if _is_taken_there(case, one))
    others = (one for one in (*taken, *met) if one not in {case.sent.method, *_BESIDE_OTHERS})
    return next(others, "")


def _is_taken_there(case: Case, other: Case) -> bool:
    return other.succeeded and (other.sent.host, other.sent.path) == (
        case.sent.host,
        case.sent.path,
    )


def method_wanted(case: Case) -> str:
    """Return the one method that Allow or the words name in place of what was sent; else empty."""
    if case.status == HTTPStatus.NOT_FOUND:
        return known_method(case) or ("POST" if reads_a_token_endpoint(case) else "")
    if asked := _listed(case):
        return asked[0] if len(asked) == 1 else ""
    found = _WANTED.search(case.heard.words)
    named = found[1].upper() if found is not None else ""
    return named if named != case.sent.method else ""


def _listed(case: Case) -> list[str]:
    return [one for one in case.heard.offered_methods if one not in _BESIDE_OTHERS]


def likely_method(case: Case) -> str:
    """Return the method to try where several are listed, or none is.

    What has a body, or would have one, is handed over by POST mostly, else it reads (RFC 9110
    §9.3). An address that can't be read is one that does something.
    """
    listed = _listed(case)
    if not listed:
        login = case.sent.is_login or case.sent.is_token_request
        likely = "POST" if login or case.sent.is_safe or case.sent.message.body else "GET"
        return likely if likely != case.sent.method else ""
    written = (*_WRITES, "GET") if case.sent.method in _WRITES else ("GET", *_WRITES)
    turns = _WRITES if case.sent.message.body else written
    return next((one for one in turns if one in listed), "")


_WRITES = ("POST", "PUT", "PATCH")


_BESIDE_OTHERS = frozenset({"HEAD", "OPTIONS", "TRACE"})
# finds `expected post, got get`, `the server only accepts post requests`, `use put instead`
# but not `get is not allowed`, `use this to get a token`
_WANTED = lazy_re(
    r"(?i)\b(?:expect(?:s|ed)|(?:only|must) (?:accepts?|allows?|supports?|uses?|be)|requires?|"
    r"use(?! this| it)|only) (?:an? |the |http )?(get|post|put|patch|delete)\b"
)
