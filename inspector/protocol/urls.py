"""Takes URLs apart that may be anything, and tells which pattern names a host (RFC 3986 §3).

What can't be read is empty.
"""

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import NamedTuple, TypeVar
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

_EMPTY = SplitResult("", "", "", "", "")
_AUTHORITY = lazy_re(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?([^/?#]*)")
_PORT = lazy_re(r":\d*\Z")
_USUAL = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def split(url: str) -> SplitResult:
    """Return the parts of a URL; all empty where it is none. Its `port` may still raise."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return _EMPTY
    return parts


def is_readable(url: str) -> bool:
    """Whether a URL can be taken apart; `http://[::1` can't."""
    return not url or split(url) != _EMPTY


def joined(base: str, place: str) -> str:
    """Return the absolute address of a place that a page or a reply names; empty where it is none.

    It is not judged whether anything can be asked for there.
    """
    try:
        return urljoin(base, place)
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """Return the host in small letters, without brackets."""
    return (split(url).hostname or "").lower()


def authority_of(url: str) -> str:
    """Return host and port in small letters, without a login; also of `{{base}}/path`.

    It stays quick where a trace has thousands of addresses.
    """
    found = _AUTHORITY.match(url)
    return found[1].rpartition("@")[2].lower() if found else ""


def holds_login(url: str) -> bool:
    """Whether `user:password@` stands in an address (RFC 3986 §3.2.1); one half may be empty."""
    user, colon, password = split(url).netloc.rpartition("@")[0].partition(":")
    return bool(colon and (user or password))


def without_port(authority: str) -> str:
    """Return a host, as it stands in an address, without its port; brackets stay."""
    return _PORT.sub("", authority)


def host_and_path(url: str) -> tuple[str, str]:
    """Return host and path of a URL; no host and the whole text where it is none."""
    parts = split(url)
    return (host_of(url), parts.path or "/") if parts != _EMPTY or not url else ("", url)


def port_of(url: str) -> int | None:
    """Return the port, the scheme's own where none is given, None where it can't be read."""
    parts = split(url)
    try:
        return parts.port or _USUAL.get(parts.scheme)
    except ValueError:
        return None


def origin_of(url: str) -> str:
    """Return `scheme://host[:port]`, without the port where it is the scheme's own."""
    scheme, host, port = split(url).scheme, host_of(url), port_of(url)
    host = f"[{host}]" if ":" in host else host
    return f"{scheme}://{host}" + ("" if port in {None, _USUAL.get(scheme)} else f":{port}")


def bindable_host(url: str) -> str:
    """Return whom a secret is bound to: `host`, with the port where it is not the scheme's own.

    The services of this machine take another port at each start, so that theirs is left out.
    """
    host, port = host_of(url), port_of(url)
    if not host:
        return ""
    shown = f"[{host}]" if ":" in host else host
    usual = port in {None, _USUAL.get(split(url).scheme)} or is_loopback(host)
    return shown if usual else f"{shown}:{port}"


def is_link_local(host: str) -> bool:
    """Whether an address is one that routers never pass on (RFC 3927, RFC 4291 §2.5.6)."""
    bare = host.strip("[]").lower()
    return bare.startswith(("169.254.", "fe80:", "fd00:ec2:")) or bare in _METADATA


_METADATA = frozenset({"metadata.google.internal", "100.100.100.200"})


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, where browsers trust plain http (RFC 6265bis §5.8.3).

    So are all of 127.0.0.0/8 and what ends in `.localhost` (RFC 6761 §6.3), but no name that only
    begins like a number: `127.example.org` is anybody's.
    """
    bare = host.strip("[]")
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def is_numeric(host: str) -> bool:
    """Whether a host is written as an address in numbers (RFC 3986 §3.2.2), and not as a name."""
    bare = host.strip("[]")
    parts = bare.split(".")
    return ":" in bare or (len(parts) == _BYTES and all(part.isdecimal() for part in parts))


_BYTES = 4


def is_downgrade(before: str, after: str) -> bool:
    """Whether the way leads from an encrypted scheme to one that everybody can read."""
    return split(before).scheme in _ENCRYPTED and split(after).scheme not in _ENCRYPTED


_ENCRYPTED = frozenset({"https", "wss"})


# ---------------- Patterns for hosts, with or without a port
T = TypeVar("T")
Precision = tuple[int, int, bool]

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_PATTERN = lazy_re(
    rf"(?:\*|(?:\*\.)?{_LABEL}(?:\.{_LABEL}){{0,40}}\.?|\[[0-9a-f:.]{{2,45}}\])(?::[0-9]{{1,5}})?"
)
_HIGHEST_PORT = 65535
ANY = "*"


def is_pattern(text: str) -> bool:
    """Whether a text is such a pattern; names in other letters count as their ASCII form."""
    plain = _plain(text)
    port = _parted(plain)[1]
    return bool(_PATTERN.fullmatch(plain)) and (port is None or 0 < port <= _HIGHEST_PORT)


def precision(pattern: str, url: str) -> Precision | None:
    """Return how precisely a pattern names the host of a URL; None where it does not fit."""
    name, port = _parted(_plain(pattern))
    host = host_of(url).strip("[]").lower().rstrip(".")
    if not name or not host or port not in {None, port_of(url)}:
        return None
    if name == ANY:
        return (0, 0, port is not None)
    if name.startswith("*."):
        fits = host.endswith(name[1:])
        return (1, len(name), port is not None) if fits else None
    return (2, len(name), port is not None) if host == name else None


def most_precise(items: Iterable[T], pattern_of: Callable[[T], str], url: str) -> T | None:
    """Return the item whose pattern names the host of a URL best; the first of equal ones."""
    best: tuple[Precision, T] | None = None
    for item in items:
        found = precision(pattern_of(item), url)
        if found is not None and (best is None or found > best[0]):
            best = (found, item)
    return best[1] if best is not None else None


def names_any(pattern: str) -> bool:
    """Whether a pattern stands for every host, on one port or on all."""
    return _parted(_plain(pattern))[0] == ANY


def _parted(pattern: str) -> tuple[str, int | None]:
    """Return the name without brackets, and the port where one is named."""
    name, colon, digits = pattern.rpartition(":")
    if not colon or not digits.isdigit() or (name.count(":") and not name.endswith("]")):
        name, digits = pattern, ""
    return name.strip("[]").rstrip("."), int(digits) if digits else None


def _plain(pattern: str) -> str:
    text = pattern.strip().lower()
    if text.isascii():
        return text
    try:
        return ".".join(
            label if label in {"", ANY} else label.encode("idna").decode("ascii")
            for label in text.split(".")
        )
    except UnicodeError:
        return text


# ---------------- Addresses of proxies
PROXY_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class ProxyAddress(NamedTuple):
    """url: with its port, and without the login."""

    url: str
    user: str = ""
    password: str = ""


class ProxyError(ValueError):
    """A proxy setting that can't be used; the text says what is wrong."""


def proxy_of(text: str) -> ProxyAddress:
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
    if scheme not in PROXY_PORTS or not parts.hostname:
        raise ProxyError(
            tr(
                "The proxy's address must start with http://, https:// or socks5:// and "
                "name a host."
            )
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return ProxyAddress(
        f"{scheme}://{host}:{named or PROXY_PORTS[scheme]}",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _is_script(path: str) -> bool:
    """Whether a path names a proxy auto-configuration script, by the names that are usual."""
    name = path.rpartition("/")[2].lower()
    return name.endswith(".pac") or name == "wpad.dat"
