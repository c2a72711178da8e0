"""Takes URLs apart that may be anything; what can't be read is empty (RFC 3986 §3)."""

from urllib.parse import SplitResult, urlsplit

from inspector.protocol.patterns import lazy_re

_EMPTY = SplitResult("", "", "", "", "")
_AUTHORITY = lazy_re(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?([^/?#]*)")
_USUAL = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def split(url: str) -> SplitResult:
    """Return the parts of a URL; all empty where it is none. Its `port` may still raise."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return _EMPTY
    return parts


def host_of(url: str) -> str:
    """Return the host in small letters, without brackets."""
    return (split(url).hostname or "").lower()


def authority_of(url: str) -> str:
    """Return host and port in small letters, without a login; also of `{{base}}/path`.

    It stays quick where a trace has thousands of addresses.
    """
    found = _AUTHORITY.match(url)
    return found[1].rpartition("@")[2].lower() if found else ""


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


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, where browsers trust plain http (RFC 6265bis §5.8.3)."""
    return host.strip("[]") in {"localhost", "127.0.0.1", "::1"}


def is_downgrade(before: str, after: str) -> bool:
    """Whether the way leads from an encrypted scheme to one that everybody can read."""
    return split(before).scheme in _ENCRYPTED and split(after).scheme not in _ENCRYPTED


_ENCRYPTED = frozenset({"https", "wss"})
