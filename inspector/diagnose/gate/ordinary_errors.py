"""Keeps quiet where nothing is wrong with access: ordinary errors are no finding."""

from inspector.diagnose.facts.accepted_elsewhere import same_login_elsewhere
from inspector.diagnose.facts.authorization_requests import (
    NEEDS_A_LOGIN,
    brought_back,
    is_login_callback,
    shows_a_callback,
)
from inspector.diagnose.facts.browser import hidden_by_browser
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import lacks_csrf
from inspector.diagnose.facts.placement import key_differences
from inspector.diagnose.facts.refusing_pages import (
    hidden_place,
    leads_to_itself,
    leads_to_login,
    page_refuses,
)
from inspector.diagnose.facts.server_errors import (
    breaks_when_checking,
    breaks_wordless,
    gateway_page,
    is_provider_address,
    login_host_gone,
    lost_login_service,
    names_login_service,
    refused_logins_before,
)
from inspector.diagnose.facts.stale_tokens import stale_token
from inspector.diagnose.facts.token_claims import hides_a_right
from inspector.diagnose.gate.support import is_about_access
from inspector.diagnose.gate.triage import was_cut_short
from inspector.protocol.patterns import lazy_re
from inspector.reading.error_bodies import is_brief, is_fault, speaks_of_credentials
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import (
    BAD_GATEWAY,
    NO_SUCH_PLACE,
    REFUSES_WITHOUT_WORDS,
    SERVER_ERRORS,
    SUCCESSES,
)
from inspector.reading.websocket_messages import SWITCHED

# ---------------- Which meanings of words make a reply a refusal of access
TOKEN_WORDS: tuple[MeaningName, ...] = (
    "token-expired", "revoked", "csrf", "not-authenticated", "not-found-there", "token-kind",
    "signature", "session-expired", "scheme-refused", "key-expired",
)  # fmt: skip
BY_WORDS: tuple[MeaningName, ...] = (
    *TOKEN_WORDS, "audience", "issuer", "missing", "client-certificate", "token-refused",
    "key-refused", "malformed", "locked", "ip-refused", "captcha", "mfa", "password-expired",
    "too-many-attempts", "bad-login", "client-refused", "client-configuration", "refresh-expired",
    "refresh-refused", "refresh-reused", "code-refused", "wrong-host", "clock", "origin-refused",
    "wrong-region", "wrong-environment", "unknown-key", "algorithm", "dpop", "nonce-wanted",
    "replayed", "scope", "step-up", "claims-wanted", "consent", "wrong-tenant", "saml", "waf",
    "captive", "localhost-only", "https-wanted",
)  # fmt: skip
ONLY_HIDDEN: tuple[MeaningName, ...] = (
    "permission", "denied", "unauthorized", "not-active", "unreachable", "proxy", "rate-limited",
)  # fmt: skip
BROKEN_WORDS: tuple[MeaningName, ...] = (
    "unreachable", "token-expired", "token-refused", "signature", "csrf", "malformed",
    "not-authenticated", "audience", "issuer", "unknown-key", "bad-login", "locked", "revoked",
    "client-certificate", "ip-refused", "waf", "session-expired", "mfa", "password-expired",
    "missing",
)  # fmt: skip


_EXCHANGE_FAILED = 561  # AWS load balancers: the login provider answered with an error
_NOT_FOUND = 404
_BAD_REQUEST, _TOO_MANY, _UNPROCESSABLE, _MISDIRECTED = 400, 429, 422, 421
_PAYMENT = 402
_METHOD, _NOT_ACCEPTABLE, _GONE, _UPGRADE = 405, 406, 410, 426
_WORDS_OF_STATUS: dict[int, tuple[MeaningName, ...]] = {
    _METHOD: ("ip-refused", "waf"),
    _NOT_ACCEPTABLE: ("waf",),
    _GONE: ("api-version", "wrong-host"),
    _UPGRADE: ("https-wanted",),
}
_PRODUCT_SURE = 0.6  # weight from which a product's words make a reply a refusal


