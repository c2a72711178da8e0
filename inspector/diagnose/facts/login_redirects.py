"""Whether a reply sends its reader to a login: address, page and trace tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case

_LOOK = 40


def wants_login(case: Case) -> bool:
    """Whether a reply is a login page or leads to one."""
    return case.heard.is_login_page or leads_to_login(case)


def leads_to_login(case: Case) -> bool:
    """Whether a redirect leads to a login: its address says so, or a login was there before.

    Applications call their login page anything; the trace shows what it is.
    """
    if case.heard.leads_to_login:
        return True
    if not case.heard.is_redirect or case.sent.is_login:
        return False
    try:
        target = urlsplit(case.heard.location)
    except ValueError:
        return False
    if target.netloc.lower() != case.sent.host or target.path == case.sent.path:
        return False
    near = (*case.before[-_LOOK:], *case.after[:2])
    return any(c.sent.path == target.path and _is_way_in(c) for c in near)


def after_login(case: Case) -> bool:
    """Whether a login led back to a login page by a redirect: the page shows what became of it."""
    came = case.previous
    if came is None or not case.heard.is_login_page:
        return False
    return came.sent.is_login or _BY_PROVIDER.search(came.sent.path) is not None


# Where applications send people to a login provider, and where they come back.
_BY_PROVIDER = re.compile(
    r"(?i)/(?:users/auth|auth|oauth2?|oidc|openid|saml2?|sso)/[\w-]{2,40}(?:/callback)?/?$"
)


def _is_way_in(case: Case) -> bool:
    return case.heard.is_login_page or (case.sent.is_login and case.sent.method == "POST")
