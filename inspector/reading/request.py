"""Finds every credential in a request: in headers, query, cookies and body."""

import re
from collections.abc import Iterator
from functools import cached_property

from inspector.model.annotation import Place
from inspector.model.message import Header
from inspector.protocol.field_names import (
    is_csrf_name,
    is_key_name,
    is_key_parameter,
    is_password_name,
)
from inspector.protocol.scheme_words import KNOWN_SCHEMES, split_scheme
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.login_body import SentLogins

# Telegram's bots; the incoming webhooks of Discord, Slack and Microsoft Teams.
# finds `/bot123456:AAbbCCddEEffGGhhIIjjKK/getMe`
# but not `/bot/getMe`
_PATH_KEY = re.compile(
    r"^/bot\d{5,}:[\w-]{20,}(?:/|$)|/webhooks/\d{15,}/[\w-]{20,}|"
    r"^/services/T\w{6,}/B\w{6,}/\w{16,}|/IncomingWebhook/[0-9a-f]{32}/"
)


class Sent(SentLogins):
    """The request of one exchange, searched for credentials."""

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
        word, value, start = split_scheme(header.value)
        span = (start, start + len(value)) if value else None
        place = places.in_header(self.entry, "request", index, header, span)
        return Credential("header", header.name, word.lower(), value, place)

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
        return (
            *self._header_keys(),
            *self._query_keys(),
            *self._body_keys(),
            *self._socket_keys(),
        )

    def _header_keys(self) -> Iterator[Credential]:
        for index, header in enumerate(self.message.headers):
            if is_key_name(header.name) and header.value.strip():
                place = places.in_header(self.entry, "request", index, header)
                yield Credential("header", header.name, "", header.value, place)

    def _query_keys(self) -> Iterator[Credential]:
        for name, value in self.query:
            if name == "code" and any(other == "state" for other, _ in self.query):
                continue
            if value and is_key_parameter(name):
                yield Credential("query", name, "", value, self._target_place(value))

    def _target_place(self, value: str) -> Place:
        target = self.message.target or self.message.url
        start = target.find(value)
        span = (start, start + len(value)) if start >= 0 and self.message.target else None
        return places.in_line(self.entry, "request", span)

    def _body_keys(self) -> Iterator[Credential]:
        for name, value in self.fields.items():
            known = is_key_name(name) or name.lower() == "refresh_token"
            if value and known and not is_password_name(name):
                yield Credential("body", name, "", value, self._body_place(value))

    def _socket_keys(self) -> Iterator[Credential]:
        """Yield the tokens in the messages of a WebSocket: they come in the first, often deep."""
        if self.parts[0] not in {"ws", "wss"} and self.header("upgrade") is None:
            return
        for name, value in self.content.scalars():
            named = name.lower() == "authorization" or is_key_name(name)
            if named and name not in self.fields and isinstance(value, str) and value:
                written = split_scheme(value)
                place = self._body_place(written.rest)
                yield Credential("body", name, written.scheme, written.rest, place)
        plain = self.fields.get("Authorization") or self.fields.get("authorization")
        if plain:
            written = split_scheme(plain)
            place = self._body_place(written.rest)
            yield Credential("body", "Authorization", written.scheme, written.rest, place)

    def _body_place(self, value: str) -> Place:
        return places.in_body(self.entry, "request", places.find(self.message.body, value))

    @cached_property
    def credentials(self) -> tuple[Credential, ...]:
        """All credentials except cookies; the Authorization header first."""
        first_one = (self.authorization,) if self.authorization is not None else ()
        return first_one + self.keys

    @cached_property
    def operation(self) -> str:
        """What is called where many things share one address: GraphQL, JSON-RPC, SOAP, AWS."""
        for name in ("soapaction", "x-amz-target"):
            found = self.header(name)
            if found is not None and found[1].value.strip('" '):
                return found[1].value
        if self.method != "POST":
            return ""
        members = self.content.object
        named = members.get("operationName") or members.get("query")
        if not named and ("jsonrpc" in members or "params" in members):
            named = members.get("method")
        return named[:_LONGEST_OPERATION] if isinstance(named, str) else ""

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
        return _PATH_KEY.search(self.path) is not None

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


_LONGEST_OPERATION = 4000
