"""Which proxy a URL goes through and why, its login, and its greeting (SOCKS 5)."""

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

import msgspec

from inspector.authenticate.choose import proxy_login
from inspector.authenticate.scheme import Secrets, Send
from inspector.authenticate.schemes.digest import Session
from inspector.model.credential import Basic, Credential, Digest
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef
from inspector.protocol.challenges.parsing import challenges_of
from inspector.wording import tr

_SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})
_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class Proxy(msgspec.Struct, frozen=True, kw_only=True):
    """The proxy in force, url empty for none. reason: the setting, in words."""

    url: str = ""
    reason: str = ""
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Proxy({self.url!r})"

    @property
    def speaks_http(self) -> bool:
        """Whether it is an HTTP proxy (not SOCKS)."""
        return self.url.startswith("http")


class ProxyError(ValueError):
    """A proxy setting that can't be used; the text says what is wrong."""


def choose(url: str, setting: str, environment: Mapping[str, str] | None = None) -> Proxy:
    """Return the proxy for a URL. setting: "system", "none" or a proxy's URL.

    A setting of the system never applies to this machine itself (localhost, 127.0.0.0/8, ::1).
    Raises ProxyError.
    """
    if setting == "none":
        return Proxy(reason=tr("The request says: no proxy."))
    if setting not in {"system", ""}:
        return parsed(setting, tr("The request names this proxy."))
    return _system(url, os.environ if environment is None else environment)


def _system(url: str, environment: Mapping[str, str]) -> Proxy:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    name, value = _variable(parts.scheme, environment)
    if not value:
        return Proxy()
    if is_loopback(host):
        return Proxy(reason=tr("{name} does not apply to this machine itself.", name=name))
    entry = excluded(host, port, environment.get("no_proxy") or environment.get("NO_PROXY") or "")
    if entry:
        return Proxy(reason=tr("NO_PROXY excludes it by {entry}.", entry=entry))
    return parsed(value, tr("The system's setting {name} says so.", name=name))


def _variable(scheme: str, environment: Mapping[str, str]) -> tuple[str, str]:
    # HTTP_PROXY in capitals is not read: a CGI request could set it (CVE-2016-5385)
    names = {"http": ("http_proxy",), "https": ("https_proxy", "HTTPS_PROXY")}.get(scheme, ())
    for name in (*names, "all_proxy", "ALL_PROXY"):
        if environment.get(name):
            return name, environment[name]
    if environment is os.environ:
        return scheme, _desktop(scheme)
    return "", ""


def _desktop(scheme: str) -> str:
    """Return what Windows or macOS say; elsewhere this is the environment again."""
    if os.name != "nt" and not hasattr(os, "uname"):
        return ""
    found = {} if _plain_unix() else getproxies()
    return found.get(scheme, "")


def _plain_unix() -> bool:
    return os.name == "posix" and os.uname().sysname != "Darwin"


