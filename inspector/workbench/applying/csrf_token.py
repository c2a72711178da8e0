"""Finds a CSRF token in the replies to a GET, and the header that sends it back.

Conventions: Django's csrftoken, XSRF-TOKEN of Angular and Laravel, Rails' meta element, ASP.NET's
form field, Jenkins' crumb, Tornado's _xsrf, and headers that servers hand out.
"""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import unquote

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.message import Reply, readable
from inspector.protocol.field_names import (
    is_csrf_name,
    is_handed_out,
    is_own_header,
    token_asked_for,
    tokens_in_script,
)
from inspector.protocol.keys.key_shapes import find_jose
from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content, content_of

_USUAL = "X-CSRF-Token"
_HEADERS = {
    "csrftoken": "X-CSRFToken",
    "csrfmiddlewaretoken": "X-CSRFToken",
    "XSRF-TOKEN": "X-XSRF-TOKEN",
    "_xsrf": "X-XSRFToken",
    "__RequestVerificationToken": "RequestVerificationToken",
    ".crumb": "Jenkins-Crumb",
    "_token": "X-CSRF-TOKEN",
}
_NO_TOKENS = frozenset({"", "required", "fetch"})


class CsrfToken(msgspec.Struct, frozen=True):
    """A token and the header to send it in; printing it does not show the value.

    field: the field of a form that it belongs in, empty where none is known. in_both: a cookie of
    a name that no framework is known by brought it, or a member of JSON: the field is called like
    it, and whether that or the header is read is open. usual: the header that goes with the name of
    what brought it, where that is another one than the refusal or the request names.
    """

    header: str
    value: str
    field: str = ""
    in_both: bool = False
    usual: str = ""

    def __repr__(self) -> str:
        return f"CsrfToken(header={self.header!r})"


def find(attempt: Attempt, wanted: str = "") -> CsrfToken | None:
    """Return the token of the last reply that has one.

    wanted: a name that the refusal gave; it is the header where it looks like one.
    """
    for exchange in reversed(attempt.exchanges):
        if exchange.reply is None:
            continue
        content = content_of(exchange.reply.headers, exchange.reply.body)
        inputs = {field.name for field in content.page.fields if field.kind != "meta"}
        own = {name for name, _ in _of_cookies(exchange.reply)} - _HEADERS.keys()
        own |= {name for name, _ in _of_json(content)}
        found = (
            *_tokens(exchange.reply, content, wanted),
            *_by_their_place(exchange.request.url, content),
        )
        for name, value in found:
            if _is_token(value):
                in_both = name not in inputs and name in own
                field = name if name in inputs or in_both else ""
                header, usual = _header(name, wanted), _header(name, "")
                return CsrfToken(header, value.strip(), field, in_both, usual)
    return None


def handed_out(reply: Reply, wanted: str) -> CsrfToken | None:
    """Return the token that a refusal hands out in the header that it wants back.

    Transmission answers 409 with X-Transmission-Session-Id, SAP with X-CSRF-Token: Required (no
    token). Only a header of that very name counts.
    """
    for header in reply.headers:
        named = header.name.lower() == wanted.lower() or is_handed_out(header.name)
        if named and _is_token(header.value):
            return CsrfToken(header.name, readable(header.value).strip())
    return None


def of_cookies(attempt: Attempt, wanted: str = "") -> CsrfToken | None:
    """Return the token that the request itself sends as a cookie (double submit), or None."""
    for exchange in reversed(attempt.exchanges):
        for header in exchange.request.headers:
            pairs = header.value.split(";") if header.name.lower() == "cookie" else ()
            for name, _, value in (pair.strip().partition("=") for pair in pairs):
                if is_csrf_name(name) and _is_token(value):
                    called, token = _of_cookie(name, readable(value))
                    field = called if called != name else ""
                    named, usual = _header(called, wanted), _header(called, "")
                    return CsrfToken(named, token, field, in_both=True, usual=usual)
    return None


def is_conventional(header: str) -> bool:
    """Whether a header's name is that of some framework, and no program's own."""
    return header.lower() in {name.lower() for name in (*_HEADERS.values(), _USUAL)}


def _is_token(value: str) -> bool:
    return value.strip().lower() not in _NO_TOKENS and value.isprintable()


def _header(name: str, wanted: str) -> str:
    if is_own_header(wanted):
        return wanted
    known = _HEADERS.get(name) or _HEADERS.get(wanted)  # a cookie names its framework, too
    if known is None and _OF_DJANGO.search(name):
        return _HEADERS["csrftoken"]
    if known or "-" not in name or f"x-{name.lower()}" == _USUAL.lower():
        return known or _USUAL
    return next((one for one in (name, f"X-{name}") if is_own_header(one)), _USUAL)


# Django's settings change the name of the cookie, mostly by what stands before it.
# finds `shop_csrftoken`
# but not `csrf_token`
_OF_DJANGO = lazy_re(r"[_-]csrftoken$")


def _tokens(reply: Reply, content: Content, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield names and values: what is handed out openly first, cookies last."""
    for header in reply.headers:
        if header.name.lower() == wanted.lower() or (
            is_csrf_name(header.name) and not header.name.lower().startswith("access-control-")
        ):
            yield header.name, readable(header.value)
    yield from _of_json(content)
    for field in content.page.csrf_fields:
        if is_csrf_name(field.name):
            yield field.name, field.value
    yield from _of_cookies(reply)


# ---------------- What only its place shows to be a token against forgery
def _by_their_place(url: str, content: Content) -> Iterator[tuple[str, str]]:
    """Yield hidden fields, members and texts of scripts by less telling names, and a bare token."""
    for field in content.page.csrf_fields:
        if not is_csrf_name(field.name):
            yield field.name, field.value
    yield from tokens_in_script(content.page.scripts)
    for name in _UNTOLD:
        value = content.object.get(name)
        if isinstance(value, str) and _BARE.fullmatch(value) and not any(find_jose(value)):
            yield name, value
    bare, asked = content.text.strip(), token_asked_for(url)
    if asked and _BARE.fullmatch(bare) and bare.lower() not in _REASONS:
        yield asked, bare


_REASONS = frozenset(one.phrase.lower() for one in HTTPStatus)  # what a refusal says of itself
_UNTOLD = ("nonce", "token")  # members; a token that was handed out to call with is a JWT mostly
_BARE = lazy_re(r"[\w+/=.:|-]{8,200}")


def _of_cookies(reply: Reply) -> Iterator[tuple[str, str]]:
    for header in reply.headers:
        if header.name.lower() == "set-cookie":
            name, _, value = readable(header.value).partition(";")[0].partition("=")
            if is_csrf_name(name):
                yield _of_cookie(name.strip(), value)


def _of_cookie(name: str, value: str) -> tuple[str, str]:
    """Return the token that a cookie holds, and what it is called where it is sent back."""
    if name.endswith(_BESIDE_ITS_HASH):
        return "csrfToken", unquote(value).partition("|")[0]
    return name, unquote(value)


# Auth.js, once NextAuth.js: the cookie holds the token and its hash, the form the token alone.
_BESIDE_ITS_HASH = ("authjs.csrf-token", "next-auth.csrf-token")


def _of_json(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the tokens of an object, those deeper in it last."""
    members = content.object
    for name, value in (*members.items(), *content.scalars()):
        if is_csrf_name(name) and isinstance(value, str) and name != "crumbRequestField":
            given = members.get("crumbRequestField") if name == "crumb" else name
            yield given if isinstance(given, str) else name, value
