"""Finds every token in an exchange: in header lines, cookies, addresses and bodies. Pure."""

import json
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote, unquote_plus

from inspector.annotate.tokens.carried import carried
from inspector.annotate.tokens.given import given
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, readable
from inspector.protocol.field_names import FIELDS_OF_TOKENS, is_secret_header
from inspector.protocol.keys import client_certificate
from inspector.protocol.keys.key_shapes import find_jose
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.redaction import url_spans
from inspector.protocol.scheme_words import HANDSHAKES, LOGINS, split_scheme
from inspector.reading.page import page_of
from inspector.wording import tr

# ---------------- What else opens in header lines
# RFC 9440; Envoy; and what nginx, Apache, HAProxy, Traefik and Azure are commonly set up to send.
_CERTIFICATES = word_set(
    "client-cert x-forwarded-client-cert x-ssl-client-cert x-client-cert ssl-client-cert "
    "x-forwarded-tls-client-cert x-arr-clientcert x-ssl-cert ssl_client_cert"
)
_LINKS = word_set("location content-location referer")
_CERT_OF_ENVOY = lazy_re(r'\bCert="([^"]+)"')
_SAML = lazy_re(r"[?&](SAMLRequest|SAMLResponse)=([A-Za-z0-9+/=%_-]{20,})")


def certificate_in(header: Header) -> str:
    """Return the client certificate in a header that a proxy adds, empty without one."""
    if header.name.lower() not in _CERTIFICATES:
        return ""
    inner = _CERT_OF_ENVOY.search(header.value)
    text = inner[1] if inner else header.value
    found = client_certificate.read(text)
    return text if found is not None and found.certificates else ""


def challenge_in(header: Header) -> str:
    """Return a challenge as the inspector opens it, empty for other headers.

    One that goes on with a message of NTLM or Kerberos is opened as that message.
    """
    if not given(f"{header.name}: x").is_challenge or not header.value.strip():
        return ""
    written = split_scheme(header.value.strip())
    if written.scheme in HANDSHAKES and written.rest and "," not in written.rest:
        return header.value.strip()
    return f"{header.name}: {header.value}"


def is_link(header: Header) -> bool:
    """Whether a header's value is an address, which may carry tokens."""
    return header.name.lower() in _LINKS


def saml_in(url: str) -> tuple[tuple[str, str], ...]:
    """Return field name and value of SAML messages in an address (SAML bindings §3.4)."""
    found = [(one[1], one[2]) for one in _SAML.finditer(url[:200_000])]
    if not found:
        return ()
    from inspector.protocol.tokens import saml  # noqa: PLC0415 - few addresses carry any

    return tuple((name, value) for name, value in found if saml.decode(value) is not None)


# ---------------- The tokens of a body
_LOOKED_AT = 256 * 1024  # bytes of a body
_SHORT_NAMES = frozenset({"token", "access", "refresh"})
_SHORTEST = 16
_JSON = lazy_re(rf'"({FIELDS_OF_TOKENS})"\s{{0,20}}:\s{{0,20}}"((?:[^"\\]|\\.){{8,}})"')
_FORM = lazy_re(rf"(?:\A|&)({FIELDS_OF_TOKENS})=([^&\s]{{8,}})")
_IN_PAGES = frozenset({"samlresponse", "id_token", "access_token"})
_SHORTEST_IN_PAGES = 8


def in_body(body: bytes) -> Iterator[tuple[str, str]]:
    """Yield field name and token; the name is empty for what only its shape tells.

    Large bodies are looked through at their beginning.
    """
    if not body:
        return
    text = body[:_LOOKED_AT].decode("utf-8", "replace")
    named = [(found[1], _of_json(found[2])) for found in _JSON.finditer(text)]
    named += [(found[1], unquote_plus(found[2])) for found in _FORM.finditer(text)]
    yield from ((name, value) for name, value in named if _is_likely(name, value))
    if "<input" in text.lower():
        for field in page_of(text).fields:
            if field.name.lower() in _IN_PAGES and len(field.value) >= _SHORTEST_IN_PAGES:
                yield field.name, field.value
    for start, end in find_jose(text):
        yield "", text[start:end]


def _is_likely(name: str, value: str) -> bool:
    """Whether the value is a token: words of language stand under the short names too."""
    return name not in _SHORT_NAMES or (
        len(value) >= _SHORTEST and value.isprintable() and " " not in value
    )


def _of_json(written: str) -> str:
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written


Role = Literal["sent", "received"]
_ROLES: tuple[Role, ...] = ("sent", "received")
_MOST = 20
_SHORTEST_COOKIE = 16  # letters from which a cookie of a harmless name may be a session


class FoundToken(NamedTuple):
    """text: the token as the inspector opens it, secret. place: where it stands, in words.

    secret: the token alone. kind: access, refresh, id, assertion, saml, session, key, login,
    proof, certificate, challenge, or another word of its field; empty where only its shape is
    known.
    """

    text: str
    place: str
    secret: str = ""
    kind: str = ""
    role: Role = "sent"


def found_tokens(exchange: Exchange) -> tuple[FoundToken, ...]:
    """Return the tokens of an exchange, those that were sent first, each once."""
    return _once(exchange, by_role=False)


def tokens_of(exchange: Exchange) -> tuple[FoundToken, ...]:
    """Return the tokens of an exchange; one that was sent and came back is there twice."""
    return _once(exchange, by_role=True)


