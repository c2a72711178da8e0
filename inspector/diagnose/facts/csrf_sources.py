"""Where the client could have got the CSRF token from: a cookie, an earlier reply, a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.diagnose.facts.cookies import cookies_kept
from inspector.model.annotation import Place
from inspector.reading import places
from inspector.reading.names import is_csrf_name

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case


def known_token(case: Case) -> tuple[Place | None, str]:
    """Return place and name of a CSRF token known to the client; None and "" without one."""
    if case.sent.csrf_cookies:
        cookie = case.sent.csrf_cookies[0]
        return cookie.place, cookie.name
    for kept in cookies_kept(case):
        if is_csrf_name(kept.name):
            return kept.place, kept.name
    for earlier in reversed(case.before[-_LOOK_BACK:]):
        if earlier.heard.content.page.csrf_name:
            return places.in_body(earlier.index, "reply"), earlier.heard.content.page.csrf_name
        place, name = _handed_out(earlier)
        if place is not None:
            return place, name
    return None, ""


_LOOK_BACK = 60


def _handed_out(earlier: Case) -> tuple[Place | None, str]:
    """Return place and name of a token in a header or JSON body of an earlier reply."""
    for index, header in enumerate(earlier.heard.headers):
        if is_csrf_name(header.name) and header.value.lower() not in _NO_TOKEN:
            return places.in_header(earlier.index, "reply", index, header), header.name
    for name, value in earlier.heard.content.object.items():
        if is_csrf_name(str(name)) and isinstance(value, str) and value:
            span = places.find(earlier.heard.content.bytes, value)
            return places.in_body(earlier.index, "reply", span), str(name)
    return None, ""


_NO_TOKEN = frozenset({"", "required", "fetch", "invalid", "expired"})


def lacks_csrf(case: Case) -> bool:
    """Whether a changing request with a session leaves out a CSRF token, and gets no words."""
    sent = case.sent
    if sent.is_safe or sent.csrf_tokens or sent.authorization or not sent.session_cookies:
        return False
    return not case.heard.statements and known_token(case)[0] is not None
