"""Which proxy a URL goes through and why, and its greeting (SOCKS 5)."""

import ipaddress
import os
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit
from urllib.request import getproxies

import msgspec

from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.proxy_login import ProxyLogin
from inspector.model.request import HostProxy
from inspector.protocol.urls import PROXY_PORTS, is_loopback, most_precise, names_any, proxy_of
from inspector.wording import tr


class Proxy(msgspec.Struct, frozen=True, kw_only=True):
    """The proxy in force, url empty for none. reason: the setting, in words.

    user, password: those of its address. login: what is set for it with the hosts.
    """

    url: str = ""
    reason: str = ""
    user: str = ""
    password: str = ""
    login: ProxyLogin = NoCredential()

    def __repr__(self) -> str:
        return f"Proxy({self.url!r})"

    @property
    def speaks_http(self) -> bool:
        """Whether it is an HTTP proxy (not SOCKS)."""
        return self.url.startswith("http")

    @property
    def same(self) -> "Proxy":
        """What is the same for all that goes through it with one login, whatever led to it."""
        return msgspec.structs.replace(self, reason="")


def choose(
    url: str,
    setting: str,
    environment: Mapping[str, str] | None = None,
    listed: Iterable[HostProxy] = (),
) -> Proxy:
    """Return the proxy for a URL. setting: of the request, "system", "none" or a proxy's URL.

    listed: what is set for hosts, which counts before the system. What is set for all hosts, or by
    the system, never applies to this machine itself (localhost, 127.0.0.0/8, ::1).
    Raises ProxyError.
    """
    if setting == "none":
        return Proxy(reason=tr("The request says: no proxy."))
    if setting not in {"system", ""}:
        return parsed(setting, tr("The request names this proxy."))
    found = most_precise(listed, lambda each: each.host, url)
    if found is None or found.proxy in {"system", ""}:
        return _system(url, os.environ if environment is None else environment)
    return _listed(found, url)


def _listed(found: HostProxy, url: str) -> Proxy:
    """Return what is set for the host, with its login."""
    everywhere = names_any(found.host)
    if found.proxy == "none":
        if everywhere:
            return Proxy(reason=tr("No proxy is set for every host."))
        return Proxy(reason=tr("No proxy is set for {host}.", host=found.host))
    if everywhere and is_loopback(urlsplit(url).hostname or ""):
        return Proxy(reason=tr("What is set for every host does not apply to this machine itself."))
    reason = tr("It is set for {host}.", host=found.host)
    if everywhere:
        reason = tr("It is set for every host.")
    return msgspec.structs.replace(parsed(found.proxy, reason), login=found.credential)


def _system(url: str, environment: Mapping[str, str]) -> Proxy:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PROXY_PORTS.get(parts.scheme, 0)
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
    url, user, password = proxy_of(text)
    return Proxy(url=url, reason=reason, user=user, password=password)


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
