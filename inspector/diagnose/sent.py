"""Finds every credential in a request: in headers, query, cookies and body."""

import re
from collections.abc import Iterator
from functools import cached_property

from inspector.diagnose import places
from inspector.diagnose.bodies import Content
from inspector.diagnose.credential import Credential
from inspector.diagnose.names import (
    KNOWN_SCHEMES,
    LOGIN_NAMES,
    PASSWORD_NAMES,
    SHORT_QUERY_NAMES,
    is_csrf_name,
    is_key_name,
    split_scheme,
)
from inspector.diagnose.sent_cookies import SentCookies
from inspector.model.annotation import Place
from inspector.model.message import Header, first

_FIELDS = 60


class Sent(SentCookies):
    """The request of one exchange, searched for credentials."""

    @cached_property
    def content(self) -> Content:
        """The body."""
        return Content(self.message.body, first(self.message.headers, "content-type") or "")

    @cached_property
    def fields(self) -> dict[str, str]:
        """The texts of a form, JSON object or multipart body, outermost level (two for JSON)."""
        if self.content.form:
            return self.content.form
        found: dict[str, str] = {}
        for name, value in list(self.content.object.items())[:_FIELDS]:
            if isinstance(value, str):
                found[name] = value
            elif isinstance(value, list):
                found.update(_in_a_list(value))
            elif isinstance(value, dict):
                found.update(
                    (inner, text) for inner, text in value.items() if isinstance(text, str)
                )
        return found

    def header(self, name: str) -> tuple[int, Header] | None:
        """Return the first header of a name with its line, or None."""
        wanted = name.lower()
        for index, header in enumerate(self.message.headers):
            if header.name.lower() == wanted:
                return index, header
        return None

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
        scheme, value, start = split_scheme(header.value)
        span = (start, start + len(value)) if value else None
        place = places.in_header(self.entry, "request", index, header, span)
        return Credential("header", header.name, scheme, value, place)

    @cached_property
    def csrf_tokens(self) -> tuple[Credential, ...]:
        """The CSRF tokens in headers, query and body."""
        found = [
            Credential(
                "header",
                header.name,
                "",
                header.value,
                places.in_header(self.entry, "request", index, header),
            )
            for index, header in enumerate(self.message.headers)
            if is_csrf_name(header.name)
        ]
        found += [
            Credential("query", name, "", value, places.in_line(self.entry, "request"))
            for name, value in self.query
            if is_csrf_name(name)
        ]
        found += [
            Credential("body", name, "", value, self._body_place(value))
            for name, value in self.fields.items()
            if is_csrf_name(name)
        ]
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[Credential, ...]:
        """API keys and tokens outside Authorization: headers, query and body."""
        return (*self._header_keys(), *self._query_keys(), *self._body_keys())

    def _header_keys(self) -> Iterator[Credential]:
        for index, header in enumerate(self.message.headers):
            if is_key_name(header.name) and header.value.strip():
                place = places.in_header(self.entry, "request", index, header)
                yield Credential("header", header.name, "", header.value, place)

    def _query_keys(self) -> Iterator[Credential]:
        for name, value in self.query:
            if name == "code" and any(other == "state" for other, _ in self.query):
                continue
            if value and (is_key_name(name) or name.lower() in SHORT_QUERY_NAMES):
                yield Credential("query", name, "", value, self._target_place(value))

    def _target_place(self, value: str) -> Place:
        target = self.message.target or self.message.url
        start = target.find(value)
        span = (start, start + len(value)) if start >= 0 and self.message.target else None
        return places.in_line(self.entry, "request", span)

    def _body_keys(self) -> Iterator[Credential]:
        for name, value in self.fields.items():
            known = is_key_name(name) or name.lower() == "refresh_token"
            if value and known and name.lower() not in PASSWORD_NAMES:
                yield Credential("body", name, "", value, self._body_place(value))

    def _body_place(self, value: str) -> Place:
        return places.in_body(self.entry, "request", places.find(self.message.body, value))

    @cached_property
    def is_token_request(self) -> bool:
        """Whether this asks a token endpoint for tokens (RFC 6749)."""
        return "grant_type" in self.fields or (
            self.method == "POST"
            and bool(_TOKEN_PATH.search(self.path))
            and ("client_id" in self.fields or "refresh_token" in self.fields)
        )

    @cached_property
    def is_login(self) -> bool:
        """Whether this sends a user name and a password to a login."""
        names = {name.lower() for name in self.fields}
        posted = self.method == "POST" and any(
            name in PASSWORD_NAMES or name.endswith(("password", "[password]")) for name in names
        )
        short = self.method == "POST" and {"u", "p"} <= names
        return posted or short or self._is_login_call or bool(self._query_login or self._deep_login)

    @cached_property
    def _is_login_call(self) -> bool:
        """Whether this calls a login over JSON-RPC, with the password among the parameters."""
        method, given = (self.content.object.get(name) for name in ("method", "params"))
        named = isinstance(method, str) and bool(_LOGIN_CALL.search(method))
        return self.method == "POST" and named and isinstance(given, list) and bool(given)

    @cached_property
    def _deep_login(self) -> str:
        """The password of a login that lies deep in a JSON object, empty without one."""
        if self.method != "POST" or not self.content.object:
            return ""
        deep = list(self.content.scalars())
        named = (str(v) for k, v in deep if k.lower() in PASSWORD_NAMES and v)
        queries = (_IN_GRAPHQL.search(str(v)) for k, v in deep if k == "query")
        return next(named, "") or next((found.group(1) for found in queries if found), "")

    @cached_property
    def _query_login(self) -> str:
        """The user of a name and password in the query, empty without both."""
        found = {name.lower(): value for name, value in self.query if value}
        if not found.keys() & (PASSWORD_NAMES | {"p"}):
            return ""
        names = ("u",) if "p" in found else tuple(LOGIN_NAMES - {"name"})
        return next((found[name] for name in (*names, "u") if name in found), "")

    @cached_property
    def login_user(self) -> str:
        """The user name of a login."""
        for name, value in self.fields.items():
            if name.lower().rpartition("[")[2].rstrip("]") in LOGIN_NAMES:
                return value
        return self._query_login

    @cached_property
    def credentials(self) -> tuple[Credential, ...]:
        """All credentials except cookies; the Authorization header first."""
        first_one = (self.authorization,) if self.authorization is not None else ()
        return first_one + self.keys

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
        )

    @cached_property
    def only_guessed(self) -> bool:
        """Whether nothing was sent but a cookie that may be a session, by its value alone."""
        guessed = bool(self.session_cookies) and not self.named_sessions
        return guessed and not (self.credentials or self.is_login or self.has_saml)

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


_IN_GRAPHQL = re.compile(r"(?i)\bpass(?:word|wd)?\s{0,9}:\s{0,9}\"([^\"]{1,200})\"")
_TOKEN_PATH = re.compile(r"(?i)/(token|oauth2?|access_token|refresh)(/|$|\?|\.)")

_LOGIN_CALL = re.compile(r"(?i)(?:^|[._/])(?:login|log_in|signin|authenticate)$")


def _in_a_list(values: list[object]) -> dict[str, str]:
    """Return secrets that stand in a list as `token:…`, as JSON-RPC servers have it."""
    pairs = (one.partition(":") for one in values[:10] if isinstance(one, str))
    return {name: value for name, mark, value in pairs if mark and name == "token"}