def is_failure(case: Case) -> bool:
    """Whether an exchange is a failure of access, by its status or by what it says."""
    status = case.status
    if status == 0 or status in REFUSES_WITHOUT_WORDS or was_cut_short(case.exchange):
        return True
    if status in {_MISDIRECTED, _TOO_MANY}:
        known = case.sent.has_any or _about_login(case)
        return status == _MISDIRECTED or known or knows(case)
    if case.heard.is_redirect:
        return _redirect_refuses(case) or _sends_an_error_back(case)
    if status in SERVER_ERRORS:
        return _broken(case)
    if status < _BAD_REQUEST:
        return _hidden(case)
    return _other_client_error(case)


def _redirect_refuses(case: Case) -> bool:
    if _refuses_a_login(case) or leads_to_itself(case):
        return True
    if leads_to_login(case):
        return not case.sent.is_login and (not case.sent.is_login_address or _let_in_before(case))
    return case.heard.leads_to_portal or case.says("captive", "waf", "session-expired") is not None


def _refuses_a_login(case: Case) -> bool:
    """Whether a login leads back with a word of why: `/login?error`, `?csrf=true`."""
    told = case.sent.method == "POST" and case.sent.csrf_tokens and case.said("csrf")
    login = case.sent.is_login or is_login_callback(case)
    return bool(told) or (login and case.said(*_OF_A_LOGIN) > 0)


_OF_A_LOGIN: tuple[MeaningName, ...] = (
    "bad-login", "locked", "too-many-attempts", "captcha", "password-expired",
)  # fmt: skip


def _sends_an_error_back(case: Case) -> bool:
    """Whether a redirect takes an error to a callback; asked silently, "log in" is the answer."""
    return brought_back(case)[0] not in {"", *NEEDS_A_LOGIN}


def _let_in_before(case: Case) -> bool:
    """Whether the same address answered before, to the same session: it is no login's."""
    return any(c.succeeded and c.sent.session_cookies for c in case.same_request_before)


def _hidden(case: Case) -> bool:
    if hidden_by_browser(case) is not None:
        return True
    if case.status == SWITCHED and not case.is_hidden_error:
        return False
    if case.heard.content.object.get("active") is False and "introspect" in case.sent.path:
        return True
    if case.is_hidden_error and _hides_a_refusal(case):
        return True
    return page_refuses(case) or _says_only_no(case) or _page_leads_away(case)


def _hides_a_refusal(case: Case) -> bool:
    if case.sent.is_login and case.status in SUCCESSES:
        return True
    login = case.status == SWITCHED and case.said("bad-login") > 0
    return _about_access(case, (*BY_WORDS, *ONLY_HIDDEN), _CLEAR) or knows(case) or login


def _says_only_no(case: Case) -> bool:
    """Whether a reply is too short to hold anything but a message, and the message refuses."""
    if not is_brief(case.heard.content) or _AFFIRMS.search(case.heard.words):
        return False
    if case.heard.content.is_html:
        lost: tuple[MeaningName, ...] = ("unreachable", "connection-failed")
        return shows_a_callback(case) and _about_access(case, (*_PLAIN_NO, *lost), _CLEAR)
    own_words = bool(case.sent.credentials) and speaks_of_credentials(case.heard.content)
    known = case.sent.has_any and knows(case)
    return own_words or known or _about_access(case, _PLAIN_NO, _CLEAR)


_PLAIN_NO: tuple[MeaningName, ...] = (
    *BY_WORDS, "unauthorized", "denied", "permission",
)  # fmt: skip
# finds `password changed successfully`
# but not `your password has expired`
_AFFIRMS = lazy_re(r"\b(?:success\w*|sent|updated|created|saved|thank\w*|welcome|done|completed)\b")


def _page_leads_away(case: Case) -> bool:
    """Whether a page without words sends a program to a portal, or a known caller to a login."""
    if not case.heard.leads_to:
        return False
    return case.heard.leads_to_portal or (case.sent.has_any and _redirect_refuses(case))


