"""Reads a request once: what it asks for, its cookies, and every credential in it."""

from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import parse_qsl

from inspector.model.annotation import Place
from inspector.model.message import Header, Message, first, first_lines, readable
from inspector.protocol.cached import cached_property
from inspector.protocol.cookie.cookie_uses import cookie_pairs, is_of_unknown_use, is_opaque
from inspector.protocol.field_names import (
    is_caller_header,
    is_csrf_name,
    is_csrf_value,
    looks_like_session,
)
from inspector.protocol.keys.differences import Asked
from inspector.protocol.keys.key_hosts import carries_a_key
from inspector.protocol.keys.path_keys import path_key_spans
from inspector.protocol.login_addresses import is_sign_in_step
from inspector.protocol.methods import SAFE
from inspector.protocol.patterns import word_set
from inspector.protocol.scheme_words import KNOWN_SCHEMES, split_scheme
from inspector.protocol.urls import is_readable, split, without_port
from inspector.reading import places, unnamed_keys
from inspector.reading.body import Content
from inspector.reading.credential import Carried, Credential, carried, halves
from inspector.reading.framing.subprotocols import SUBPROTOCOLS, tokens_offered
from inspector.reading.login_body import Login
from inspector.reading.request_words import is_recorded

_FIELDS, _COOKIES, _LONGEST_OPERATION = 60, 300, 4000
# What one address does for many: `action` of MediaWiki and WordPress, `fun` of Salt.
_CALLS = word_set("action fun function cmd command op operation")
Names = frozenset[str]


