"""Finds a CSRF token in the replies to a GET, and the header that sends it back.

Conventions: Django's csrftoken, XSRF-TOKEN of Angular and Laravel, Rails' meta element, ASP.NET's
form field, Jenkins' crumb, Tornado's _xsrf, and headers that servers hand out.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import msgspec

from inspector.diagnose.names import is_csrf_name
from inspector.model.attempt import Attempt
from inspector.model.message import Reply, readable

_ELEMENT = re.compile(r"(?i)<(?:meta|input)\b[^>]{0,2000}>")
_ATTRIBUTE = re.compile(r"""(?i)\b(name|content|value)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""")
_READ = 200_000
_USUAL = "X-CSRF-Token"
_HEADERS = {
    "csrftoken": "X-CSRFToken",
    "csrfmiddlewaretoken": "X-CSRFToken",
    "XSRF-TOKEN": "X-XSRF-TOKEN",
    "_xsrf": "X-XSRFToken",
    "__RequestVerificationToken": "RequestVerificationToken",
    ".crumb": "Jenkins-Crumb",
}
_NO_TOKENS = frozenset({"", "required", "fetch"})


class CsrfToken(msgspec.Struct, frozen=True):
    """A token and the header to send it in; printing it does not show the value."""

    header: str
    value: str

    def __repr__(self) -> str:
        return f"CsrfToken(header={self.header!r})"


def find(attempt: Attempt, wanted: str = "") -> CsrfToken | None:
    """Return the token of the last reply that has one.

    wanted: a name that the refusal gave; it is the header where it looks like one.
    """
    for exchange in reversed(attempt.exchanges):
        if exchange.reply is None:
            continue
        for name, value in _tokens(exchange.reply, wanted):
            if value.strip().lower() not in _NO_TOKENS and value.isprintable():
                return CsrfToken(_header(name, wanted), value.strip())
    return None


def _header(name: str, wanted: str) -> str:
    if wanted.lower().startswith("x-") or wanted.lower().endswith(("-crumb", "-session-id")):
        return wanted
    return _HEADERS.get(name, name if "-" in name and _is_header(name) else _USUAL)


def _is_header(name: str) -> bool:
    return name.lower().startswith("x-") or name.lower().endswith(("-crumb", "-session-id"))


def _tokens(reply: Reply, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield names and values: what is handed out openly first, cookies last."""
    for header in reply.headers:
        if header.name.lower() == wanted.lower() or (
            is_csrf_name(header.name) and not header.name.lower().startswith("access-control-")
        ):
            yield header.name, readable(header.value)
    text = reply.body[:_READ].decode("utf-8", "replace")
    yield from _of_json(text)
    yield from _of_page(text)
    for header in reply.headers:
        if header.name.lower() == "set-cookie":
            name, _, value = readable(header.value).partition(";")[0].partition("=")
            if is_csrf_name(name):
                yield name.strip(), unquote(value)


def _of_json(text: str) -> Iterator[tuple[str, str]]:
    if text.lstrip()[:1] != "{":
        return
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    for name, value in content.items():
        if is_csrf_name(name) and isinstance(value, str) and name != "crumbRequestField":
            given = content.get("crumbRequestField") if name == "crumb" else name
            yield given if isinstance(given, str) else name, value


def _of_page(text: str) -> Iterator[tuple[str, str]]:
    for element in _ELEMENT.finditer(text):
        given = {
            found[1].lower(): found[2].strip("\"'") for found in _ATTRIBUTE.finditer(element[0])
        }
        name = given.get("name", "")
        if is_csrf_name(name) and "param" not in name.lower():
            yield name, given.get("content") or given.get("value") or ""