_CLEAR = 0.59  # trust from which words in a reply of 2xx are about access


def _other_client_error(case: Case) -> bool:
    if case.asks_provider:
        return case.heard.error[0] not in {"authorization_pending", "slow_down"}
    unpaid = case.status == _PAYMENT and case.sent.has_any
    moved = case.status in NO_SUCH_PLACE and same_login_elsewhere(case) is not None
    hidden = case.sent.has_any and (hidden_place(case) is not None or bool(key_differences(case)))
    if (
        unpaid
        or moved
        or hidden
        or knows(case)
        or brought_back(case)[0]
        or names_login_service(case)
    ):
        return True
    if case.heard.challenges and case.status != _UNPROCESSABLE:
        return True
    if hides_a_right(case) or (is_login_callback(case) and case.status != _NOT_FOUND):
        return True
    if case.status in {_BAD_REQUEST, _UNPROCESSABLE} and _fails_on_csrf(case):
        return True
    return _bad_request(case) if case.status == _BAD_REQUEST else _by_words(case)


def _fails_on_csrf(case: Case) -> bool:
    return lacks_csrf(case) or case.once(stale_token) is not None


def _bad_request(case: Case) -> bool:
    return (
        _answers_a_challenge(case)
        or _unreadable_login(case)
        or _two_authorizations(case)
        or _about_access(case, (*BY_WORDS, "unreachable", "denied", "unauthorized"))
        or (case.sent.is_login and case.said("quota") > 0)
    )


def _by_words(case: Case) -> bool:
    words = (*BY_WORDS, *_WORDS_OF_STATUS.get(case.status, ()))
    if case.sent.has_any:
        words = (*words, "permission", "denied", "unauthorized")
    return _about_access(case, words)


def _answers_a_challenge(case: Case) -> bool:
    """Whether the same request was refused before for want of what is sent now."""
    sent = case.sent.authorization
    return sent is not None and any(
        other.heard.challenge(sent.scheme) is not None for other in case.same_request_before
    )


def _unreadable_login(case: Case) -> bool:
    """Whether a Basic header was sent that is no user:password in Base64."""
    sent = case.sent.authorization
    return sent is not None and sent.scheme == "basic" and b":" not in (sent.basic or b"")


def _two_authorizations(case: Case) -> bool:
    names = [header.name.lower() for header in case.sent.message.headers]
    return names.count("authorization") > 1


def _about_access(case: Case, names: tuple[MeaningName, ...], least: float = 0.0) -> bool:
    """Whether one of these meanings is there, and is about access."""
    for name in names:
        meaning = case.meanings.get(name)
        if meaning is not None and meaning.trust > least and is_about_access(case, name, meaning):
            return True
    return False


def _broken(case: Case) -> bool:
    if case.sent.is_token_request or is_provider_address(case) or is_login_callback(case):
        return True
    if _about_access(case, (*BROKEN_WORDS, "clock")) or knows(case):
        return True
    if login_host_gone(case) is not None or lost_login_service(case) or brought_back(case)[0]:
        return True
    if case.status == _EXCHANGE_FAILED or _soap_refuses(case):
        return True
    return (
        breaks_when_checking(case)
        or gateway_page(case)
        or breaks_wordless(case)
        or (case.status in BAD_GATEWAY and case.sent.has_any)
    )


def _soap_refuses(case: Case) -> bool:
    """Whether a SOAP fault, which always comes with status 500, speaks of access."""
    return is_fault(case.heard) and _about_access(case, (*BY_WORDS, *ONLY_HIDDEN), _CLEAR)


def _about_login(case: Case) -> bool:
    return (
        case.sent.is_login
        or case.sent.is_token_request
        or bool(refused_logins_before(case))
        or case.said("too-many-attempts", "locked", "captcha", "bad-login") > 0
    )


def knows(case: Case) -> bool:
    """Whether a product's own knowledge reads a failure of access out of the reply."""
    return any(known.says.weight >= _PRODUCT_SURE for known in case.known)