class Sent:
    """The request of one exchange, read when first asked for; a broken part is empty.

    sessions: names of cookies that other exchanges show to be sessions.
    """

    def __init__(self, entry: int, message: Message, sessions: Names = frozenset()) -> None:
        self._sessions = sessions
        self.entry = entry
        self.message = message
        self.method = message.method.upper()

    @property
    def was_recorded(self) -> bool:
        """Whether there is a request at all; a raw reply comes without its own."""
        return is_recorded(self.message)

    @cached_property
    def url(self) -> str:
        """The URL as people read it."""
        return readable(self.message.url)

    @cached_property
    def parts(self) -> tuple[str, str, str, str]:
        """Scheme, host with port in lower case, path and query of the URL."""
        url = self.message.url
        if not is_readable(url):
            return "", "", self.message.target, ""
        parts = split(url)
        host = parts.netloc.rpartition("@")[2].lower()
        return parts.scheme.lower(), host, parts.path, parts.query

    @cached_property
    def host(self) -> str:
        """Host and port asked, in lower case."""
        return self.parts[1]

    @cached_property
    def bare_host(self) -> str:
        """The host without port."""
        return without_port(self.host)

    @cached_property
    def path(self) -> str:
        """The path asked."""
        return self.parts[2]

    @property
    def is_safe(self) -> bool:
        """Whether the method only reads (RFC 9110 §9.2.1)."""
        return self.method in SAFE

    @property
    def is_login_address(self) -> bool:
        """Whether the address looks like a login, a log-out or a step of single sign-on."""
        return is_sign_in_step(self.path, self.query)

    @cached_property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The parameters of the query, decoded."""
        try:
            return tuple(parse_qsl(self.parts[3], keep_blank_values=True, max_num_fields=_FIELDS))
        except ValueError:
            return ()

    @cached_property
    def content(self) -> Content:
        """The body."""
        return Content(self.message.body, first(self.message.headers, "content-type") or "")

    @cached_property
    def fields(self) -> dict[str, str]:
        """The texts of a form, JSON object or multipart body, outermost level (two for JSON)."""
        return self.login.fields

    @cached_property
    def login(self) -> Login:
        """What it says as a login."""
        names = (header.name for header in self.message.headers if header.value.strip())
        known = any(name.lower() == "authorization" or is_caller_header(name) for name in names)
        return Login(self.method, self.path, self.query, self.content, by_somebody=known)

    @property
    def grant_type(self) -> str:
        """The grant of a token request, in its body or in the address it is posted to."""
        return self.login.grant_type

    @property
    def is_token_request(self) -> bool:
        """Whether this asks a token endpoint for tokens (RFC 6749)."""
        return self.login.is_token_request

    @property
    def is_sign_up(self) -> bool:
        """Whether the address is that of a registration."""
        return self.login.is_sign_up

    @cached_property
    def is_login(self) -> bool:
        """Whether this sends a user name and a password to a login."""
        return self.login.is_login

    @property
    def login_user(self) -> str:
        """The user name of a login."""
        return self.login.login_user

    @cached_property
    def cookies(self) -> tuple[tuple[str, str, Place], ...]:
        """Name, value and place of each cookie sent."""
        found: list[tuple[str, str, Place]] = []
        for index, header in enumerate(self.message.headers):
            if header.name.lower() == "cookie" and len(found) < _COOKIES:
                for name, value, span in islice(cookie_pairs(header.value), _COOKIES):
                    place = places.in_header(self.entry, "request", index, header, span)
                    found.append((name, value, place))
        return tuple(found)

    @cached_property
    def session_cookies(self) -> tuple[Credential, ...]:
        """The cookies that carry a login or session: by name or use, else by their values.

        A long random value gives one of any name away, or that a program sends it alone.
        """
        known = self.named_sessions or tuple(self._chosen(is_opaque))
        return known or tuple(self._chosen(is_of_unknown_use) if _is_alone(self) else ())

    @cached_property
    def named_sessions(self) -> tuple[Credential, ...]:
        """The cookies whose names say that they carry a login or session, or what was done."""
        by_name = tuple(self._chosen(lambda name, _: looks_like_session(name)))
        return by_name or tuple(self._chosen(lambda name, _: name in self._sessions))

    @cached_property
    def csrf_cookies(self) -> tuple[Credential, ...]:
        """The cookies whose names look like a CSRF token."""
        return tuple(
            Credential("cookie", name, "", value, place)
            for name, value, place in self.cookies
            if is_csrf_name(name)
        )

    def _chosen(self, fits: Callable[[str, str], bool]) -> Iterator[Credential]:
        for name, value, place in self.cookies:
            if value and fits(name, value):
                yield Credential("cookie", name, "", value, place)

    def header(self, name: str) -> tuple[int, Header] | None:
        """Return the first header of a name with its line, or None."""
        found = self._first_lines.get(name.lower())
        return (found, self.message.headers[found]) if found is not None else None

    @cached_property
    def _first_lines(self) -> dict[str, int]:
        return first_lines(self.message.headers)

    @cached_property
    def authorization(self) -> Credential | None:
        """The credential of the Authorization header, None without one."""
        return self._of_header("authorization")

    @cached_property
    def proxy_authorization(self) -> Credential | None:
        """The credential for the proxy, None without one."""
        return self._of_header("proxy-authorization")

    def _of_header(self, name: str) -> Credential | None:
        found = self.header(name)
        return self._credential(*found) if found else None

    def _credential(self, index: int, header: Header) -> Credential:
        word, value, start = split_scheme(header.value)
        span = (start, start + len(value)) if value else None
        place = places.in_header(self.entry, "request", index, header, span)
        return Credential("header", header.name, word, value, place)

    @cached_property
    def csrf_tokens(self) -> tuple[Credential, ...]:
        """The CSRF tokens in headers, query and body."""
        found = [
            self._whole(index, header)
            for index, header in enumerate(self.message.headers)
            if is_csrf_name(header.name)
        ]
        line = places.in_line(self.entry, "request")
        found += [Credential("query", n, "", v, line) for n, v in self.query if is_csrf_name(n)]
        found += [
            Credential("body", name, "", value, _place_in_body(self, value))
            for name, value in self.fields.items()
            if is_csrf_name(name) or is_csrf_value(value)
        ]
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[Credential, ...]:
        """API keys and tokens outside Authorization: headers, query and body."""
        own = (*self._header_keys(), *self._query_keys(), *self._body_keys())
        own += (*_in_a_message(self), *_offered(self))
        known = own or self.authorization is not None or self.cookies
        return own if known else tuple(islice(_only_keys(self), 1))

    def _header_keys(self) -> Iterator[Credential]:
        for index, header in enumerate(self.message.headers):
            name = header.name
            if header.value.strip() and (is_caller_header(name) or self._is_read("header", name)):
                yield self._whole(index, header)

    def _is_read(self, place: str, name: str) -> bool:
        """Whether the provider at this host reads a key there, whatever the name sounds like."""
        return carries_a_key(f"{place} {name.lower()}", self.bare_host)

    def _whole(self, index: int, header: Header) -> Credential:
        place = places.in_header(self.entry, "request", index, header)
        return Credential("header", header.name, "", header.value, place)

    def _query_keys(self) -> Iterator[Credential]:
        for name, value in self.query:
            if name == "code" and any(other == "state" for other, _ in self.query):
                continue
            named = unnamed_keys.is_a_key(name, value) or self._is_read("query", name)
            named = named or (unnamed_keys.is_a_token(name, value) and not self.is_login_address)
            if value and value.lower() not in _SWITCHES and named:  # `offline_token=true`
                yield Credential("query", name, "", value, self._target_place(value))

    def _target_place(self, value: str) -> Place:
        target = self.message.target or self.message.url
        start = target.find(value)
        span = (start, start + len(value)) if start >= 0 and self.message.target else None
        return places.in_line(self.entry, "request", span)

    def _body_keys(self) -> Iterator[Credential]:
        for name, value in self.fields.items():
            about_it = name == "token" and unnamed_keys.is_about_tokens(self.path)
            if unnamed_keys.is_a_field_key(name, value) and not about_it:
                yield Credential("body", name, "", value, _place_in_body(self, value))

    @cached_property
    def credentials(self) -> tuple[Credential, ...]:
        """All credentials except cookies; the Authorization header first."""
        first_one = (self.authorization,) if self.authorization is not None else ()
        return first_one + self.keys

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """All secrets in these credentials with the ways they travel."""
        return tuple(one for credential in self.credentials for one in carried(credential))

    @cached_property
    def asked(self) -> Asked:
        """The request as the tables of keys see it: secrets, and all names beside them."""
        return _as_asked(self)

    @cached_property
    def operation(self) -> str:
        """What is called where many things share one address: GraphQL, JSON-RPC, SOAP, AWS."""
        for name in ("soapaction", "x-amz-target"):
            found = self.header(name)
            if found is not None and found[1].value.strip('" '):
                return found[1].value
        called = next((value for name, value in self.query if name.lower() in _CALLS), "")
        return _posted_call(self, called) if self.method == "POST" else called

    @cached_property
    def has_any(self) -> bool:
        """Whether anything at all was sent that could identify the caller."""
        sent = self.authorization
        return bool(
            (sent and (sent.value.strip() or sent.scheme not in KNOWN_SCHEMES))
            or self.keys
            or self.session_cookies
            or self.is_login
            or self.has_saml
            or self.has_path_key
        )

    @cached_property
    def only_guessed(self) -> bool:
        """Whether nothing was sent but a cookie that may be a session, by its value alone."""
        guessed = bool(self.session_cookies) and not self.named_sessions
        return guessed and not (self.credentials or self.is_login or self.has_saml)

    @cached_property
    def has_path_key(self) -> bool:
        """Whether the path itself holds the key, as those of bots and incoming webhooks do."""
        return bool(path_key_spans(self.path))

    @cached_property
    def has_saml(self) -> bool:
        """Whether a SAML response is posted."""
        return "SAMLResponse" in self.fields

    @cached_property
    def main(self) -> Credential | None:
        """The credential that most likely counts."""
        if self.credentials:
            return self.credentials[0]
        return self.session_cookies[0] if self.session_cookies else None


def _is_alone(sent: Sent) -> bool:
    """Whether a program, no browser, sends one cookie and no other."""
    browser = sent.header("sec-fetch-mode") or sent.header("accept-language")
    return len(sent.cookies) == 1 and not browser


def _offered(sent: Sent) -> Iterator[Credential]:
    """Yield the tokens among the protocols of a WebSocket, each with the word that announces it."""
    found = sent.header(SUBPROTOCOLS)
    if found is None:
        return
    for one in tokens_offered(found[1].value):
        place = places.in_header(sent.entry, "request", *found, one.span)
        yield Credential("header", found[1].name, one.word, one.value, place)


def _in_a_message(sent: Sent) -> Iterator[Credential]:
    if sent.parts[0] not in {"ws", "wss"} and sent.header("upgrade") is None:
        return
    for name, value in unnamed_keys.keys_in_a_message(sent.content, sent.fields):
        written = split_scheme(value)
        place = _place_in_body(sent, written.rest)
        yield Credential("body", name, written.word, written.rest, place)


def _only_keys(sent: Sent) -> Iterator[Credential]:
    """Yield what may be the key of a request that shows no other."""
    for where, name, value in unnamed_keys.only_keys(sent.query, sent.content):
        in_body = where == "body"
        place = _place_in_body(sent, value) if in_body else places.in_line(sent.entry, "request")
        yield Credential(where, name, "", value, place)


def _place_in_body(sent: Sent, value: str) -> Place:
    return places.in_body(sent.entry, "request", places.find(sent.message.body, value))


def _as_asked(sent: Sent) -> Asked:
    named = {
        "header": [header.name for header in sent.message.headers],
        "query": [name for name, _ in sent.query],
        "body": list(sent.fields),
        "cookie": [name for name, _, _ in sent.cookies],
    }
    ways = {f"{place} {name}".lower() for place, names in named.items() for name in names}
    parts = tuple(one.part for one in sent.carried)
    known = frozenset(ways | {*halves(sent.authorization)})
    return Asked(sent.bare_host, sent.path, parts, known, sent.parts[0] != "http")


_SWITCHES = frozenset({"true", "false", "yes", "no", "on", "off"})


def _posted_call(sent: Sent, in_query: str) -> str:
    """Return what a body calls; without a name, what the query does."""
    members = sent.content.object
    named = members.get("operationName") or members.get("query")
    if not named and ("jsonrpc" in members or "params" in members):
        named = members.get("method")
    own = (value for name, value in sent.fields.items() if name.lower() in _CALLS)
    named = named or next(own, in_query)
    return named[:_LONGEST_OPERATION] if isinstance(named, str) else ""
