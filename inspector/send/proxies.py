"""Which proxy a URL goes through, and which setting says so."""

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

import msgspec

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
