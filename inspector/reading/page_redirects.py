"""Where redirects lead, and pages that are one: `meta refresh`, a script that sets the address.

Portals, login filters and old applications do so, because a program that reads only the status
takes their page for a success.
"""

from urllib.parse import urljoin

from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import host_of
from inspector.reading.body import Content


def page_target(content: Content, asked: str) -> str:
    """Return the absolute address a page without words of its own leads to; empty for others."""
    target = content.page.leads_to
    try:
        return urljoin(asked, target) if target else ""
    except ValueError:
        return ""


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
