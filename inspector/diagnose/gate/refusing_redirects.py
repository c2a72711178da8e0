"""Which redirects refuse: they lead to a login, a portal, or back with a word of why."""

from inspector.diagnose.facts.authorization_requests import (
    NEEDS_A_LOGIN,
    brought_back,
    given_up_on_the_code,
    of_address,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lacking_credential import lacking_credential
from inspector.diagnose.facts.lone_errors import slash_redirect
from inspector.diagnose.facts.refusing_pages import (
    leads_to_itself,
    leads_to_login,
    led_back_to_form,
    led_to_front,
    sent_away,
)
from inspector.diagnose.gate.signs import Test, once
from inspector.protocol.scheme_words import LOGINS
from inspector.reading.meanings import Names
from inspector.story.logins import is_login_callback

_OF_A_LOGIN: Names = (
    "bad-login", "locked", "too-many-attempts", "captcha", "password-expired",
)  # fmt: skip


def leads_out(case: Case) -> bool:
    """Whether a reply leads to a login or portal one who had no need to go there."""
    if leads_to_itself(case):
        return True
    if leads_to_login(case):
        before = (c for c in case.same_request_before if c.sent.session_cookies or _is_held(c))
        let_in = not case.sent.is_login_address or any(c.succeeded for c in before)
        return not case.sent.is_login and let_in
    return case.heard.leads_to_portal or case.says("captive", "waf", "session-expired") is not None


def _is_held(case: Case) -> bool:
    """Whether a request carries a token in its header: nobody logs in with what they have."""
    mine = case.sent.authorization
    return mine is not None and mine.scheme not in LOGINS


def refuses_a_login(case: Case) -> bool:
    """Whether a login leads back with a word of why: `/login?error`, `?csrf=true`."""
    if case.sent.is_login or is_login_callback(case):
        return case.said(*_OF_A_LOGIN, "csrf", "denied") > 0
    if case.sent.has_saml and of_address(case.heard.location).get("error"):
        return True  # SAML has no error of its own there: each service provider names it its way
    return case.sent.method == "POST" and bool(case.sent.csrf_tokens) and case.said("csrf") > 0


def wants_a_new_password(case: Case) -> bool:
    """Whether one who is known is led to where a password is renewed: `/password/expired`."""
    known = bool(case.sent.session_cookies or case.sent.credentials) or case.sent.is_login
    return known and case.said("password-expired") > 0


SIGNS: tuple[Test, ...] = (
    slash_redirect,
    wants_a_new_password,
    led_back_to_form,
    sent_away,
    led_to_front,
    refuses_a_login,
    leads_out,
    once(lacking_credential),
    lambda case: given_up_on_the_code(case) is not None,
    # Asked silently, "log in" is the answer.
    lambda case: brought_back(case)[0] not in {"", *NEEDS_A_LOGIN},
)
"""Each tells a redirect that refuses from one that only leads on."""