def tokens_at(exchange: Exchange, place: Place) -> tuple[FoundToken, ...]:
    """Return the tokens of one header line, of the address, or of a body, each once."""
    seen: dict[str, FoundToken] = {}
    for found in _at(exchange, place):
        seen.setdefault(found.secret, found)
    return tuple(seen.values())


def _at(exchange: Exchange, place: Place) -> Iterator[FoundToken]:
    role: Role = "sent" if place.side == "request" else "received"
    headers, body, address = _parts(exchange, role)
    if place.part == "header":
        for header in headers[place.index : place.index + 1]:
            yield from _in_header(header, role)
            if text := challenge_in(header):
                yield FoundToken(text, _place(header, role), text, "challenge", role)
    elif place.part == "body":
        yield from _in_body(body, role)
    else:
        yield from _in_address(address, tr("the address"), role)


def has_token(attempt: Attempt, entry: int) -> bool:
    """Whether an exchange of an attempt sent a signed or encrypted token."""
    exchanges = attempt.exchanges
    if not 0 <= entry < len(exchanges):
        return False
    headers = exchanges[entry].request.headers
    return any(True for header in headers for _ in find_jose(header.value))


def _once(exchange: Exchange, *, by_role: bool) -> tuple[FoundToken, ...]:
    seen: dict[tuple[str, str], FoundToken] = {}
    for found in _all(exchange):
        seen.setdefault((found.secret, found.role if by_role else ""), found)
        if len(seen) >= _MOST:
            break
    return tuple(seen.values())


def _all(exchange: Exchange) -> Iterator[FoundToken]:
    for role in _ROLES:
        headers, body, address = _parts(exchange, role)
        for header in headers:
            yield from _in_header(header, role)
        yield from _in_address(address, tr("the address"), role)
        yield from _in_body(body, role)


def _parts(exchange: Exchange, role: Role) -> tuple[tuple[Header, ...], bytes, str]:
    """Return headers, body and address of one side; a reply has no address."""
    message, reply = exchange.request, exchange.reply
    if role == "sent":
        return message.headers, message.body, message.url
    return (reply.headers, reply.body, "") if reply is not None else ((), b"", "")


def _in_header(header: Header, role: Role) -> Iterator[FoundToken]:
    name, place = header.name.lower(), _place(header, role)
    if name in {"cookie", "set-cookie"}:
        yield from _in_cookies(header, place, role)
        return
    if is_link(header):
        yield from _in_address(header.value, place, role)
        return
    if text := certificate_in(header):
        yield FoundToken(text, place, text, "certificate", role)
        return
    spans = tuple(find_jose(header.value))
    for start, end in spans:
        text = header.value[start:end]
        yield FoundToken(text, place, text, _KINDS_OF_HEADERS.get(name, "key"), role)
    if spans or role == "received":
        return
    scheme, secret = carried(header)
    if secret and name.endswith("authorization"):
        kind = "login" if scheme.lower() in LOGINS | {"hawk"} else "access"
        yield FoundToken(f"{header.name}: {header.value}", place, secret, kind, role)
    elif secret:
        yield FoundToken(header.value, place, secret, "key", role)


_KINDS_OF_HEADERS = {"authorization": "access", "proxy-authorization": "access", "dpop": "proof"}


def _place(header: Header, role: Role) -> str:
    if role == "sent":
        return tr("{name} sent", name=header.name)
    return tr("{name} received", name=header.name)


def _in_cookies(header: Header, place: str, role: Role) -> Iterator[FoundToken]:
    pairs = header.value.split(";")
    for pair in pairs if role == "sent" else pairs[:1]:
        name, _, written = pair.partition("=")
        name, value = name.strip(), written.strip().strip('"')
        inner = next(find_jose(value), None)
        if inner is not None:
            text = value[inner[0] : inner[1]]
            yield FoundToken(text, place, text, "session", role)
        elif len(value) >= _SHORTEST_COOKIE or (value and is_secret_header(name)):
            yield FoundToken(f"Cookie: {name}={value}", place, value, "session", role)


def _in_address(url: str, place: str, role: Role) -> Iterator[FoundToken]:
    for name, text in saml_in(url):
        yield FoundToken(unquote(text), place, unquote(text), kind_of(name), role)
    for start, end in url_spans(url):
        name = url[:start].rpartition("=")[0] if url[start - 1 : start] == "=" else ""
        name = name.replace("?", "&").replace("#", "&").rpartition("&")[2]
        if name:
            text = unquote(readable(url[start:end]))
            yield FoundToken(text, place, text, kind_of(name), role)
    for start, end in find_jose(url):
        yield FoundToken(url[start:end], place, url[start:end], "", role)


def _in_body(body: bytes, role: Role) -> Iterator[FoundToken]:
    place = tr("the body sent") if role == "sent" else tr("the body received")
    for name, text in in_body(body):
        if name:
            where = tr("{name} in {place}", name=name, place=place)
            yield FoundToken(text, where, text, kind_of(name), role)
        else:
            yield FoundToken(text, place, text, "", role)


def kind_of(name: str) -> str:
    """Return what a token is for, by the name of its field or parameter."""
    lower = name.lower()
    return _KINDS.get(lower, lower.removesuffix("_token"))


_KINDS = {
    "access": "access",
    "token": "access",
    "samlresponse": "saml",
    "samlrequest": "saml",
    "assertion": "assertion",
    "client_assertion": "client-assertion",
    "api_key": "key",
    "apikey": "key",
    "key": "key",
}
