"""Finds the requests that go with a request: what fetches its token, what logs in. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote_plus

import msgspec

from inspector.compose.body_fields import fields_of
from inspector.diagnose.fixes.lifting import said_by
from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import QueryParam, Request, RequestHeader
from inspector.protocol.field_names import (
    is_caller_header,
    is_csrf_name,
    is_key_parameter,
    is_login_form,
    looks_like_session,
)
from inspector.protocol.keys.credential_kinds import token_use
from inspector.protocol.login_addresses import is_form_path
from inspector.protocol.signatures.signed_address import is_signed
from inspector.protocol.sites import same_site
from inspector.protocol.urls import authority_of, host_of, split
from inspector.reading.reply import Heard
from inspector.reading.request import Sent
from inspector.reading.statuses import ERRORS
from inspector.workbench.applying.known_forms import KnownForm, form_of
from inspector.workbench.applying.recorded import request_of

_TOKEN_PATH = re.compile(r"(?i)/(token|oauth2?|access_token|refresh)(/|$|\?|\.)")
_SAVED = 3
REFRESH_NAMES = ("refresh_token", "refresh")  # the second is simplejwt's


class Saved(NamedTuple):
    """A credential of another request to the same host, under that request's name.

    rows: the headers that stand for one, a cookie or a session's token, where no kind was chosen.
    query: the parameters that do, where there are no such headers. url: the address where it is
    signed; its query counts as a whole then.
    """

    name: str
    credential: Credential
    rows: tuple[RequestHeader, ...] = ()
    query: tuple[QueryParam, ...] = ()
    url: str = ""

    @property
    def said(self) -> Credential:
        """The credential, or what the rows say as one."""
        if self.query:
            return ApiKey(place="query", name=self.query[0].name)
        return said_by(Request(headers=self.rows, credential=self.credential))


class Companions(msgspec.Struct, frozen=True, kw_only=True):
    """What is known beside a request: saved or recorded requests, and the exchanges so far.

    saved: other credentials for the same host, each once. form: how most requests to it send one.
    pages: addresses of the same host that other requests read, those that may hold a form first.
    """

    token_request: Request | None = None
    login_request: Request | None = None
    exchanges: tuple[Exchange, ...] = ()
    saved: tuple[Saved, ...] = ()
    form: KnownForm | None = None
    pages: tuple[str, ...] = ()


def companions(
    request: Request, others: Iterable[Request], attempt: Attempt | None = None
) -> Companions:
    """Choose among other requests (best known first), else among what was recorded.

    Those for the same host are preferred; a login at another host is taken only where the trace
    leads there and the host is of the same site: a sign-on for several of its hosts.
    """
    exchanges = attempt.exchanges if attempt is not None else ()
    known = [other for other in others if other != request and other.url]
    here = [other for other in known if authority_of(other.url) == authority_of(request.url)]
    asked = (request.url, *(one.request.url for one in exchanges[:1]))
    return Companions(
        token_request=_first(here, is_token_request)
        or _first(known, is_token_request)
        or _recorded(exchanges, lambda sent: sent.is_token_request),
        login_request=_first(here, is_login)
        or _first(here, logs_in_by_header)
        or _first(_at(known, sign_on_hosts(asked, exchanges)), is_login)
        or _recorded(exchanges, lambda sent: sent.is_login),
        exchanges=exchanges,
        saved=_saved(request, here),
        form=form_of(one for one in here if not _is_for_a_token(one)),
        pages=_pages(here),
    )


def _at(known: list[Request], authorities: frozenset[str]) -> Iterator[Request]:
    return (other for other in known if authority_of(other.url) in authorities)


def sign_on_hosts(asked: Iterable[str], exchanges: Iterable[Exchange]) -> frozenset[str]:
    """Return hosts, with their ports, to which redirects lead and that are of an asked one's site.

    asked: addresses; those that name no host, or only a variable for it, stand for nothing.
    """
    homes = {host for url in asked if (host := host_of(url))}
    replies = (Heard(at, one) for at, one in enumerate(exchanges) if one.reply is not None)
    led = {one.leads_to for one in replies if one.is_redirect}
    own = (to for to in led if any(same_site(host_of(to), home) for home in homes))
    return frozenset(map(authority_of, own))


def _pages(here: Iterable[Request]) -> tuple[str, ...]:
    read = dict.fromkeys(other.url for other in here if other.method == "GET")
    return tuple(sorted(read, key=lambda url: _OF_A_FORM.search(url) is None))[:_PAGES]


# finds `/csrf`, `/orders/new`, `/login`
# but not `/orders`
_OF_A_FORM = re.compile(
    r"(?i)/[^/?]*(?:csrf|xsrf|token|form|log-?in|sign-?in|page|edit|new)[^/?]*/?(?:\?|$)"
)
_PAGES = 2


def _saved(request: Request, here: Iterable[Request]) -> tuple[Saved, ...]:
    found: dict[tuple[object, ...], Saved] = {}
    for other in here:
        one = None if _is_for_a_token(other) else as_saved(other)
        if other.name and one is not None and _is_for(one, request):
            found.setdefault(one[1:], one)
    own = as_saved(request)
    return tuple(one for one in found.values() if own is None or one[1:] != own[1:])[:_SAVED]


def _is_for_a_token(request: Request) -> bool:
    """Whether who calls is the client that asks for one, or shows a password for it."""
    return is_token_request(request) or logs_in_by_header(request)


def _is_for(saved: Saved, request: Request) -> bool:
    """Whether it may go with a request: a signed address is good for its own path alone."""
    return not saved.url or split(saved.url).path == split(request.url).path


def as_saved(request: Request) -> Saved | None:
    """Return what a request says of who calls, None where it says nothing.

    The cookies of a login are those from before it.
    """
    credential = request.credential
    if credential.is_given:
        return None if _is_a_form(credential) else Saved(request.name, credential)
    rows = tuple(row for row in request.headers if row.enabled and row.value and _says_who(row))
    if is_login(request):
        rows = tuple(row for row in rows if row.name.lower() != "cookie")
    if not rows and is_signed(dict(_parameters(request))):
        return Saved(request.name, credential, query=request.query, url=request.url)
    keys = () if rows else tuple(_query_keys(request))
    return Saved(request.name, credential, rows, keys) if rows or keys else None


def _query_keys(request: Request) -> Iterator[QueryParam]:
    """Yield the parameters of a request, also of its address as it was typed, that hold a key."""
    pairs = _parameters(request)
    yield from (QueryParam(name, value) for name, value in pairs if _is_key(name, value))


def _parameters(request: Request) -> Iterator[tuple[str, str]]:
    yield from ((row.name, row.value) for row in request.query if row.enabled)
    typed = request.url.partition("#")[0].partition("?")[2]
    for pair in filter(None, typed.split("&")):
        name, _, value = pair.partition("=")
        yield unquote_plus(name), unquote_plus(value)


def _is_key(name: str, value: str) -> bool:
    return bool(value) and is_key_parameter(name)


def _says_who(row: RequestHeader) -> bool:
    """Whether a header that was written by hand tells who calls."""
    name = row.name.lower()
    session = looks_like_session(name) and not is_csrf_name(name)
    return name in {"cookie", "authorization"} or session or is_caller_header(name)


def _is_a_form(credential: Credential) -> bool:
    """Whether nothing was filled in: a description of an API only says where a key goes."""
    empty = not credential.secret_ref and not credential.user_name
    return bool(credential.secret_field()) and empty


def is_token_request(request: Request) -> bool:
    """Whether a request asks a token endpoint for tokens (RFC 6749 §4)."""
    fields = fields_of(request)
    named = not fields.keys().isdisjoint(("client_id", *REFRESH_NAMES))
    path = bool(_TOKEN_PATH.search(request.url))
    return "grant_type" in fields or (request.method == "POST" and path and named)


def refresh_field(request: Request) -> str:
    """Return the field of a request that holds a refresh token (RFC 6749 §6), empty without one."""
    fields = fields_of(request).items()
    return next((name for name, text in fields if text and token_use(name) == "renewal"), "")


def renews(request: Request, known: Companions) -> bool:
    """Whether a request renews a token, and another one that is known can begin anew."""
    other = known.token_request
    return bool(refresh_field(request)) and other is not None and not refresh_field(other)


def is_login(request: Request) -> bool:
    """Whether a request logs in: it sends a password to a login, or is saved under such a name."""
    names = {name.lower() for name in fields_of(request)}
    posts = request.method == "POST" and "grant_type" not in names and is_login_form(names)
    return (
        posts or is_login_form(name for name, _ in _parameters(request)) or _is_called_so(request)
    )


def logs_in_by_header(request: Request) -> bool:
    """Whether a password in Authorization is shown to a login, which gives something for it."""
    path = split(request.url).path
    return request.method == "POST" and said_by(request).is_login() and is_form_path(path)


def _is_called_so(request: Request) -> bool:
    """Whether somebody called it a login, and it brings more than its address."""
    brings = request.credential.is_given or any(row.enabled for row in request.headers)
    return brings and _CALLED_A_LOGIN.match(request.name) is not None


# finds `login`, `Log in as ann`, `sign-in`
# but not `login history`, `list logins`
_CALLED_A_LOGIN = re.compile(r"(?i)(?:log[ _-]?[io]n|sign[ _-]?[io]n)(?: (?:as|by|with|to)\b.*)?$")


def _first(requests: Iterable[Request], wanted: Callable[[Request], bool]) -> Request | None:
    return next((request for request in requests if wanted(request)), None)


def _recorded(exchanges: tuple[Exchange, ...], wanted: Callable[[Sent], bool]) -> Request | None:
    for index, exchange in reversed(tuple(enumerate(exchanges))):
        if _went_well(exchange) and wanted(Sent(index, exchange.request)):
            return request_of(exchange.request)
    return None


def _went_well(exchange: Exchange) -> bool:
    """Whether a recorded request was accepted, and is whole."""
    reply = exchange.reply
    return reply is not None and reply.status not in ERRORS and not exchange.redacted
