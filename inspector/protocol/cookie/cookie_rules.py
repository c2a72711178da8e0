"""Says why a cookie is stored or refused, sent or held back (RFC 6265bis §5.7 and §5.8.3)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from inspector.protocol.cookie.cookie_reasons import Reason, reason
from inspector.protocol.cookie.cookies import SetCookie
from inspector.protocol.sites import is_public_suffix, same_site
from inspector.protocol.urls import host_of, is_loopback, split

_MOST_PAIR = 4096


Rule = Literal["domain", "path", "secure", "site", "time"]
RULES: tuple[Rule, ...] = ("domain", "path", "secure", "site", "time")


class StoredCookie(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A cookie in a jar: where it goes back to."""

    cookie: SetCookie
    host: str
    is_host_only: bool
    path: str


def store(cookie: SetCookie, url: str, *, is_secure: bool | None = None) -> StoredCookie | Reason:
    """Return the cookie as a jar keeps it, or why it is refused.

    is_secure: whether the connection counts as secure; by default https and loopback do.
    """
    parts = split(url)
    host = host_of(url)
    secure = _counts_as_secure(parts.scheme, host) if is_secure is None else is_secure
    refused = _malformed(cookie) or _wrong_domain(cookie, host) or _insecure(cookie, secure=secure)
    if refused:
        return refused
    is_host_only = not cookie.domain or (cookie.domain == host and is_public_suffix(host))
    return StoredCookie(
        cookie=cookie,
        host=host if is_host_only else cookie.domain,
        is_host_only=is_host_only,
        path=cookie.path if cookie.path.startswith("/") else default_path(parts.path),
    )


def _counts_as_secure(scheme: str, host: str) -> bool:
    return scheme == "https" or is_loopback(host)


def _malformed(cookie: SetCookie) -> Reason | None:
    if not cookie.name and not cookie.value:
        return reason("empty")
    if len(cookie.name) + len(cookie.value) > _MOST_PAIR:
        return reason("too-long", cookie.name)
    controls = [c for c in cookie.name + cookie.value if (c < " " and c != "\t") or c == "\x7f"]
    return reason("control", cookie.name) if controls else None


def _wrong_domain(cookie: SetCookie, host: str) -> Reason | None:
    if not cookie.domain or cookie.domain == host:
        return None
    if is_public_suffix(cookie.domain):
        return reason("public-suffix", cookie.name, cookie.domain)
    return (
        None
        if domain_matches(host, cookie.domain)
        else reason("other-domain", cookie.name, cookie.domain)
    )


def _insecure(cookie: SetCookie, *, secure: bool) -> Reason | None:
    """Check what needs a secure connection, and the promises that a name makes (§4.1.3)."""
    if cookie.is_secure and not secure:
        return reason("secure-over-http", cookie.name)
    if cookie.same_site == "none" and not cookie.is_secure:
        return reason("none-without-secure", cookie.name)
    if cookie.is_partitioned and not cookie.is_secure:
        return reason("partitioned-without-secure", cookie.name)
    lower = (cookie.name or cookie.value).lower()  # without a name the value stands for it (§5.7)
    if lower.startswith("__secure-") and not cookie.is_secure:
        return reason("prefix-secure", cookie.name)
    if lower.startswith("__host-") and not _keeps_host_promise(cookie):
        return reason("prefix-host", cookie.name)
    return None


def _keeps_host_promise(cookie: SetCookie) -> bool:
    return cookie.is_secure and not cookie.domain and cookie.path == "/"


def default_path(path: str) -> str:
    """Return the path a cookie gets that names none (RFC 6265bis §5.1.4)."""
    return path[: path.rfind("/")] or "/" if path.startswith("/") else "/"


def domain_matches(host: str, domain: str) -> bool:
    """Whether a host lies in a domain (RFC 6265bis §5.1.3); addresses match only themselves."""
    if host == domain:
        return True
    is_address = ":" in host or host.replace(".", "").isdigit()
    return not is_address and host.endswith("." + domain)


def path_matches(path: str, cookie_path: str) -> bool:
    """Whether a request's path lies under a cookie's (RFC 6265bis §5.1.4)."""
    path = path or "/"
    return path == cookie_path or (
        path.startswith(cookie_path)
        and (cookie_path.endswith("/") or path[len(cookie_path)] == "/")
    )


class Asked(NamedTuple):
    """A request as the rules see it; site and is_navigation are those of `withheld`."""

    url: str
    now: datetime
    site: str = ""
    is_navigation: bool = False


def withheld(
    stored: StoredCookie, url: str, now: datetime, *, site: str = "", is_navigation: bool = False
) -> Reason | None:
    """Return why a jar does not send the cookie with a request, None where it does (§5.8.3).

    site: URL of the page that makes the request, empty for a program without pages.
    is_navigation: whether the user goes there with GET (SameSite=Lax allows it then).
    """
    asked = Asked(url, now, site, is_navigation)
    return next((why for _, why in judged(stored, asked) if why is not None), None)


def judged(stored: StoredCookie, asked: Asked) -> Iterator[tuple[Rule, Reason | None]]:
    """Yield the rules in their order, each with what it has against sending the cookie."""
    parts, host = split(asked.url), host_of(asked.url)
    yield "domain", _other_host(stored, host)
    fits = path_matches(parts.path, stored.path)
    yield "path", None if fits else reason("not-path", stored.cookie.name, stored.path)
    open_ = stored.cookie.is_secure and not _counts_as_secure(parts.scheme, host)
    yield "secure", reason("secure-only", stored.cookie.name) if open_ else None
    yield "site", _cross_site(stored.cookie, host, asked)
    ended = stored.cookie.expires is not None and stored.cookie.expires <= asked.now
    yield "time", reason("expired", stored.cookie.name) if ended else None


def _other_host(stored: StoredCookie, host: str) -> Reason | None:
    if stored.is_host_only and host != stored.host:
        return reason("host-only", stored.cookie.name, stored.host)
    if not domain_matches(host, stored.host):
        return reason("not-domain", stored.cookie.name, stored.host)
    return None


def _cross_site(cookie: SetCookie, host: str, asked: Asked) -> Reason | None:
    page = host_of(asked.site)
    if not page or same_site(page, host) or cookie.same_site == "none":
        return None
    if cookie.same_site == "strict":
        return reason("strict", cookie.name)
    return None if asked.is_navigation else reason("lax", cookie.name)
