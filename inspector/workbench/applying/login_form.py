"""Reads the login form of a page: where it is sent, its hidden fields, and what is typed in."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.message import first, readable
from inspector.model.request import FormBody, FormField, Request

_READ = 300_000
_TYPED = frozenset({"text", "email", "tel", "", "search"})
_CHOSEN = frozenset({"checkbox", "radio"})
_NOT_SENT = frozenset({"submit", "button", "image", "reset", "file"})


class LoginForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form with a password. url: where it goes. user and password: names of their fields."""

    url: str
    method: str = "POST"
    fields: tuple[FormField, ...] = ()
    user: str = ""
    password: str = ""

    def request(self) -> Request:
        """Return the request that sends it as it is, nothing typed in yet."""
        return Request(method=self.method, url=self.url, body=FormBody(fields=self.fields))


def login_form(attempt: Attempt) -> LoginForm | None:
    """Return the login form of the last page of an attempt, None where there is none."""
    for exchange in reversed(attempt.exchanges):
        reply = exchange.reply
        kind = first(reply.headers, "content-type") or "" if reply is not None else ""
        if reply is not None and (b"<form" in reply.body.lower() or "html" in kind):
            found = _form_of(reply.body[:_READ].decode("utf-8", "replace"), exchange.request.url)
            if found is not None:
                return found
    return None


def _form_of(page: str, address: str) -> LoginForm | None:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    for form in reader.forms:
        if form.password:
            return LoginForm(
                url=urljoin(readable(address), form.action or address),
                method=form.method.upper() or "GET",
                fields=tuple(FormField(name, value) for name, value in form.fields),
                user=form.user,
                password=form.password,
            )
    return None


class _Form:
    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.fields: list[tuple[str, str]] = []
        self.user = self.password = ""

    def take(self, kind: str, name: str, value: str) -> None:
        """Take an element in: the last text before the password is the user's name."""
        self.fields.append((name, value))
        if kind == "password":
            self.password = self.password or name
        elif kind in _TYPED and not self.password:
            self.user = name


class _Reader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[_Form] = []
        self._open: _Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = _Form(given.get("action", ""), given.get("method", ""))
            self.forms.append(self._open)
        elif tag == "input" and self._open is not None and given.get("name"):
            kind = given.get("type", "").lower()
            if kind not in _NOT_SENT and (kind not in _CHOSEN or "checked" in given):
                self._open.take(kind, given["name"], given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