def parsed(text: str, reason: str) -> Proxy:
    """Read a proxy's URL; without a scheme it is http. Raises ProxyError."""
    full = text.strip() if "://" in text else f"http://{text.strip()}"
    try:
        parts = urlsplit(full)
        named = parts.port
    except ValueError as error:
        raise ProxyError(tr("The proxy's address can't be read.")) from error
    if _is_script(parts.path):
        raise ProxyError(
            tr(
                "{path} is a script that chooses a proxy (PAC), and scripts are not run here. Open "
                "it, and enter the proxy that it returns for this address.",
                path=parts.path.rpartition("/")[2],
            )
        )
    scheme = "socks5" if parts.scheme == "socks" else parts.scheme
    if scheme not in _SCHEMES or not parts.hostname:
        raise ProxyError(
            tr(
                "The proxy's address must start with http://, https:// or socks5:// and "
                "name a host."
            )
        )
    port = named or _PORTS[scheme]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Proxy(
        url=f"{scheme}://{host}:{port}",
        reason=reason,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _is_script(path: str) -> bool:
    """Whether a path names a proxy auto-configuration script, by the names that are usual."""
    name = path.rpartition("/")[2].lower()
    return name.endswith(".pac") or name == "wpad.dat"


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def excluded(host: str, port: int, no_proxy: str) -> str:
    """Return the entry of NO_PROXY that fits a host, empty when none does."""
    for entry in (part.strip().lower() for part in no_proxy.replace(" ", ",").split(",")):
        if entry and _fits(host.lower(), port, entry):
            return entry
    return ""


def _fits(host: str, port: int, entry: str) -> bool:
    if entry == "*" or _in_network(host, entry):
        return True
    name, colon, digits = entry.rpartition(":")
    if colon and digits.isdigit() and "]" not in digits and ":" not in name:
        if int(digits) != port:
            return False
        entry = name
    entry = entry.removeprefix("*").removeprefix(".").strip("[]")
    return host == entry or host.endswith("." + entry)


def _in_network(host: str, entry: str) -> bool:
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False


# ---------------- Answers a proxy that wants a login
NAME = "Proxy-Authorization"
_WANTED = 407
_URL_PASSWORD = SecretRef(place="memory", name="proxy-url-password")


def reads(message: Message, proxy: Proxy) -> bool:
    """Whether the proxy itself reads this message, so that its login belongs into it."""
    written = first(message.headers, NAME)
    return proxy.speaks_http and message.url.startswith("http://") and not written


class Answer(msgspec.Struct, frozen=True):
    """A login for a proxy. lasts: it is the same for every message, so that none needs a 407."""

    header: Header
    lasts: bool


class Logins:
    """Answers the proxies of one sending: Digest where it is offered, else Basic (RFC 9110 §11.7).

    User and password of a proxy's URL count where the request names no credential.
    """

    def __init__(self, credential: Credential, secrets: Secrets) -> None:
        self._credential, self._secrets = credential, secrets
        self._digests: dict[str, Session] = {}
        self._basic: set[str] = set()  # addresses of proxies that got user and password

    def used(self, proxy: Proxy) -> bool:
        """Whether a login went to the proxy."""
        return proxy.url in self._basic or proxy.url in self._digests

    def at_once(self, message: Message, proxy: Proxy) -> Header | None:
        """Return user and password before the proxy asks for them, None where there are none."""
        header = self._password(message, proxy)
        if header is not None:
            self._basic.add(proxy.url)
        return header

    def answer(self, exchange: Exchange, proxy: Proxy) -> Answer | None:
        """Return the login that a 407 asks for.

        None where it does not, where we have none, and where it was refused: a password goes out
        once, and a Digest is answered anew only where its nonce was too old (RFC 7616 §3.3).
        """
        reply = exchange.reply
        if not proxy.url or reply is None or reply.status != _WANTED:
            return None
        digest = self._digests.get(proxy.url) or self._session(proxy)
        if digest is not None and digest.accept(exchange):
            self._digests[proxy.url] = digest
            return Answer(digest.proxy_header(exchange), lasts=False)
        offered = challenges_of(reply.headers, "Proxy-Authenticate")
        basic = any(challenge.is_scheme("Basic") for _, challenge in offered)
        if not basic or self.used(proxy):
            return None
        header = self.at_once(exchange.request, proxy)
        return Answer(header, lasts=True) if header is not None else None

    def _session(self, proxy: Proxy) -> Session | None:
        chosen, secrets = self._login(proxy)
        if not proxy.speaks_http or not chosen.is_login():
            return None
        user = Digest(user=chosen.user_name, password=chosen.secret_ref)
        return Session(user, secrets(chosen.secret_ref), at_proxy=True)

    def _password(self, message: Message, proxy: Proxy) -> Header | None:
        credential, secrets = self._login(proxy)
        for step in proxy_login().steps(credential, message, secrets):
            if isinstance(step, Send):
                return next((each for each in step.message.headers if each.name == NAME), None)
        return None

    def _login(self, proxy: Proxy) -> tuple[Credential, Secrets]:
        """Return whose login it is, and who knows its secret."""
        credential = self._credential
        if not credential.is_given and proxy.user:
            credential = Basic(user=proxy.user, password=_URL_PASSWORD)

        def revealed(ref: SecretRef) -> str:
            return proxy.password if ref == _URL_PASSWORD else self._secrets(ref)

        return credential, revealed


# ---------------- Takes the SOCKS 5 greeting and its login off recorded bytes
_VERSION = 5
_METHOD_REPLY = 2
_LOGIN_METHOD = 2
_LOGIN_REPLY = 2
_FIXED = 4  # version, reply, reserved, address type
_PORT = 2


def sent_http(data: bytes, method: str) -> bytes:
    """Return what was sent after the greeting, the login and the connect request."""
    if not data or data[0] != _VERSION:
        return data
    at = data.find(method.encode("latin-1") + b" ")
    return data[at:] if at >= 0 else b""


def received_http(data: bytes) -> bytes:
    """Return what came after the proxy's replies."""
    if len(data) < _METHOD_REPLY or data[0] != _VERSION:
        return data
    at = _METHOD_REPLY
    if data[1] == _LOGIN_METHOD:
        at += _LOGIN_REPLY
    if len(data) < at + _FIXED + 1:
        return b""
    kind = data[at + 3]
    sizes = {1: 4, 3: 1 + data[at + _FIXED], 4: 16}
    return data[at + _FIXED + sizes.get(kind, 0) + _PORT :]
