"""Says what a body is (JSON, XML, HTML, form, text) and whether it is a login page."""

import codecs
import html
import re
from typing import Literal

import msgspec

from inspector.model.message import Header, Span, first

BodyKind = Literal["empty", "json", "xml", "html", "form", "text", "binary"]

_LOOKED_AT = 200_000
_HEAD = 2000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w\-.:]{1,40})", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(r"\s*(?:<\?xml|<[A-Za-z_][\w.\-]*(?::[\w.\-]+)?[\s>/])")
_FORM = re.compile(r"[\w.\-\[\]%+]{1,80}=[^\s<>]*\Z", re.ASCII)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^>]{0,800}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_ACTION = re.compile(r"<form\b[^>]{0,800}?\baction\s*=\s*[\"']?([^\"'\s>]{0,500})", re.IGNORECASE)
_AUTO_POST = re.compile(
    r"name\s*=\s*[\"']?(?:SAMLRequest|SAMLResponse|wresult|RelayState)\b", re.IGNORECASE
)
_SIGN_IN = re.compile(
    r"\b(?:sign[ -]?in|log[ -]?in|log[ -]?on|anmelden|einloggen|se connecter|iniciar sesi[oó]n"
    r"|accedi|inloggen|single sign[ -]on|sso|authenticat\w{1,8})\b",
    re.IGNORECASE,
)
_GOES_TO_LOGIN = re.compile(
    r"(?:location(?:\.href|\.replace|\.assign)?\s*[=(]\s*|http-equiv\s*=\s*[\"']?refresh[^>]{0,80}url=)"
    r"[\"']?[^\"'\s>]{0,200}(?:login|signin|sign-in|logon|sso|oauth|saml|auth)",
    re.IGNORECASE,
)
_PROVIDERS = (
    "login.microsoftonline.com", "accounts.google.com", ".okta.com", ".oktapreview.com",
    ".auth0.com", "/adfs/ls", "/auth/realms/", ".onelogin.com", ".pingidentity.com",
    "cloudflareaccess.com", "/cas/login", "/oauth2/sign_in", "/saml/", "/saml2/",
)  # fmt: skip


class LoginPage(msgspec.Struct, frozen=True, kw_only=True):
    """Why a page is taken for a login. span: of the tell-tale place in the body, in characters.

    has_password: it has a password field. action: where its form goes. provider: the tell-tale
    address of an identity provider in it.
    """

    title: str = ""
    has_password: bool = False
    action: str = ""
    provider: str = ""
    span: Span = (0, 0)


def charset_of(headers: tuple[Header, ...], body: bytes) -> str:
    """Return the charset that is declared or shows itself; `utf-8` or `iso-8859-1` otherwise."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    declared = _CHARSET.search(first(headers, "content-type") or "")
    if declared and _is_known(declared[1]):
        return declared[1].lower()
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body[:_LOOKED_AT])
    except UnicodeDecodeError:
        return "iso-8859-1"
    return "utf-8"


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - no public way to ask
    except (LookupError, ValueError):
        return False


def text_of(headers: tuple[Header, ...], body: bytes) -> str:
    """Return the body as text, wrong bytes replaced."""
    return body.decode(charset_of(headers, body), "replace")


def kind_of(headers: tuple[Header, ...], body: bytes) -> BodyKind:
    """Return what the body is, by its beginning; the content type decides where that is open."""
    if not body.strip():
        return "empty"
    declared = (first(headers, "content-type") or "").partition(";")[0].strip().lower()
    start = text_of(headers, body[:_HEAD])
    if _BINARY.search(body[:_HEAD]) and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "binary"
    found = _by_beginning(start)
    if found:
        return found
    if declared == "application/x-www-form-urlencoded" or (
        len(body) < _HEAD and _FORM.match(start)
    ):
        return "form"
    return "html" if declared == "text/html" and "<" in start else "text"


def _by_beginning(start: str) -> BodyKind | None:
    text = start.lstrip("\ufeff \t\r\n")
    if text[:1] in {"{", "["}:
        return "json"
    if _HTML.match(text):
        return "html"
    if _XML.match(text):
        return (
            "xml"
            if not re.match(r"<(?:div|form|script|meta|p|h1|span)\b", text, re.IGNORECASE)
            else "html"
        )
    return None


def title_of(text: str) -> str:
    """Return the title of an HTML page, on one line."""
    found = _TITLE.search(text[:_LOOKED_AT])
    return " ".join(html.unescape(found[1]).split()) if found else ""


def login_page(headers: tuple[Header, ...], body: bytes) -> LoginPage | None:
    """Return why the body is a login page, or None.

    A password field is enough; without one, a form or script that goes to a login does, together
    with words that say so.
    """
    if kind_of(headers, body[:_LOOKED_AT]) != "html":
        return None
    text = text_of(headers, body[:_LOOKED_AT])
    lower = text.lower()
    password = _PASSWORD.search(text) if "password" in lower else None
    provider = next((name for name in _PROVIDERS if name in lower), "")
    span = password.span() if password else _way_to_login(text, lower, provider)
    title = title_of(text)
    if span is None or not (password or _says_login(title, text)):
        return None
    action = _ACTION.search(text)
    return LoginPage(
        title=title,
        has_password=password is not None,
        action=html.unescape(action[1]) if action else "",
        provider=provider,
        span=span,
    )


def _way_to_login(text: str, lower: str, provider: str) -> Span | None:
    """Return the place that leads on to a login: a form of SAML, a script, a provider's address."""
    found = None
    if any(word in lower for word in ("samlre", "wresult", "relaystate")):
        found = _AUTO_POST.search(text)
    if found is None and ("location" in lower or "refresh" in lower):
        found = _GOES_TO_LOGIN.search(text)
    if found is None and provider:
        found = re.search(re.escape(provider), text, re.IGNORECASE)
    return found.span() if found else None


def _says_login(title: str, text: str) -> bool:
    return bool(_SIGN_IN.search(title) or _SIGN_IN.search(text[:20_000]))
