"""Where redirects lead, and replies that are one: `meta refresh`, a script, a header, JSON.

Portals, login filters and old applications do so, because a program that reads only the status
takes their page for a success; applications that load parts of a page, because a browser would
follow a real redirect unseen.
"""

from base64 import b64encode
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl

from inspector.model.message import Header
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import host_of, joined, origin_of, split
from inspector.reading.body import Content


def page_target(content: Content, asked: str) -> str:
    """Return the absolute address a page without words of its own leads to; empty for others."""
    target = content.page.leads_to
    return joined(asked, target) if target else ""


def leading_header(headers: tuple[Header, ...]) -> str:
    """Return the address in a header that scripts follow: HX-Redirect, X-Location; or empty."""
    for header in headers:
        name = header.name.lower()
        if name in _FOLLOWED_BY_BROWSERS or not _LEADING.search(name):
            continue
        if header.value.startswith(("/", "http://", "https://")):
            return header.value
    return ""


# Location leads on by itself only with a status of 3xx, Content-Location never.
_FOLLOWED_BY_BROWSERS = frozenset({"location", "content-location"})
_LEADING = lazy_re(r"redirect|location\b|login-?(?:url|page|uri)\b")


def data_target(content: Content, asked: str) -> str:
    """Return the absolute address that a reply made for a script tells it to open, or empty.

    Such a reply holds hardly more than the address.
    """
    found = _named_target(content) or _scripted_target(content)
    return joined(asked, found) if found else ""


def _named_target(content: Content) -> str:
    if content.is_xml and len(content.bytes) <= _SHORT:
        element = _ELEMENT.search(content.text)
        return element[1] or element[2] if element else ""
    if _SLASH.isdisjoint(content.bytes) or not isinstance(content.json, dict):
        return ""  # what stands in a list is one thing of several
    members = list(islice(_own_members(content.json), _FEW + 1))
    if len(members) > _FEW:
        return ""
    return next((str(v) for k, v in members if _MEMBER.search(k) and _ADDRESS.match(str(v))), "")


def _own_members(value: dict[str, object], depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yield the texts and numbers of an object and of those within it, without its lists."""
    for name, member in value.items():
        if isinstance(member, dict) and depth < _DEEP:
            yield from _own_members(member, depth + 1)
        elif isinstance(member, (str, int, float)):
            yield name, member


def _scripted_target(content: Content) -> str:
    if content.kind != "text" or len(content.bytes) > _SHORT:
        return ""
    found = _SCRIPT.match(content.text)
    return found[1] if found else ""


_SHORT, _FEW, _DEEP = 1_000, 4, 3
_SLASH = frozenset(b"/\\")  # an address has one, as it is or escaped


def ends_a_session(target: str) -> bool:
    """Whether an address is named after what keeps its reader out: `/expired.html`, `/timeout`."""
    return _ENDED.search(target) is not None


# finds `/app/sessionExpired.xhtml`
# but not `/app/orders.xhtml`
_ENDED = lazy_re(
    r"(?i)expired|time_?-?out|logged_?-?out|(?:no|invalid|lost)_?-?session|unauthori[sz]ed|"
    r"access_?-?denied|[/_-](?:401|403|denied)\b"
)
# Partial responses of JavaServer Faces, and what others call it.
# finds `<redirect url="/login">`
# but not `<link url="/login">`
_ELEMENT = lazy_re(
    r"(?i)<(?:[\w-]{1,20}:)?(?:redirect|location|forward)\b(?:[^<>]{0,80}\b(?:url|href)\s*=\s*[\"']"
    r"([^\"'<>]{1,300})|[^<>]{0,80}>\s*([^\s<>]{1,300})\s*<)"
)
_MEMBER = lazy_re(r"(?i)redirect|location$|goto|forward|^(?:login_?)?(?:url|uri|href|page)$")
_ADDRESS = lazy_re(r"(?:/|https?://)\S{1,300}$")
# finds `window.location = "/login"`
# but not `say("location")`
_SCRIPT = lazy_re(
    r"(?i)\s*(?:(?:window|top|parent|document|self)\.){0,2}location(?:\.href)?\s*"
    r"(?:=\s*|\.(?:replace|assign)\()[\"']([^\"']{1,300})"
)


_PORTAL_PATH = lazy_re(
    r"(?i)(captive|hotspot|/portal|/guest|wifi|wispr|fgtauth|cppm|gateway\.zs\w{2,12}\.net|splash|webauth|/nds)"
)
_PRIVATE = lazy_re(
    r"(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|1\.1\.1\.[13]$|192\.0\.2\.1$"
)


def is_portal(target: str, asked: str) -> bool:
    """Return whether an address is the login of a network that stands before the host asked."""
    host, own = host_of(target), host_of(asked)
    if host in {"", own}:
        return False
    inside = _PRIVATE.match(host) and not _PRIVATE.match(own) and "." in own
    return bool(_PORTAL_PATH.search(target) or inside)


def takes_along(target: str, asked: str) -> bool:
    """Whether who is led to another host brings the address asked along in Base64, to come back.

    So do handlers of a single sign-on (LemonLDAP::NG); where it stands there plainly, the name of
    its parameter tells.
    """
    if origin_of(target) == origin_of(asked):
        return False
    coded = b64encode(asked.encode()).decode().rstrip("=")
    return any(value.rstrip("=") == coded for _, value in parse_qsl(split(target).query))
