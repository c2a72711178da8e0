"""Reads the login form of a page: where it is sent, its hidden fields, and what is typed in."""

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.message import readable
from inspector.model.request import FormBody, FormField, Request
from inspector.protocol.urls import joined
from inspector.reading.body import content_of
from inspector.reading.page import NO_PAGE
from inspector.reading.pages.forms import Field, Form

_PASSWORD = "password"  # noqa: S105 - the type of a field
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
        page = content_of(reply.headers, reply.body).page if reply is not None else NO_PAGE
        for form in sorted(page.forms, key=lambda one: not one.asks_for_a_login):
            if any(field.kind == _PASSWORD and field.name for field in form.fields):
                return _of_form(form, exchange.request.url)
    return None


def _of_form(form: Form, address: str) -> LoginForm:
    """Return a form as a browser would send it: the last text before the password is the user."""
    named = [field for field in form.fields if field.name]
    at = next(index for index, field in enumerate(named) if field.kind == _PASSWORD)
    users = [field.name for field in named[:at] if field.kind in _TYPED]
    return LoginForm(
        url=joined(readable(address), form.action or address),
        method=form.method.upper() or "GET",
        fields=tuple(FormField(field.name, field.value) for field in named if _is_sent(field)),
        user=users[-1] if users else "",
        password=named[at].name,
    )


def _is_sent(field: Field) -> bool:
    return field.kind not in _NOT_SENT and (field.kind not in _CHOSEN or field.is_checked)
