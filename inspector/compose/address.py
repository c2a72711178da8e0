"""Reads the URL as typed, and encodes host, target and query."""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus, unquote

import idna
import msgspec

from inspector.compose.marked import Marked
from inspector.model.exchange import Failure
from inspector.wording import tr

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)://")
_TYPED_SAFE = "!$%&'()*+,/:;=?@[]-._~|"
# Labels and length by RFC 1035 §2.3.4: what breaks them no name server is ever asked for.
_HOST = re.compile(r"(?=.{1,254}\Z)(?:[A-Za-z0-9_\-]{1,63}\.)*[A-Za-z0-9_\-]{1,63}\.?\Z")
_LAST_PORT = 65535
PORTS = {"http": 80, "https": 443}
_SOCKETS = {"ws": "http", "wss": "https"}  # how each is asked for (RFC 6455 §3)


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A URL taken apart. host: as sent (punycode, brackets kept off); user: from `user:pw@`.

    scheme: http or https, in which a WebSocket is asked for as well; is_socket: it is asked for.
    """

    scheme: str
    host: str
    port: int
    target: Marked
    user: str = ""
    password: str | None = None
    is_socket: bool = False

    @property
    def authority(self) -> str:
        """`host` or `host:port`, as it stands in Host and in the URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port as one text."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The absolute URL without user, password and fragment."""
        return self.origin + self.target.wire

    def __repr__(self) -> str:
        return f"Address({self.origin!r})"


def bad_url(message: str, detail: str = "") -> Failure:
    """Say what is wrong with the URL."""
    return Failure(stage="compose", kind="bad-url", message=message, detail=detail)


def read(url: Marked) -> Address | Failure:
    """Take a URL apart; without a scheme it is http, as curl has it."""
    url = _trimmed(url)
    text = url.text
    if not text:
        return bad_url(tr("There is no URL yet."))
    if any(char in text for char in "\r\n\t\0"):
        return bad_url(tr("The URL contains a line break or a control character."))
    match = _SCHEME.match(text)
    typed = match[1].lower() if match else "http"
    scheme = _SOCKETS.get(typed, typed)
    if not is_sendable(typed):
        return bad_url(tr("URLs that start with {scheme}:// can't be sent.", scheme=scheme))
    start = match.end() if match else 0
    end = next((at for at in range(start, len(text)) if text[at] in "/?#\\"), len(text))
    hash_at = text.find("#", end)
    rest = url.cut(end, hash_at if hash_at >= 0 else None)
    found = _address(scheme, text[start:end], _target(rest))
    if isinstance(found, Failure) or typed == scheme:
        return found
    return msgspec.structs.replace(found, is_socket=True)


def is_sendable(scheme: str) -> bool:
    """Whether addresses of a scheme can be asked for."""
    return _SOCKETS.get(scheme, scheme) in PORTS


def names_socket(url: str) -> bool:
    """Whether an address, with its variables filled in, is one of a WebSocket (RFC 6455 §3)."""
    match = _SCHEME.match(url.lstrip())
    return match is not None and match[1].lower() in _SOCKETS


def _trimmed(url: Marked) -> Marked:
    text = url.text
    return url.cut(len(text) - len(text.lstrip()), len(text.rstrip()))


def _target(rest: Marked) -> Marked:
    encoded = rest.mapped(lambda text: quote(text, safe=_TYPED_SAFE, errors="surrogatepass"))
    return encoded if encoded.text.startswith("/") else Marked.plain("/") + encoded


def _address(scheme: str, authority: str, target: Marked) -> Address | Failure:
    userinfo, at, place = authority.rpartition("@")
    host_text, port = _split_port(place, scheme)
    if port is None:
        return bad_url(tr("The port in {place} is not a number from 1 to 65535.", place=place))
    host = _checked_host(host_text)
    if isinstance(host, Failure):
        return host
    user, colon, password = userinfo.partition(":")
    return Address(
        scheme=scheme,
        host=host,
        port=port,
        target=target,
        user=unquote(user) if at else "",
        password=unquote(password) if at and colon else None,
    )


def _split_port(place: str, scheme: str) -> tuple[str, int | None]:
    bracket = place.rfind("]")
    colon = place.rfind(":")
    if colon <= bracket or (bracket < 0 and place.startswith("[")):
        return place, PORTS[scheme]
    digits = place[colon + 1 :]
    if not digits:
        return place[:colon], PORTS[scheme]
    valid = digits.isascii() and digits.isdigit() and 1 <= int(digits[:6]) <= _LAST_PORT
    return place[:colon], int(digits) if valid else None


def _checked_host(text: str) -> str | Failure:
    if not text:
        return bad_url(tr("The URL names no host."))
    if text.startswith("["):
        return _ipv6(text)
    if text.isascii():
        return text.lower() if _HOST.match(text) else bad_host(text)
    try:
        return idna.encode(text, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        return bad_host(text, str(error))


def _ipv6(text: str) -> str | Failure:
    if not text.endswith("]"):
        return bad_url(tr("The bracket of {host} is not closed.", host=text))
    try:
        return str(ipaddress.IPv6Address(text[1:-1].partition("%")[0]))
    except ValueError:
        return bad_host(text)


def bad_host(text: str, detail: str = "") -> Failure:
    """Say that this is no host name."""
    return bad_url(tr("{host} is not a valid host name.", host=text), detail)


# ---------------- Encodes names and values for a query or a form (RFC 3986 §3.4, WHATWG URL)
QUERY_SAFE = "!$'()*,/:;?@-._~"


def query_part(text: str) -> str:
    """Percent-encode a name or value for a query; a blank becomes %20."""
    return quote(text, safe=QUERY_SAFE, errors="surrogatepass")


def form_part(text: str) -> str:
    """Percent-encode a name or value for a form body; a blank becomes +."""
    return quote_plus(text, safe="*-._", errors="surrogatepass")


def query(pairs: Iterable[tuple[Marked, Marked]]) -> Marked:
    """Return `name=value&…` for a query."""
    return Marked.joined(
        "&", (name.mapped(query_part) + "=" + value.mapped(query_part) for name, value in pairs)
    )


def form(pairs: Iterable[tuple[Marked, Marked]]) -> Marked:
    """Return `name=value&…` for an application/x-www-form-urlencoded body."""
    return Marked.joined(
        "&", (name.mapped(form_part) + "=" + value.mapped(form_part) for name, value in pairs)
    )
