"""An answer of SAML beside the request that it answers: whom it was made for, and who had asked.

A service takes only answers whose audience is its own entity id (SAML 2.0 core §2.5.1.4), which is
the issuer of its request (§3.2.1).
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.authorization_requests import of_address
from inspector.diagnose.facts.case import Case
from inspector.protocol.tokens import saml
from inspector.story.trace_story import NEAR


class OtherAudience(NamedTuple):
    """posted: what brought the answer. audience: whom it is for. wanted: who had asked it."""

    posted: Case
    audience: str
    wanted: str
    asked: Case


def other_audience(case: Case) -> OtherAudience | None:
    """Return the answer that was made for another service than the one that asked; or None.

    It was brought by this request, or by one just before that handed out no session.
    """
    posted = _brought_by(case)
    answer = saml.read(posted.sent.fields["SAMLResponse"]) if posted is not None else None
    if posted is None or answer is None or not answer.audiences or not answer.in_response_to:
        return None
    for asked, text in _requests(posted):
        request = saml.read(text)
        if request is not None and request.document_id == answer.in_response_to:
            if not request.issuer or request.issuer in answer.audiences:
                return None
            return OtherAudience(posted, answer.audiences[0], request.issuer, asked)
    return None


def _brought_by(case: Case) -> Case | None:
    if case.sent.has_saml:
        return case
    near = (one for one in reversed(case.before) if one.index >= case.index - NEAR)
    last = next((one for one in near if one.sent.has_saml), None)
    unknown = case.said("not-authenticated", "missing") > 0 or case.heard.leads_to_login
    if last is None or not (unknown or case.is_refused or case.heard.is_login_page):
        return None
    sessions = {one.name for one in case.sent.session_cookies}
    given = any(cookie.name in sessions for _, cookie in last.cookies_set)
    return None if given else last


def _requests(posted: Case) -> Iterator[tuple[Case, str]]:
    """Yield the SAML requests before: in an address, in a redirect to it, in a form."""
    for one in reversed([each for each in posted.neighbours if each.index < posted.index]):
        led = of_address(one.heard.location) if one.heard.is_redirect else {}
        sent = {**dict(one.sent.query), **one.sent.fields}
        yield from ((one, named["SAMLRequest"]) for named in (led, sent) if "SAMLRequest" in named)
